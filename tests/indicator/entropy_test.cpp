#include "corewing/base/error.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/entropy.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>

using namespace corewing;
using indicator::entropy_weights;

namespace {

/// 1 - E_j of one column, term by term.
double told_by(const Eigen::VectorXd& x) {
    double entropy = 0.0;
    for (const double value : x)
        if (value > 0.0) entropy -= value / x.sum() * std::log(value / x.sum());
    return 1.0 - entropy / std::log(static_cast<double>(x.size()));
}

} // namespace

TEST_CASE("entropy weights by hand") {
    // Shares 1/4 1/4 1/2: E = (ln 4 / 2 + ln 2 / 2) / ln 3 = 1.5 ln 2 / ln 3. All in one place: E = 0.
    Eigen::MatrixXd x(3, 2);
    x << 1, 0, 1, 0, 2, 9;
    const double told = 1.0 - 1.5 * std::log(2.0) / std::log(3.0);
    const auto weights = entropy_weights(x);
    CHECK(weights.weight.isApprox(Eigen::Vector2d(told, 1.0) / (1.0 + told), 1e-13));
    CHECK(weights.findings.empty());
}

TEST_CASE("entropy weights are what the sum says, in any unit and order") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        base::Random random(seed);
        Eigen::MatrixXd x(2 + random.index(9), 3);
        for (auto& cell : x.reshaped()) cell = random.index(5) == 0 ? 0.0 : random.uniform(0.1, 4.0);
        x.row(0).setConstant(0.05);
        Eigen::Vector3d told;
        for (Index j = 0; j < 3; ++j) told[j] = told_by(x.col(j));
        CAPTURE(seed);
        const Eigen::VectorXd weight = entropy_weights(x).weight;
        CHECK((weight - told / told.sum()).cwiseAbs().maxCoeff() < 1e-11);
        const Eigen::MatrixXd units = x * Eigen::Vector3d(1e-140, 1.0, 1e140).asDiagonal();
        CHECK((entropy_weights(units).weight - weight).cwiseAbs().maxCoeff() < 1e-11);
        CHECK((entropy_weights(x.reverse()).weight.reverse() - weight).cwiseAbs().maxCoeff() < 1e-12);
        Eigen::MatrixXd lifted = x;
        lifted.col(1).array() += 100.0; // a high level hides the differences
        CHECK(entropy_weights(lifted).weight[1] < weight[1]);
    }
}

TEST_CASE("entropy weights: constant columns, one place, nothing at all") {
    Eigen::MatrixXd x(3, 3);
    x << 4, 1, 0, 4, 2, 0, 4, 3, 0;
    const auto weights = entropy_weights(x);
    CHECK(weights.weight == Eigen::Vector3d(0.0, 1.0, 0.0));
    REQUIRE(weights.findings.size() == 2);
    CHECK(weights.findings[0].topic == "entropy weights");
    CHECK(weights.findings[0].subject == "0");
    CHECK(weights.findings[1].subject == "2");
    const auto alone = entropy_weights(Eigen::MatrixXd(Eigen::RowVector2d(1.0, 8.0)));
    CHECK(alone.weight == Eigen::Vector2d(0.5, 0.5));
    CHECK(alone.findings.size() == 1);
}

TEST_CASE("entropy weights: what is no share is refused in words") {
    Eigen::MatrixXd x = Eigen::MatrixXd::Ones(2, 2);
    x(1, 0) = -0.5;
    CHECK_THROWS_WITH_AS(entropy_weights(x), "values[1,0]: -0.5 is not in [0, inf]", base::bad_value);
    x(1, 0) = std::nan("");
    CHECK_THROWS_WITH_AS(entropy_weights(x), "values[1,0]: nan is not a finite number", base::bad_value);
    CHECK_THROWS_WITH_AS(entropy_weights(Eigen::MatrixXd(0, 0)),
                         "values: has no cells; give at least one row and one column", base::bad_shape);
}

TEST_CASE("a column that is constant up to rounding weighs nothing") {
    Eigen::MatrixXd x(4, 2);
    x << 0.3, 1, 0.1 + 0.2, 2, 0.3, 4, 0.1 + 0.2, 3;
    CHECK(entropy_weights(x).weight == Eigen::Vector2d(0, 1));
}
