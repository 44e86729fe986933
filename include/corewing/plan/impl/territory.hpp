#pragma once

#include "corewing/plan/territory.hpp"

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"

#include <Eigen/Core>

#include <optional>
#include <utility>

namespace corewing::plan {

namespace detail {

/// The cluster of all districts of a ground, or "" where they differ; nothing for a ground of partners alone.
template <class = void>
std::optional<std::string> cluster_of(const model::Region& region, const model::Ground& ground) {
    std::optional<std::string> cluster;
    for (const Index i : ground.places)
        if (region.place(i).kind == model::PlaceKind::district)
            cluster = cluster && *cluster != region.place(i).cluster ? std::string() : region.place(i).cluster;
    for (const Index i : ground.places) // a platform that is a ground of its own
        if (!cluster && region.place(i).kind == model::PlaceKind::platform) cluster = region.place(i).cluster;
    return cluster;
}

} // namespace detail

COREWING_BODY
Territory territory(const model::Region& region, const model::Column& by_place) {
    const model::Grounds grounds = model::grounds(region);
    const model::Column sums = grounds.sum(by_place);
    Territory result;
    std::vector<Index> kept;
    std::vector<std::string> clusters;
    for (Index g = 0; g < grounds.size(); ++g) {
        auto cluster = detail::cluster_of(region, grounds[g]);
        if (!cluster) continue;
        if (!sums[g] || *sums[g] <= 0.0) {
            result.left_out.push_back(grounds[g].name);
            continue;
        }
        kept.push_back(g);
        clusters.push_back(*std::move(cluster));
        result.lines.push_back(grounds[g]);
    }
    Eigen::VectorX<Double> values(std::ssize(kept));
    base::Marks marks(values.size(), 1);
    for (Index k = 0; k < values.size(); ++k) {
        values[k] = *sums[kept[k]];
        marks(k, 0) = sums.mark(kept[k]);
    }
    result.size =
        model::Column(values, marks, {.name = by_place.name(), .unit = by_place.unit(), .year = by_place.year()});
    result.clusters = model::labels(clusters);
    return result;
}

} // namespace corewing::plan
