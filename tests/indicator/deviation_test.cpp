#include "corewing/base/error.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/deviation.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>

using namespace corewing;
using indicator::deviation_weights;

TEST_CASE("standard deviation weights by hand") {
    // Spreads of 0 1 and 0 3, and of 2 2: 1 : 3 : 0.
    Eigen::MatrixXd x(2, 3);
    x << 0, 0, 2, 1, 3, 2;
    const auto weights = deviation_weights(x);
    CHECK(weights.weight.isApprox(Eigen::Vector3d(0.25, 0.75, 0.0), 1e-15));
    REQUIRE(weights.findings.size() == 1);
    CHECK(weights.findings[0].topic == "standard deviation weights");
    CHECK(weights.findings[0].subject == "2");
    CHECK(deviation_weights(Eigen::MatrixXd(Eigen::Vector2d(5.0, 6.0))).weight[0] == 1.0);
}

TEST_CASE("standard deviation weights follow the two-pass formula, and the unit of a column counts") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        base::Random random(seed);
        Eigen::MatrixXd x(2 + random.index(9), 3);
        for (auto& cell : x.reshaped()) cell = random.uniform();
        Eigen::Vector3d told;
        for (Index j = 0; j < 3; ++j) told[j] = std::sqrt((x.col(j).array() - x.col(j).mean()).square().sum());
        CAPTURE(seed);
        const Eigen::VectorXd weight = deviation_weights(x).weight;
        CHECK((weight - told / told.sum()).cwiseAbs().maxCoeff() < 1e-12);
        // Moved columns and one unit for all change nothing; a larger unit of one column raises its weight.
        Eigen::MatrixXd moved = 50.0 * x;
        moved.col(2).array() += 7.0;
        CHECK((deviation_weights(moved).weight - weight).cwiseAbs().maxCoeff() < 1e-10);
        moved = x;
        moved.col(2) *= -2.0;
        told[2] *= 2.0;
        CHECK((deviation_weights(moved).weight - told / told.sum()).cwiseAbs().maxCoeff() < 1e-12);
        CHECK((deviation_weights(x.reverse()).weight.reverse() - weight).cwiseAbs().maxCoeff() < 1e-12);
    }
}

TEST_CASE("standard deviation weights keep their digits far from zero") {
    // 1e12 and 1e12 + 1 differ by exactly 1, and so do 0 and 1.
    Eigen::MatrixXd x(2, 2);
    x << 1e12, 0, 1e12 + 1, 1;
    CHECK(deviation_weights(x).weight == Eigen::Vector2d(0.5, 0.5));
    CHECK_THROWS_WITH_AS(deviation_weights(Eigen::MatrixXd::Constant(1, 2, std::nan(""))),
                         "values[0,0]: nan is not a finite number", base::bad_value);
    CHECK_THROWS_WITH_AS(deviation_weights(Eigen::MatrixXd(2, 0)),
                         "values: has no cells; give at least one row and one column", base::bad_shape);
}

TEST_CASE("a column that is constant up to rounding weighs nothing") {
    Eigen::MatrixXd x(4, 2);
    x << 0.3, 1, 0.1 + 0.2, 2, 0.3, 4, 0.1 + 0.2, 3;
    CHECK(deviation_weights(x).weight == Eigen::Vector2d(0, 1));
}
