#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/detail/grounds.hpp"
#include "corewing/model/labels.hpp"
#include "corewing/model/marked_column.hpp"
#include "corewing/model/region.hpp"

#include <string>
#include <utility>
#include <vector>

/// The grounds of a region: parts of its territory of which each is counted once.
///
///     const auto grounds = model::grounds(region);
///     const auto people  = grounds.sum(model::column(region, "people"));
///     for (Index g = 0; g < grounds.size(); ++g)
///         std::cout << grounds.name(g) << ' ' << people[g].value_or(0.0) << '\n';
///     // Liangjiang New Area with Beibei, Jiangbei and Yubei 350
///     const auto division = allocation::fair_division(people.known(), ...);   // one line for each ground
namespace corewing::model {

/// One ground; see grounds().
struct Ground {
    std::string id = {};             ///< of its first platform, or else of its one place
    std::string name = {};           ///< "Liangjiang New Area with Beibei, Jiangbei and Yubei", or its place's name
    std::vector<Index> places = {};  ///< in the region, ascending
    std::vector<Index> counted = {}; ///< of these, the ones whose figures add up to the ground's; none = not known
    std::vector<GroundShare> less =
        {}; ///< platforms that are grounds of their own, and the part of each that lies here

    bool operator==(const Ground&) const = default;
};

/// The grounds of a region, in the order of their ids. Every place lies in one of them.
class Grounds {
public:
    /// @param places   of the region
    /// @param grounds  in the order of their ids; every place in one of them
    Grounds(PlaceIds places, std::vector<Ground> grounds) : places_(std::move(places)), all_(std::move(grounds)) {}

    /// Number of grounds.
    [[nodiscard]] Index size() const noexcept { return std::ssize(all_); }
    /// A ground. The number is not checked.
    /// @param ground  in [0, size())
    /// @return its places
    [[nodiscard]] const Ground& operator[](Index ground) const { return all_[ground]; }
    /// The name of a ground. The number is not checked.
    /// @param ground  in [0, size())
    /// @return as Ground::name
    [[nodiscard]] const std::string& name(Index ground) const { return all_[ground].name; }
    /// The names of all grounds.
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const Ground& ground : all_) names.push_back(ground.name);
        return names;
    }

    /// The ground of each place of the region: labels that bear the ids of the grounds, so label g is ground g.
    /// @return one label a place, as many labels as grounds
    [[nodiscard]] Labels labels() const {
        std::vector<std::string> ids(places_.size());
        for (const Ground& ground : all_)
            for (const Index place : ground.places) ids[place] = ground.id;
        return model::labels(ids);
    }

    /// A column by ground: what its districts have together. A platform on the same ground adds nothing, as its hosts
    /// have it already; the figure of a platform that is a ground of its own is taken from its hosts, each its share
    /// (an estimate where it lies in several grounds).
    /// @param column  on all places of the region; of something that adds up, such as people or output
    /// @return one number a ground, in the column's unit; missing where a figure that it needs is missing, and for a
    ///         platform without hosts, of which nobody knows what else it is counted in
    /// @throws bad_value, bad_shape if the column is cut or stands on other places
    /// @throws bad_data if the platforms of a place have more than the place itself
    /// Complexity O(places + hosts).
    [[nodiscard]] Column sum(const Column& column) const {
        detail::check_whole(column.name(), column.size(), column.places(), places_);
        return detail::ground_sums(column, all_);
    }

private:
    PlaceIds places_;
    std::vector<Ground> all_;
};

/// The grounds of a region. A platform lies in districts (hosts.csv). Where it is not known which part lies in which,
/// or the shares do not add up to 1, the platform and its hosts are one ground, and so are platforms that have a host
/// in common. Every other place is a ground of its own: a platform whose shares are known, a district, a partner, and a
/// platform without hosts.
/// @param region  whose places and hosts
/// @return every place in one ground
/// Complexity O(n log n + hosts log n).
COREWING_ROUTINE
Grounds grounds(const Region& region);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/grounds.hpp"
#endif
