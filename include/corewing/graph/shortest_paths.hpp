#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/graph/detail/dijkstra.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace corewing::graph {

/// Stands where there is no vertex before, or no link to it.
inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// The cheapest paths from one vertex, as a tree.
struct ShortestPaths {
    Index source = 0;          ///< where all paths begin
    Eigen::VectorXd cost = {}; ///< vertices x 1; infinity = out of reach
    std::vector<std::uint32_t> previous =
        {};                               ///< by vertex: the one before it on its path; none = source or out of reach
    std::vector<std::uint32_t> link = {}; ///< by vertex: the link that leads to it, as in Arc::link; or none

    /// The vertices of the path from the source to a vertex, both included. O(length).
    /// @param to  a vertex
    /// @return from the source on; empty if out of reach
    /// @throws bad_value if there is no such vertex
    [[nodiscard]] std::vector<Index> path(Index to) const {
        detail::check_vertex(to, previous.size(), "to");
        std::vector<Index> vertices;
        if (cost[to] == HUGE_VAL) return vertices;
        for (; to != source; to = previous[to]) vertices.push_back(to);
        vertices.push_back(source);
        std::reverse(vertices.begin(), vertices.end());
        return vertices;
    }

    /// The links along that path. O(length).
    /// @param to  a vertex
    /// @return in order, as in Arc::link; empty if out of reach
    /// @throws bad_value if there is no such vertex
    [[nodiscard]] std::vector<std::uint32_t> links(Index to) const {
        std::vector<std::uint32_t> found;
        for (const Index v : path(to))
            if (v != source) found.push_back(link[v]);
        return found;
    }
};

/// Choices of shortest_paths().
struct ShortestPathsOptions {
    double limit = std::numeric_limits<double>::infinity(); ///< what costs more is left out of reach, >= 0
    std::optional<Index> target = std::nullopt;             ///< search no further than this vertex; the rest that is
                                                            ///< not settled by then is left out of reach
};

/// The cheapest paths from one vertex to all others (Dijkstra). Of several cheapest paths the one whose
/// last vertex before the end has the smallest index is kept, and of parallel links the one that stands first.
///
///     const auto paths = graph::shortest_paths(roads, source);
///     paths.cost[target], paths.path(target)
///
/// @param graph  costs >= 0, infinite = closed
/// @param source  a vertex
/// @param options  how far to search
/// @return the tree of cheapest paths
/// @throws bad_value for a source or target that is no vertex, or a limit that is negative
/// Complexity O((n + arcs) log n).
COREWING_ROUTINE
ShortestPaths shortest_paths(const Snapshot& graph, Index source, const ShortestPathsOptions& options = {});

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/shortest_paths.hpp"
#endif
