#include "corewing/base/random.hpp"
#include "corewing/indicator/copeland.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using indicator::copeland;

TEST_CASE("duels of four candidates") {
    // JMcDM at 0e1056b, test/testcopeland.jl: seven methods that agree give 3, 1, -1, -3.
    Eigen::MatrixXd ranks(4, 7);
    for (int i = 0; i < 4; ++i) ranks.row(i).setConstant(i + 1);
    const auto c = copeland(ranks, Eigen::VectorXd::Ones(7), {.direction = Eigen::VectorXi::Constant(7, -1)});
    CHECK(c.score.isApprox(Eigen::Vector4d(3, 1, -1, -3)));
    // Condorcet's circle: everybody beats one and loses to one.
    Eigen::MatrixXd circle(3, 3);
    circle << 3, 1, 2, 2, 3, 1, 1, 2, 3;
    CHECK(copeland(circle, Eigen::Vector3d::Ones()).score.isZero());
    CHECK(copeland(circle, Eigen::Vector3d::Ones()).wins[0] == 1);
}

TEST_CASE("Ozdagoglu et al. 2021: six methods joined") {
    // Journal of Process Management and New Technologies 9(3-4):13-27; order of the four motorcycles 1 3 2 4.
    const int methods[6][4] = {{1, 4, 2, 3}, {1, 2, 3, 4}, {1, 3, 2, 4}, {1, 3, 2, 4}, {1, 3, 2, 4}, {4, 1, 2, 3}};
    Eigen::MatrixXd ranks(4, 6);
    for (int j = 0; j < 6; ++j)
        for (int i = 0; i < 4; ++i) ranks(i, j) = methods[j][i];
    const auto c = copeland(ranks, Eigen::VectorXd::Ones(6), {.direction = Eigen::VectorXi::Constant(6, -1)});
    CHECK(c.rank == Eigen::Vector4i(1, 3, 2, 4));
}

TEST_CASE("equal to counting by hand, on any number of threads; contributions sum to the score") {
    base::Random random(31);
    for (int trial = 0; trial < 100; ++trial) {
        const Index n = 1 + random.index(9);
        const Index m = 1 + random.index(5);
        Eigen::MatrixXd x(n, m);
        for (auto& cell : x.reshaped()) cell = static_cast<double>(random.index(4));
        Eigen::VectorXd w(m);
        for (auto& cell : w) cell = static_cast<double>(1 + random.index(3));
        const auto c = copeland(x, w, {.parallel = {.threads = 1 + static_cast<unsigned>(trial % 3)}});
        for (Index i = 0; i < n; ++i) {
            int score = 0;
            for (Index k = 0; k < n; ++k) {
                double margin = 0;
                for (Index j = 0; j < m; ++j) margin += w[j] * ((x(i, j) > x(k, j)) - (x(i, j) < x(k, j)));
                score += (margin > 0) - (margin < 0);
            }
            CHECK(c.score[i] == score);
        }
        CHECK((c.contribution.rowwise().sum() - c.score).cwiseAbs().maxCoeff() < 1e-12);
    }
}
