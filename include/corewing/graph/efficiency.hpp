#pragma once

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

struct EfficiencyOptions {
    unsigned threads = 0; ///< 0 = as many as the machine has
    base::Observer observer = {};
};

/// How easily the vertices of a network reach each other.
struct Efficiency {
    double global = 0.0;           ///< mean over all ordered pairs of 1 / t_ij
    Eigen::VectorXd vertices = {}; ///< vertices x 1: mean over the others of 1 / t_ij, from here to there
};

/// Global efficiency (网络效率): the mean of one over the cheapest cost, where a pair out of reach adds 0.
///   E = 1 / (n (n - 1)) sum over i != j of 1 / t_ij
/// Divide by the efficiency of another network on the same vertices (straight lines, or the one before a link
/// failed) to get a share.
/// @return in one over the unit of the cost; 0 where there are fewer than 2 vertices
/// @throws bad_value if two vertices are at cost 0 from each other
/// @throws interrupted if the observer asks to stop
/// Complexity O(n (n + arcs) log n), memory O(n) a thread.
/// Source: Latora & Marchiori 2001, Physical Review Letters 87.
template <class Double = double>
Efficiency efficiency(const Snapshot& graph, const EfficiencyOptions& options = {}) {
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
