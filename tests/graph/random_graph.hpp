#pragma once

#include "corewing/base/random.hpp"
#include "corewing/graph/snapshot.hpp"

#include "support/values.hpp"

#include <limits>
#include <vector>

using corewing::Index;

namespace random_graph {

using corewing::test::never;

struct Drawn {
    Index vertices = 0;
    bool directed = false;
    std::vector<corewing::graph::Edge> edges = {};

    [[nodiscard]] corewing::graph::Snapshot snapshot() const {
        return corewing::graph::snapshot(vertices, edges, {.directed = directed});
    }
};

/// A graph of 1 .. most vertices, directed or not, often in several pieces, with parallel edges, costs of 0, equal
/// costs and closed edges. Whole costs make ties common.
inline Drawn draw(corewing::base::Random& random, Index most, bool whole_costs) {
    Drawn drawn;
    drawn.vertices = 1 + random.index(most);
    drawn.directed = random.index(2) == 0;
    if (drawn.vertices == 1) return drawn;
    const Index edges = random.index(3 * drawn.vertices + 1);
    for (Index e = 0; e < edges; ++e) {
        const Index from = random.index(drawn.vertices);
        Index to = random.index(drawn.vertices - 1);
        if (to >= from) ++to;
        double cost = whole_costs ? static_cast<double>(random.index(5)) : random.uniform(0.0, 3.0);
        if (random.index(20) == 0) cost = 0.0;
        if (random.index(20) == 0) cost = never;
        drawn.edges.push_back({from, to, cost, random.index(10) == 0 ? 0.0 : random.uniform(0.0, 4.0)});
        if (random.index(10) == 0) {
            drawn.edges.push_back(drawn.edges.back());
            drawn.edges.back().cost += static_cast<double>(random.index(2));
        }
    }
    return drawn;
}

} // namespace random_graph
