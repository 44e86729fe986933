#include "corewing/base/random.hpp"
#include "corewing/industry/fitness.hpp"

#include "scoring/trade_1995.hpp"

#include <doctest/doctest.h>

using namespace corewing;

TEST_CASE("fitness by hand") {
    // Two places, two industries: the first has both, the second only the common one.
    Eigen::Matrix2d m;
    m << 1, 1, 1, 0;
    const auto once = industry::fitness(m, {.iterations = 1});
    CHECK(once.place[0] == doctest::Approx(4.0 / 3.0));    // 2 : 1
    CHECK(once.industry[0] == doctest::Approx(2.0 / 3.0)); // 1/2 : 1
    const auto twice = industry::fitness(m, {.iterations = 2});
    // F: 2/3 + 4/3 = 2 and 2/3, mean 4/3; Q: 1 / (3/4 + 3/2) = 4/9 and 4/3, mean 8/9
    CHECK(twice.place[0] == doctest::Approx(1.5));
    CHECK(twice.industry[0] == doctest::Approx(0.5));
    CHECK_FALSE(twice.converged);
    CHECK(twice.findings[0].text == "stopped after 2 iterations with a change of 0.16666666666666674");
}

TEST_CASE("fitness of ten countries") {
    // numpy 1.24.2: the same iteration written as matrix products, 1000 steps.
    const auto result = industry::fitness(trade_1995());
    CHECK(result.converged);
    const double wanted[] = {0.991313340851, 1.288070778631, 1.288998191121, 1.224932063733, 0.767840161824,
                             1.105164572312, 1.583882573971, 0.505625230668, 0.339814247703, 0.904358839188};
    for (Index i = 0; i < 10; ++i) CHECK(result.place[i] == doctest::Approx(wanted[i]).epsilon(1e-8));
    CHECK(result.place.mean() == doctest::Approx(1.0));
    CHECK(result.industry.mean() == doctest::Approx(1.0));
}

TEST_CASE("the end is a fixed point, whatever the matrix") {
    base::Random random(44);
    int converged = 0;
    for (int trial = 0; trial < 200; ++trial) {
        const auto n = 2 + random.index(8),
                   m = 2 + random.index(8);
        Eigen::MatrixXd presence(n, m);
        for (double& x : presence.reshaped()) x = random.index(2) == 0 ? 1.0 : 0.0;
        const auto result = industry::fitness(presence, {.tolerance = 1e-12, .iterations = 2000});
        REQUIRE(result.place.allFinite());
        REQUIRE(result.industry.allFinite());
        REQUIRE(result.place.minCoeff() >= 0.0);
        if (!result.converged) continue;
        ++converged;
        Eigen::VectorXd next = presence * result.industry;
        if (next.sum() <= 0.0) continue;
        next *= static_cast<double>((presence.rowwise().sum().array() > 0.0).count()) / next.sum();
        REQUIRE((next - result.place).cwiseAbs().maxCoeff() < 1e-9);
    }
    CHECK(converged > 100);
}

TEST_CASE("degenerate matrices and options") {
    const auto nothing = industry::fitness(Eigen::MatrixXd::Zero(2, 3));
    CHECK(nothing.place == Eigen::Vector2d::Zero());
    CHECK(nothing.converged);
    CHECK(nothing.findings.size() == 1);
    const auto alike = industry::fitness(Eigen::MatrixXd::Ones(3, 2));
    CHECK(alike.place == Eigen::Vector3d::Ones());
    CHECK(alike.industry == Eigen::Vector2d::Ones());
    Eigen::MatrixXd hole(3, 2);
    hole << 1, 1, 0, 0, 1, 0;
    const auto left_out = industry::fitness(hole, {.iterations = 50});
    CHECK(left_out.place[1] == 0.0);
    CHECK(left_out.place.sum() == doctest::Approx(2.0));
    CHECK_THROWS_WITH_AS(industry::fitness(hole, {.iterations = 0}), "iterations: 0 is less than 1", base::bad_value);
    CHECK_THROWS_AS(industry::fitness(hole, {.tolerance = 0.0}), base::bad_value);
}
