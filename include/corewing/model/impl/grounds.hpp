#pragma once

#include "corewing/model/detail/in_words.hpp"
#include "corewing/model/detail/region_ids.hpp"
#include "corewing/model/grounds.hpp"
#include "corewing/model/shown_name.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace corewing::model {

namespace detail {

/// Finds the grounds of a region.
template <class = void>
class GroundFinder {
public:
    explicit GroundFinder(const Region& region) : region_(region), parent_(region.size()) {
        std::iota(parent_.begin(), parent_.end(), Index{0});
        for (const Host& host : region.hosts()) hosts_[region.index(host.platform)].push_back(host);
        for (const auto& [platform, hosts] : hosts_)
            if (!apart(platform))
                for (const Host& host : hosts) parent_[root(platform)] = root(region.index(host.district));
    }

    [[nodiscard]] Grounds take() {
        std::map<Index, std::vector<Index>> members; // by root
        const Index n = region_.size();
        for (Index place = 0; place < n; ++place) members[root(place)].push_back(place);
        std::map<Index, Ground> found;
        for (auto& [top, places] : members) found.emplace(top, made(std::move(places)));
        for (const auto& [platform, hosts] : hosts_)
            if (apart(platform)) take_from_hosts(platform, found);
        std::vector<Ground> grounds;
        for (auto& [top, ground] : found) grounds.push_back(std::move(ground));
        std::sort(grounds.begin(), grounds.end(),
                  [](const Ground& a, const Ground& b) { return a.id.compare(b.id) < 0; });
        return Grounds(region_ids(region_), std::move(grounds));
    }

private:
    const Region& region_;
    std::vector<Index> parent_;
    std::map<Index, std::vector<Host>> hosts_; // by platform

    Index root(Index place) {
        while (parent_[place] != place) place = parent_[place] = parent_[parent_[place]];
        return place;
    }

    /// Whether it is known how a platform with hosts is spread over them, so that it is a ground of its own.
    bool apart(Index platform) const {
        double sum = 0.0;
        for (const Host& host : hosts_.at(platform)) {
            if (!host.share) return false;
            sum += *host.share;
        }
        return is_whole(sum);
    }

    /// Whether shares add up to 1, as diagnose() asks it.
    static bool is_whole(double sum) { return std::abs(sum - 1.0) <= 1e-6; }

    Ground made(std::vector<Index> places) const {
        std::vector<std::string> platforms, others;
        Ground ground;
        for (const Index i : places) {
            const Place& place = region_.place(i);
            const bool on_top = place.kind == PlaceKind::platform;
            (on_top ? platforms : others).push_back(shown_name(place));
            if (!on_top || (places.size() == 1 && hosts_.contains(i))) ground.counted.push_back(i);
            if (ground.id.empty() || (on_top && platforms.size() == 1)) ground.id = place.id;
        }
        const Index all = std::ssize(places);
        ground.name = in_words(platforms, all);
        if (!others.empty()) ground.name += (platforms.empty() ? "" : " with ") + in_words(others, all);
        ground.places = std::move(places);
        return ground;
    }

    /// Notes in the grounds of a platform's hosts what part of it lies there.
    void take_from_hosts(Index platform, std::map<Index, Ground>& found) {
        std::map<Index, double> shares; // by root of the host
        for (const Host& host : hosts_.at(platform)) shares[root(region_.index(host.district))] += *host.share;
        for (const auto& [top, share] : shares) found.at(top).less.push_back({platform, is_whole(share) ? 1.0 : share});
    }
};

} // namespace detail

COREWING_BODY
Grounds grounds(const Region& region) {
    return detail::GroundFinder<>(region).take();
}

} // namespace corewing::model
