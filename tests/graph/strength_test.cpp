#include "corewing/graph/strength.hpp"

#include "graph/random_graph.hpp"

#include <doctest/doctest.h>

using corewing::Index;

namespace graph = corewing::graph;

TEST_CASE("strength: sums over the list of edges, closed ones included") {
    corewing::base::Random random(3);
    for (int trial = 0; trial < 500; ++trial) {
        const auto drawn = random_graph::draw(random, 12, true);
        const Index n = drawn.vertices;
        Eigen::VectorXd out = Eigen::VectorXd::Zero(n), in = out;
        for (const auto& e : drawn.edges) {
            out[e.from] += e.weight;
            in[e.to] += e.weight;
        }
        const Eigen::VectorXd total = out + in;
        const auto s = graph::strength(drawn.snapshot());
        REQUIRE((s.out - (drawn.directed ? out : total)).cwiseAbs().maxCoeff() <= 1e-13);
        REQUIRE((s.in - (drawn.directed ? in : total)).cwiseAbs().maxCoeff() <= 1e-13);
        REQUIRE((s.total - total).cwiseAbs().maxCoeff() <= 1e-13);
    }
    CHECK(graph::strength(graph::Snapshot()).total.size() == 0);
}
