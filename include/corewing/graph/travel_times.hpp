#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <limits>
#include <optional>
#include <vector>

namespace corewing::graph {

struct TravelTimesOptions {
    std::optional<std::vector<Index>> sources = std::nullopt; ///< vertices to start from; none given = all
    double limit = std::numeric_limits<double>::infinity();          ///< what costs more is left out of reach, >= 0
    unsigned threads = 0;                                            ///< 0 = as many as the machine has
    base::Observer observer = {};
};

/// The cost of the cheapest path from every source to every vertex, by one Dijkstra search a source.
///   t_sj = min over paths from s to j of the sum of their links' costs
///
///     const auto roads = graph::snapshot(region, {.layers = {"border", "access"}});
///     const Eigen::MatrixXd hours = graph::travel_times(roads);
///
/// @return sources x vertices, in the unit of the cost; a source's own entry is 0; infinity = no path, or none
///         within the limit. The same to the last bit on any number of threads.
/// @throws bad_value for a source that is no vertex or a limit that is negative
/// @throws interrupted if the observer asks to stop: a row not computed cannot be told from one out of reach
/// Complexity O(sources (n + arcs) log n), memory sources x n.
/// Source: Dijkstra 1959, Numerische Mathematik 1.
COREWING_ROUTINE
Eigen::MatrixXd travel_times(const Snapshot& graph, const TravelTimesOptions& options = {});

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/travel_times.hpp"
#endif
