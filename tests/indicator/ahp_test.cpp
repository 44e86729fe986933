#include "corewing/base/random.hpp"
#include "corewing/indicator/ahp.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using indicator::ahp_weights;

TEST_CASE("Saaty's school example") {
    // Saaty 1980; weights as in Wang & Chin 2011, Information Sciences 181(23):5240-5248, table 1; lambda_max 7.4199
    // and CR .229 by numpy 1.24.2 linalg.eig.
    Eigen::MatrixXd a(6, 6);
    a << 1, 4, 3, 1, 3, 4, 1 / 4., 1, 7, 3, 1 / 5., 1, 1 / 3., 1 / 7., 1, 1 / 5., 1 / 5., 1 / 6., 1, 1 / 3., 5, 1, 1,
        1 / 3., 1 / 3., 5, 5, 1, 1, 3, 1 / 4., 1, 6, 3, 1 / 3., 1;
    const auto ahp = ahp_weights(a);
    const double wanted[] = {0.3208, 0.1395, 0.0348, 0.1285, 0.2374, 0.1391};
    for (int j = 0; j < 6; ++j) CHECK(std::abs(ahp.weight[j] - wanted[j]) < 5e-5);
    CHECK(ahp.lambda_max == doctest::Approx(7.4199).epsilon(1e-4));
    CHECK(ahp.consistency_ratio == doctest::Approx(0.229).epsilon(2e-3));
    REQUIRE(ahp.findings.size() == 1);
    CHECK((a * ahp.weight - ahp.lambda_max * ahp.weight).cwiseAbs().maxCoeff() < 1e-13);
}

TEST_CASE("consistent judgements give their weights back, by both ways") {
    base::Random random(8);
    for (int trial = 0; trial < 200; ++trial) {
        const Index n = 1 + random.index(17);
        Eigen::VectorXd w(n);
        for (auto& cell : w) cell = random.uniform(1.0, 9.0);
        w /= w.sum();
        const Eigen::MatrixXd a = w * w.cwiseInverse().transpose();
        for (const bool geometric : {false, true}) {
            const auto ahp = ahp_weights(a, {.geometric = geometric});
            CHECK((ahp.weight - w).cwiseAbs().maxCoeff() < 1e-14);
            CHECK(ahp.lambda_max == doctest::Approx(static_cast<double>(n)).epsilon(1e-13));
            CHECK(ahp.consistency_ratio < 1e-12);
            CHECK(ahp.findings.empty());
        }
    }
}

TEST_CASE("inconsistent judgements: A w = lambda w, and the worst judgement is named") {
    base::Random random(18);
    for (int trial = 0; trial < 100; ++trial) {
        const Index n = 3 + random.index(6);
        Eigen::MatrixXd a = Eigen::MatrixXd::Ones(n, n);
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < i; ++j) {
                a(i, j) = std::exp(random.uniform(-2.2, 2.2));
                a(j, i) = 1.0 / a(i, j);
            }
        const auto ahp = ahp_weights(a);
        CHECK((a * ahp.weight - ahp.lambda_max * ahp.weight).cwiseAbs().maxCoeff() < 1e-12);
        CHECK(ahp.lambda_max >= static_cast<double>(n) - 1e-12);
        CHECK(ahp_weights(a, {.random_index = indicator::RandomIndex::alonso_lamata}).consistency_index ==
              ahp.consistency_index);
    }
    Eigen::MatrixXd a(3, 3);
    a << 1, 2, 0.12, 0.5, 1, 2, 8.33, 0.5, 1; // decimals that are not exact reciprocals
    const auto ahp = ahp_weights(a);
    CHECK(ahp.consistency_ratio > 1.0);
    CHECK(ahp.findings[0].text.find("think over row") != std::string::npos);
}

TEST_CASE("two indicators are always consistent; what is no judgement is refused") {
    Eigen::MatrixXd two(2, 2);
    two << 1, 3, 1 / 3., 1;
    CHECK(ahp_weights(two).weight.isApprox(Eigen::Vector2d(.75, .25)));
    CHECK(ahp_weights(two).consistency_ratio == 0.0);
    two(1, 0) = 3;
    CHECK_THROWS_WITH_AS(
        ahp_weights(two),
        "judgements[1,0]: 3 and its opposite 3 contradict each other; write 1/x opposite to x, and 1 on the diagonal",
        base::bad_value);
    CHECK_THROWS_WITH_AS(ahp_weights(Eigen::MatrixXd::Zero(2, 2)), "judgements[0,0]: 0 is not in [1e-04, 10000]",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(ahp_weights(Eigen::MatrixXd::Ones(2, 3)), "judgements: is 2 x 3 where 2 x 2 is needed",
                         base::bad_shape);
    CHECK_THROWS_AS(ahp_weights(Eigen::MatrixXd(0, 0)), base::bad_shape);
}
