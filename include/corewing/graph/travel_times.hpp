#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/graph/snapshot.hpp"
#include "corewing/model/link.hpp"
#include "corewing/model/region.hpp"

#include <Eigen/Core>

#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace corewing::graph {

/// Choices of travel_times() on a snapshot.
struct TravelTimesOptions {
    std::optional<std::vector<Index>> sources = std::nullopt; ///< vertices to start from; none given = all
    double limit = std::numeric_limits<double>::infinity();   ///< what costs more is left out of reach, >= 0
    unsigned threads = 0;                                     ///< 0 = as many as the machine has
    base::Observer observer = {};                             ///< told of progress, may stop the search
};

/// The cost of the cheapest path from every source to every vertex, by one Dijkstra search a source.
///   t_sj = min over paths from s to j of the sum of their links' costs
///
///     const auto roads = graph::snapshot(region, {.layers = {"border", "access"}});
///     const Eigen::MatrixXd hours = graph::travel_times(roads);
///
/// @return sources x vertices, in the unit of the cost; a source's own entry is 0; infinity = no path, or none
///         within the limit. The same to the last bit on any number of threads.
/// @throws bad_value for a source that is no vertex, a limit that is negative, or more numbers than memory can hold
/// @throws interrupted if the observer asks to stop: a row not computed cannot be told from one out of reach
/// Complexity O(sources (n + arcs) log n), memory sources x n.
/// Source: Dijkstra 1959, Numerische Mathematik 1.
COREWING_ROUTINE
Eigen::MatrixXd travel_times(const Snapshot& graph, const TravelTimesOptions& options = {});

/// Choices of travel_times() on a region.
struct RegionTravelTimesOptions {
    std::vector<std::string> layers = {}; ///< ids of the layers that lead somewhere; empty = all of kind route
    /// Which number of a link is its cost, or a function that makes it from the link: >= 0, infinite = closed.
    std::variant<Cost, std::function<double(const model::Link&)>> cost = Cost::hours;
    std::optional<std::vector<Index>> sources = std::nullopt; ///< places to start from; none given = all
    double limit = std::numeric_limits<double>::infinity();   ///< what costs more is left out of reach, >= 0
    unsigned threads = 0;                                     ///< 0 = as many as the machine has
    base::Observer observer = {};                             ///< told of progress, may stop the search
};

/// Travel times between the places of a region, over chosen layers of its links.
///
///     const Eigen::MatrixXd hours = graph::travel_times(region, {.layers = {"road"}});
///     const Eigen::MatrixXd km = graph::travel_times(region, {.layers = {"road"}, .cost = graph::Cost::distance_km});
///
/// The same as travel_times(snapshot(region, {.layers, .cost})), which keeps its findings: how many links of a layer
/// have no known cost. Here a layer of which no link has one is an error.
/// @return sources x places, in hours, or in the unit of the cost; a place's own entry is 0; infinity = no way, or none
///         within the limit
/// @throws unknown_name with the nearest id for a layer that the region does not have
/// @throws bad_data naming a chosen layer with links none of which has the cost ("layer road has no hours; it has
///         distance_km"); where no layer is named, if that holds of all routes, or if the region has no layer of routes
/// @throws bad_value, interrupted as above
/// Complexity O(sources (n + arcs) log n), memory sources x n. Source: Dijkstra 1959, Numerische Mathematik 1.
COREWING_ROUTINE
Eigen::MatrixXd travel_times(const model::Region& region, const RegionTravelTimesOptions& options = {});

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/travel_times.hpp"
#endif
