#include "corewing/base/random.hpp"
#include "corewing/scoring/synergy.hpp"

#include <doctest/doctest.h>

using namespace corewing;

TEST_CASE("synergy by hand") {
    Eigen::MatrixXd before(5, 2), after(5, 2);
    before << .2, .3, .5, .6, .2, .3, .4, .4, .9, .8;
    after << .4, .6, .3, .9, .2, .6, .4, .4, .5, .6;
    const auto result = scoring::synergy(before, after);
    CHECK(result[0] == doctest::Approx(std::sqrt(.2 * .3)));  // both gain
    CHECK(result[1] == doctest::Approx(-std::sqrt(.2 * .3))); // one loses
    CHECK(result[2] == 0.0);                                  // one stands still
    CHECK_FALSE(std::signbit(result[3]));                     // nothing moves
    CHECK(result[4] == doctest::Approx(-std::sqrt(.4 * .2))); // both lose

    const auto sum =
        scoring::synergy(before, after, {.weights = Eigen::Vector2d(3, 1), .mean = scoring::Mean::arithmetic});
    CHECK(sum[0] == doctest::Approx(.75 * .2 + .25 * .3));
    CHECK(sum[2] == doctest::Approx(.25 * .3));
    CHECK(sum[4] == doctest::Approx(-.75 * .4 - .25 * .2));
}

TEST_CASE("synergy of any moves") {
    base::Random random(9);
    for (int trial = 0; trial < 500; ++trial) {
        const Index k = 1 + random.index(6);
        Eigen::MatrixXd before(1, k), after(1, k);
        for (double& u : before.reshaped()) u = random.uniform();
        for (double& u : after.reshaped()) u = random.uniform();
        const Eigen::ArrayXd change = (after - before).transpose().array();
        const double size = std::pow(change.abs().prod(), 1.0 / static_cast<double>(k));
        const double wanted = change.minCoeff() > 0.0 ? size : -size;
        REQUIRE(scoring::synergy(before, after)[0] == doctest::Approx(wanted).epsilon(1e-10));
        REQUIRE(std::abs(scoring::synergy(before, after)[0]) <= 1.0);
    }
}

TEST_CASE("order degrees") {
    Eigen::MatrixXd parameters(2, 2);
    parameters << 75, 2, 100, 4;
    const Eigen::Vector2d low(50, 0), high(100, 4), direction(1, -1);
    const auto order = scoring::order_degree(parameters, low, high, direction);
    CHECK(order[0] == doctest::Approx(0.5));
    CHECK(order[1] == 0.0); // at its worst in one parameter
    CHECK_THROWS_WITH_AS(scoring::order_degree(parameters, high, low, direction), "low[0]: 100 is not below 50",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(scoring::order_degree(parameters, low, high, Eigen::Vector2d(1, 0)),
                         "direction[1]: 0 is neither 1 nor -1", base::bad_value);
    parameters(1, 0) = 101;
    CHECK_THROWS_WITH_AS(scoring::order_degree(parameters, low, high, direction),
                         "parameters[0][1]: 101 is not in [50, 100]", base::bad_value);
}

TEST_CASE("bad moves are refused") {
    const Eigen::MatrixXd half = Eigen::MatrixXd::Constant(2, 2, .5);
    CHECK_THROWS_WITH_AS(scoring::synergy(half, Eigen::MatrixXd::Zero(2, 3)), "after: is 2 x 3 where 2 x 2 is needed",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(scoring::synergy(half, 3.0 * half), "after[0,0]: 1.5 is not in [0, 1]", base::bad_value);
    CHECK_THROWS_AS(scoring::synergy(Eigen::MatrixXd(2, 0), Eigen::MatrixXd(2, 0)), base::bad_shape);
}

TEST_CASE("a level that moved by rounding stands still, and the degree stays in [-1, 1]") {
    Eigen::MatrixXd before(1, 2), after(1, 2);
    before << 0.1 + 0.2, 0.1;
    after << 0.3, 0.5;
    CHECK(scoring::synergy(before, after, {.mean = scoring::Mean::arithmetic})[0] == doctest::Approx(0.2));
    CHECK(scoring::synergy(before, after)[0] == 0.0);
    Eigen::VectorXd weights(9);
    weights << 1, .84, .22, .29, .03, .33, .73, .16, .26;
    const Eigen::MatrixXd none = Eigen::MatrixXd::Zero(1, 9), all = Eigen::MatrixXd::Ones(1, 9);
    CHECK(scoring::synergy(none, all, {.weights = weights, .mean = scoring::Mean::arithmetic})[0] <= 1.0);
    CHECK(scoring::order_degree(Eigen::MatrixXd::Constant(1, 1, 0.1 + 0.2), Eigen::VectorXd::Zero(1),
                                Eigen::VectorXd::Constant(1, 0.3), Eigen::VectorXd::Ones(1))[0] == 1.0);
}
