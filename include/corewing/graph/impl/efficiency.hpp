#pragma once

#include "corewing/graph/efficiency.hpp"

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/graph/detail/dijkstra.hpp"
#include "corewing/graph/detail/each_vertex.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace corewing::graph {

COREWING_BODY
Efficiency efficiency(const Snapshot& graph, const EfficiencyOptions& options) {
    const Index n = graph.size();
    Efficiency result{0.0, Eigen::VectorX<Double>::Zero(n)};
    if (n < 2) return result;
    detail::watched_blocks(n, 16, detail::threads_for(options.threads, n, n + graph.arc_count()), options.observer,
                           "efficiency", [&](Index begin, Index end) {
                               std::vector<double> cost(n);
                               detail::Heap heap(n);
                               for (Index s = begin; s < end; ++s) {
                                   std::fill(cost.begin(), cost.end(), HUGE_VAL);
                                   detail::dijkstra(graph.csr(), s, HUGE_VAL, cost.data(), heap);
                                   double sum = 0.0;
                                   for (Index v = 0; v < n; ++v) {
                                       if (v == s) continue;
                                       const double share = 1.0 / cost[v];
                                       if (share == HUGE_VAL)
                                           throw base::bad_value(base::to_text(cost[v]) + " from vertex " +
                                                                     std::to_string(s) + " to vertex " +
                                                                     std::to_string(v),
                                                                 {.field = "cost",
                                                                  .value = base::to_text(cost[v]),
                                                                  .remedy = "efficiency needs costs above 0"});
                                       sum += share;
                                   }
                                   result.vertices[s] = sum / static_cast<double>(n - 1);
                               }
                           });
    result.global = result.vertices.mean();
    return result;
}

} // namespace corewing::graph
