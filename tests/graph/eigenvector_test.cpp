#include "corewing/graph/components.hpp"
#include "corewing/graph/eigenvector.hpp"

#include "graph/random_graph.hpp"

#include <Eigen/Dense>
#include <doctest/doctest.h>

#include <cmath>

using corewing::Index;

namespace graph = corewing::graph;
using corewing::base::bad_value;

TEST_CASE("eigenvector: as a dense eigensolver has it") {
    corewing::base::Random random(12);
    int apart = 0;
    for (int trial = 0; trial < 400; ++trial) {
        CAPTURE(trial);
        const auto drawn = random_graph::draw(random, 12, true);
        const Index n = drawn.vertices;
        Eigen::MatrixXd w = Eigen::MatrixXd::Zero(n, n);
        for (const auto& e : drawn.edges) {
            w(e.from, e.to) += e.weight;
            w(e.to, e.from) += e.weight;
        }
        const auto found = graph::eigenvector(drawn.snapshot());
        if (w.sum() == 0.0) {
            REQUIRE(found.eigenvalue == 0.0);
            REQUIRE(found.score.isZero(0.0));
            continue;
        }
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(w);
        const double largest = solver.eigenvalues()[n - 1];
        REQUIRE(found.score.minCoeff() >= 0.0);
        REQUIRE(found.score.norm() == doctest::Approx(1.0).epsilon(1e-12));
        REQUIRE((w * found.score - found.eigenvalue * found.score).norm() <= found.residual + 1e-12);
        if (n > 1 && largest - solver.eigenvalues()[n - 2] < 0.05 * largest) continue; // two pieces nearly tie
        ++apart;
        REQUIRE(found.converged);
        REQUIRE(found.eigenvalue == doctest::Approx(largest).epsilon(1e-12));
        REQUIRE((found.score - solver.eigenvectors().col(n - 1).cwiseAbs()).norm() <= 1e-8);
    }
    CHECK(apart > 250);
}

TEST_CASE("eigenvector: a star, which is bipartite") {
    const auto star = graph::eigenvector(graph::snapshot(5, {{0, 1}, {0, 2}, {0, 3}, {0, 4}}));
    CHECK(star.eigenvalue == doctest::Approx(2.0).epsilon(1e-12));
    CHECK(star.score[0] == doctest::Approx(std::sqrt(0.5)).epsilon(1e-9));
    CHECK(star.score[3] == doctest::Approx(std::sqrt(0.125)).epsilon(1e-9));
    CHECK_FALSE(graph::eigenvector(graph::snapshot(3, {{0, 1}, {1, 2}}), {.most_iterations = 1}).converged);
    CHECK(graph::eigenvector(graph::Snapshot()).score.size() == 0);
    CHECK_THROWS_AS(graph::eigenvector(graph::Snapshot(), {.tolerance = 0.0}), bad_value);
}
