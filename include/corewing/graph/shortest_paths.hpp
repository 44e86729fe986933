#pragma once

#include "corewing/graph/detail/dijkstra.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace corewing::graph {

/// Stands where there is no vertex before, or no link to it.
inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// The cheapest paths from one vertex, as a tree.
struct ShortestPaths {
    Eigen::Index source = 0;
    Eigen::VectorXd cost = {}; ///< vertices x 1; infinity = out of reach
    std::vector<std::uint32_t> previous =
        {};                               ///< by vertex: the one before it on its path; none = source or out of reach
    std::vector<std::uint32_t> link = {}; ///< by vertex: the link that leads to it, as in Arc::link; or none

    /// The vertices of the path from the source to a vertex, both included; empty if out of reach. O(length).
    /// @throws bad_value if there is no such vertex
    [[nodiscard]] std::vector<Eigen::Index> path(Eigen::Index to) const {
        detail::check_vertex(to, previous.size(), "to");
        std::vector<Eigen::Index> vertices;
        if (cost[to] == HUGE_VAL) return vertices;
        for (; to != source; to = static_cast<Eigen::Index>(previous[static_cast<std::size_t>(to)]))
            vertices.push_back(to);
        vertices.push_back(source);
        std::reverse(vertices.begin(), vertices.end());
        return vertices;
    }

    /// The links along that path, in order. O(length).
    /// @throws bad_value if there is no such vertex
    [[nodiscard]] std::vector<std::uint32_t> links(Eigen::Index to) const {
        std::vector<std::uint32_t> found;
        for (const Eigen::Index v : path(to))
            if (v != source) found.push_back(link[static_cast<std::size_t>(v)]);
        return found;
    }
};

struct ShortestPathsOptions {
    double limit = std::numeric_limits<double>::infinity(); ///< what costs more is left out of reach, >= 0
    std::optional<Eigen::Index> target = std::nullopt;      ///< search no further than this vertex; the rest that is
                                                            ///< not settled by then is left out of reach
};

/// The cheapest paths from one vertex to all others (Dijkstra). Of several cheapest paths the one whose
/// last vertex before the end has the smallest index is kept, and of parallel links the one that stands first.
///
///     const auto paths = graph::shortest_paths(roads, source);
///     paths.cost[target], paths.path(target)
///
/// @throws bad_value for a source or target that is no vertex, or a limit that is negative
/// Complexity O((n + arcs) log n).
template <class Double = double>
ShortestPaths shortest_paths(const Snapshot& graph, Eigen::Index source, const ShortestPathsOptions& options = {}) {
    const std::size_t n = graph.size();
    detail::check_vertex(source, n, "source");
    detail::check_limit(options.limit);
    if (options.target) detail::check_vertex(*options.target, n, "target");

    ShortestPaths paths{source, Eigen::VectorX<Double>::Constant(static_cast<Eigen::Index>(n), HUGE_VAL),
                        std::vector<std::uint32_t>(n, none), std::vector<std::uint32_t>(n, none)};
    std::vector<char> settled(n, 0);
    detail::Heap heap(n);
    detail::dijkstra(
        graph.csr(), static_cast<std::size_t>(source), options.limit, paths.cost.data(), heap,
        [&](std::size_t v, double) {
            settled[v] = 1;
            return !options.target || static_cast<Eigen::Index>(v) != *options.target;
        },
        [&](std::size_t from, const Arc& arc, bool nearer) {
            if (settled[arc.target]) return; // a detour of cost 0
            if (!nearer && from >= paths.previous[arc.target]) return;
            paths.previous[arc.target] = static_cast<std::uint32_t>(from);
            paths.link[arc.target] = arc.link;
        });
    for (std::size_t v = 0; v < n; ++v) {
        if (settled[v]) continue; // met but not settled: the search ended before
        paths.cost[static_cast<Eigen::Index>(v)] = HUGE_VAL;
        paths.previous[v] = paths.link[v] = none;
    }
    return paths;
}

} // namespace corewing::graph
