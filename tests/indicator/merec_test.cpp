#include "corewing/base/error.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/merec.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>

using namespace corewing;
using indicator::merec_weights;

namespace {

/// Equations 1 to 7 of the source, one loop each.
Eigen::VectorXd from_definition(const Eigen::MatrixXd& x, const Eigen::VectorXi& direction) {
    const auto m = static_cast<double>(x.cols());
    Eigen::VectorXd effect = Eigen::VectorXd::Zero(x.cols());
    const auto performance = [&](Index i, Index without) {
        double sum = 0.0;
        for (Index j = 0; j < x.cols(); ++j) {
            if (j == without) continue;
            const double n = direction[j] > 0 ? x.col(j).minCoeff() / x(i, j) : x(i, j) / x.col(j).maxCoeff();
            sum += std::abs(std::log(n));
        }
        return std::log(1.0 + sum / m);
    };
    for (Index j = 0; j < x.cols(); ++j)
        for (Index i = 0; i < x.rows(); ++i) effect[j] += std::abs(performance(i, j) - performance(i, -1));
    return effect / effect.sum();
}

} // namespace

TEST_CASE("MEREC by hand: two places, two indicators") {
    // Logarithms 0 1 and 0 2 above the least: S = ln(1 + 3/2); without the first ln 2, without the second ln 3/2.
    const double e = std::exp(1.0);
    Eigen::MatrixXd x(2, 2);
    x << 1, 1, e, e * e;
    const Eigen::Vector2d told(std::log(2.5 / 2.0), std::log(2.5 / 1.5));
    CHECK(merec_weights(x).weight.isApprox(told / told.sum(), 1e-14));
    // Where less is better the greatest takes the place of the least, and the two places change roles.
    CHECK(merec_weights(x, {.direction = Eigen::Vector2i(-1, -1)}).weight.isApprox(told / told.sum(), 1e-14));
    // With the directions opposed each place leads once: ln(1 + 2/2) - 0 against ln(1 + 1/2) - 0.
    const Eigen::Vector2d mixed(std::log(1.5), std::log(2.0));
    CHECK(merec_weights(x, {.direction = Eigen::Vector2i(1, -1)}).weight.isApprox(mixed / mixed.sum(), 1e-14));
}

TEST_CASE("MEREC is what its equations say, in any unit and order") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        base::Random random(seed);
        Eigen::MatrixXd x(2 + random.index(9),
                          1 + random.index(5));
        for (auto& cell : x.reshaped()) cell = std::exp(random.normal());
        Eigen::VectorXi direction(x.cols());
        for (auto& d : direction) d = random.index(2) == 0 ? 1 : -1;
        CAPTURE(seed);
        const Eigen::VectorXd weight = merec_weights(x, {.direction = direction}).weight;
        CHECK((weight - from_definition(x, direction)).cwiseAbs().maxCoeff() < 1e-11);
        CHECK((merec_weights(1000.0 * x, {.direction = direction}).weight - weight).cwiseAbs().maxCoeff() < 1e-11);
        // Speed where more is better and time where less is better say the same.
        CHECK((merec_weights(x.cwiseInverse(), {.direction = -direction}).weight - weight).cwiseAbs().maxCoeff() <
              1e-11);
        CHECK((merec_weights(x.reverse(), {.direction = direction.reverse()}).weight.reverse() - weight)
                  .cwiseAbs()
                  .maxCoeff() < 1e-11);
    }
}

TEST_CASE("MEREC: cells below the floor are lifted to it") {
    Eigen::MatrixXd x(3, 2);
    x << 0, 1, 0.02, 2, 4, 3;
    Eigen::MatrixXd lifted = x;
    lifted(0, 0) = lifted(1, 0) = 0.1;
    CHECK(merec_weights(x, {.floor = 0.1}).weight == merec_weights(lifted).weight);
    CHECK(merec_weights(lifted, {.floor = 0.1}).weight == merec_weights(lifted).weight);
    CHECK_THROWS_WITH_AS(merec_weights(x),
                         "values[0,0]: 0 is not positive; normalise to a range that begins above 0, for example [0.1, "
                         "1], or set floor",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(merec_weights(x, {.floor = -0.1}), "floor: -0.1 is not in [0, 1e+150]", base::bad_value);
}

TEST_CASE("MEREC: constant indicators weigh nothing") {
    Eigen::MatrixXd x(2, 3);
    x << 5, 1, 7, 5, 2, 7;
    const auto weights = merec_weights(x);
    CHECK(weights.weight == Eigen::Vector3d(0.0, 1.0, 0.0));
    REQUIRE(weights.findings.size() == 2);
    CHECK(weights.findings[0].topic == "MEREC weights");
    CHECK(weights.findings[0].subject == "0");
    CHECK(weights.findings[1].subject == "2");
    // A floor above everything makes all constant.
    CHECK(merec_weights(x, {.floor = 9.0}).weight.isApprox(Eigen::Vector3d::Constant(1.0 / 3), 1e-15));
    CHECK_THROWS_WITH_AS(merec_weights(x, {.direction = Eigen::Vector3i(1, 2, 1)}),
                         "direction[1]: is 2; write +1 where more is better, -1 where less is better", base::bad_value);
}

TEST_CASE("a column that is constant up to rounding weighs nothing") {
    Eigen::MatrixXd x(4, 2);
    x << 0.3, 1, 0.1 + 0.2, 2, 0.3, 4, 0.1 + 0.2, 3;
    CHECK(merec_weights(x).weight == Eigen::Vector2d(0, 1));
}
