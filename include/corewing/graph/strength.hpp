#pragma once

#include "corewing/base/index.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::graph {

/// How much passes at each vertex.
struct Strength {
    Eigen::VectorXd out = {};   ///< vertices x 1: weights of the links that lead away
    Eigen::VectorXd in = {};    ///< vertices x 1: weights of the links that lead to it
    Eigen::VectorXd total = {}; ///< vertices x 1: weights of all its links, each counted once
};

/// The weights of each vertex's links added up (weighted degree, 点强度).
///   out_i = sum_j w_ij, in_i = sum_j w_ji
/// Closed links count: their cost is unknown, not their weight. Parallel links add up. Where every link leads
/// both ways the three are the same.
/// @return in the unit of the weights; 0 where there is no link
/// Complexity O(n + arcs). Source: Barrat et al. 2004, PNAS 101(11).
template <class Double = double>
Strength strength(const Snapshot& graph) {
    const Index n = std::ssize(graph);
    std::vector<unsigned char> ways(graph.link_count(), 0);
    for (const Arc& arc : graph.csr().arcs) ++ways[arc.link];
    Strength s{Eigen::VectorX<Double>::Zero(n), Eigen::VectorX<Double>::Zero(n), Eigen::VectorX<Double>::Zero(n)};
    for (Index v = 0; v < n; ++v) {
        const auto arcs = graph.arcs(v);
        const auto weights = graph.weights(v);
        for (Index a = 0; a < std::ssize(arcs); ++a) {
            const Index t = arcs[a].target;
            s.out[v] += weights[a];
            s.in[t] += weights[a];
            s.total[v] += weights[a];
            if (ways[arcs[a].link] == 1) s.total[t] += weights[a];
        }
    }
    return s;
}

} // namespace corewing::graph
