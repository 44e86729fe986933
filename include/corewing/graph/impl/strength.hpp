#pragma once

#include "corewing/graph/strength.hpp"

#include "corewing/base/index.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::graph {

COREWING_BODY
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
