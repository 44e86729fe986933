#include "corewing/graph/pagerank.hpp"

#include "graph/random_graph.hpp"

#include <Eigen/Dense>
#include <doctest/doctest.h>

using corewing::Index;

namespace graph = corewing::graph;
using corewing::base::bad_shape;
using corewing::base::bad_value;

TEST_CASE("pagerank: the linear equations solved directly, and the bound kept") {
    corewing::base::Random random(8);
    for (int trial = 0; trial < 600; ++trial) {
        CAPTURE(trial);
        const auto drawn = random_graph::draw(random, 12, true);
        const Index n = drawn.vertices;
        Eigen::MatrixXd w = Eigen::MatrixXd::Zero(n, n);
        for (const auto& e : drawn.edges) {
            const auto i = e.from, j = e.to;
            w(i, j) += e.weight;
            if (!drawn.directed) w(j, i) += e.weight;
        }
        const double d = random.uniform(0.0, 0.97);
        Eigen::VectorXd restart = Eigen::VectorXd::Ones(n);
        if (trial % 2 == 0)
            for (Index i = 0; i < n; ++i) restart[i] = random.uniform();
        const Eigen::VectorXd r = restart / restart.sum();
        for (Index i = 0; i < n; ++i) {
            if (w.row(i).sum() > 0.0)
                w.row(i) /= w.row(i).sum();
            else
                w.row(i) = r.transpose();
        }
        const Eigen::VectorXd exact =
            (Eigen::MatrixXd::Identity(n, n) - d * w.transpose()).partialPivLu().solve((1.0 - d) * r);
        const double tolerance = trial % 3 == 0 ? 1e-3 : 1e-12;
        const auto found = graph::pagerank(
            drawn.snapshot(),
            {.damping = d, .restart = trial % 2 == 0 ? restart : Eigen::VectorXd(), .tolerance = tolerance});
        REQUIRE(found.error <= tolerance);
        REQUIRE((found.score - exact).lpNorm<1>() <= found.error + 1e-13);
        REQUIRE(found.score.sum() == doctest::Approx(1.0).epsilon(1e-14));
    }
}

TEST_CASE("pagerank: edges of the range") {
    CHECK(graph::pagerank(graph::Snapshot()).score.size() == 0);
    const auto pair = graph::snapshot(2, {{0, 1}}, {.directed = true});
    CHECK(graph::pagerank(pair, {.damping = 0.0}).score == Eigen::Vector2d(0.5, 0.5));
    CHECK(graph::pagerank(pair, {.damping = 0.999}).error <= 1e-12);
    CHECK_THROWS_WITH_AS(graph::pagerank(pair, {.damping = -0.1}), "damping: -0.1 is not in [0, 0.9999999999999999]",
                         bad_value);
    CHECK_THROWS_WITH_AS(graph::pagerank(pair, {.restart = Eigen::Vector2d(0, 0)}),
                         "restart: are all 0; give some vertex more than 0", bad_value);
    CHECK_THROWS_AS(graph::pagerank(pair, {.restart = Eigen::Vector3d(1, 1, 1)}), bad_shape);
    CHECK_THROWS_AS(graph::pagerank(pair, {.restart = Eigen::Vector2d(1, -1)}), bad_value);
    CHECK_THROWS_AS(graph::pagerank(pair, {.tolerance = 0.0}), bad_value);
}
