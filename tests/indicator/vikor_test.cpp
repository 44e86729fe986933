#include "corewing/base/random.hpp"
#include "corewing/indicator/vikor.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using indicator::vikor;

TEST_CASE("compromise ranking as published") {
    // Tzeng & Huang 2011, data of ch. 5.
    Eigen::MatrixXd x(4, 3);
    x << 5, 8, 4, 7, 6, 8, 8, 8, 6, 7, 4, 6;
    const auto a = vikor(x, Eigen::Vector3d(.3, .4, .3));
    CHECK(a.q.isApprox(Eigen::Vector4d(.75, .25, 0, 1), 1e-12));
    // Yang & Wu 2020, IEEE Access 8:21261-21271.
    Eigen::MatrixXd y(5, 4);
    y << 78, 56, 34, 6, 4, 45, 3, 97, 18, 2, 50, 63, 9, 14, 11, 92, 85, 9, 100, 29;
    const auto b = vikor(y, Eigen::Vector4d::Ones());
    const double wanted[] = {.5679, .7667, 1, .7493, 0};
    for (int i = 0; i < 5; ++i) CHECK(std::abs(b.q[i] - wanted[i]) < 5e-5);
    CHECK(b.rank[4] == 1);
    CHECK(b.advantage);
    CHECK(b.stable);
    CHECK(b.compromise == std::vector<Index>{4});
    // Opricovic & Tzeng 2004, EJOR 156(2):445-455, mountain climber: Q = 1, 0, 1.
    Eigen::MatrixXd climb(3, 2);
    climb << 1, 3000, 2, 3750, 5, 4500;
    const auto c = vikor(climb, Eigen::Vector2d(.5, .5), {.direction = Eigen::Vector2i(-1, 1)});
    CHECK(c.q.isApprox(Eigen::Vector3d(1, 0, 1), 1e-12));
    // JMcDM at 9bd395a, test/mcdm/testvikor.jl.
    Eigen::MatrixXd d(4, 8);
    d << 100, 92, 10, 2, 80, 70, 95, 80, 80, 70, 8, 4, 100, 80, 80, 90, 90, 85, 5, 0, 75, 95, 70, 70, 70, 88, 20, 18,
        60, 90, 95, 85;
    Eigen::VectorXd w(8);
    w << .110, .035, .379, .384, .002, .002, .010, .077;
    const auto e = vikor(d, w);
    const double q[] = {.74, .73, 1, 0};
    for (int i = 0; i < 4; ++i) CHECK(std::abs(e.q[i] - q[i]) < .01);
}

TEST_CASE("contributions sum to 1 - q, whatever the data") {
    base::Random random(6);
    for (int trial = 0; trial < 300; ++trial) {
        const Index n = 1 + random.index(6);
        const Index m = 1 + random.index(4);
        Eigen::MatrixXd x(n, m);
        for (auto& cell : x.reshaped()) cell = static_cast<double>(random.index(4));
        Eigen::VectorXd w(m);
        for (auto& cell : w) cell = random.uniform();
        const auto v = vikor(x, w, {.majority = random.uniform()});
        CHECK(v.q.allFinite());
        CHECK((v.contribution.rowwise().sum().array() - (1.0 - v.q.array())).abs().maxCoeff() < 1e-13);
        CHECK(!v.compromise.empty());
        CHECK(v.rank[v.compromise[0]] == 1);
    }
}

TEST_CASE("two places close together are both the compromise") {
    Eigen::MatrixXd x(3, 2);
    x << 1.0, 0.9, 0.9, 1.0, 0.0, 0.0;
    const auto v = vikor(x, Eigen::Vector2d(1, 1));
    CHECK(!v.advantage);
    CHECK(v.compromise == std::vector<Index>{0, 1});
    CHECK_THROWS_WITH_AS(vikor(x, Eigen::Vector2d(1, 1), {.majority = 2}), "majority: 2 is not in [0, 1]",
                         base::bad_value);
}

TEST_CASE("places that are worse in turn are alike, whatever the order of additions") {
    const double level[] = {0, 0.1, 0.2, 0.4, 1};
    Eigen::MatrixXd x(5, 5);
    for (int i = 0; i < 5; ++i)
        for (int j = 0; j < 5; ++j) x(i, j) = level[(i + j) % 5];
    for (const double unit : {1.0, 0.1, 3.0, 1e-6, 1e6}) {
        const auto v = vikor(unit * x, Eigen::VectorXd::Ones(5));
        CHECK(v.q == Eigen::VectorXd::Zero(5));
        CHECK(v.rank == Eigen::VectorXi::Ones(5));
        CHECK(v.compromise == std::vector<Index>{0, 1, 2, 3, 4});
    }
}
