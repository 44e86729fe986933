#pragma once

#include "corewing/graph/shortest_paths.hpp"

#include "corewing/base/index.hpp"
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

COREWING_BODY
ShortestPaths shortest_paths(const Snapshot& graph, Index source, const ShortestPathsOptions& options) {
    const Index n = graph.size();
    detail::check_vertex(source, n, "source");
    detail::check_limit(options.limit);
    if (options.target) detail::check_vertex(*options.target, n, "target");

    ShortestPaths paths{source, Eigen::VectorX<Double>::Constant(n, HUGE_VAL),
                        std::vector<std::uint32_t>(n, none), std::vector<std::uint32_t>(n, none)};
    std::vector<char> settled(n, 0);
    detail::Heap heap(n);
    detail::dijkstra<true>(
        graph.csr(), source, options.limit, paths.cost.data(), heap,
        [&](Index v, double) {
            settled[v] = 1;
            return !options.target || v != *options.target;
        },
        [&](Index from, const Arc& arc, bool nearer) {
            if (settled[arc.target]) return; // a detour of cost 0
            if (!nearer && from >= paths.previous[arc.target]) return;
            paths.previous[arc.target] = static_cast<std::uint32_t>(from);
            paths.link[arc.target] = arc.link;
        });
    for (Index v = 0; v < n; ++v) {
        if (settled[v]) continue; // met but not settled: the search ended before
        paths.cost[v] = HUGE_VAL;
        paths.previous[v] = paths.link[v] = none;
    }
    return paths;
}

} // namespace corewing::graph
