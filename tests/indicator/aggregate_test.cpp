#include "corewing/base/random.hpp"
#include "corewing/indicator/aggregate.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace corewing;
using indicator::aggregate;
using indicator::AggregateOptions;
using indicator::Aggregation;

namespace {

Eigen::MatrixXd random_matrix(base::Random& random, Index rows, Index cols) {
    Eigen::MatrixXd m(rows, cols);
    for (auto& cell : m.reshaped()) cell = random.index(6) == 0 ? 0.0 : random.uniform();
    return m;
}

const std::vector<AggregateOptions> every = {
    {.method = Aggregation::arithmetic},
    {.method = Aggregation::geometric},
    {.method = Aggregation::geometric, .floor = 0.01},
    {.method = Aggregation::harmonic},
    {.method = Aggregation::harmonic, .floor = 0.01},
    {.method = Aggregation::power, .exponent = 2.0},
    {.method = Aggregation::power, .exponent = 0.5},
    {.method = Aggregation::power, .exponent = -3.0, .floor = 1e-3},
    {.method = Aggregation::power, .exponent = 100.0},
    {.method = Aggregation::power, .exponent = -100.0},
    {.method = Aggregation::owa},
    {.method = Aggregation::owa, .orness = 0.2},
    {.method = Aggregation::owa, .orness = 0.9},
};

} // namespace

TEST_CASE("means of a small table") {
    Eigen::MatrixXd x(1, 2);
    x << 1.0, 4.0;
    Eigen::VectorXd even(2), uneven(2);
    even << 1, 1;
    uneven << 3, 1;
    const auto score = [&](const Eigen::VectorXd& w, const AggregateOptions& o) { return aggregate(x, w, o).score[0]; };
    CHECK(score(even, {}) == doctest::Approx(2.5));
    CHECK(score(uneven, {}) == doctest::Approx(1.75));
    CHECK(score(even, {.method = Aggregation::geometric}) == doctest::Approx(2.0));
    CHECK(score(even, {.method = Aggregation::harmonic}) == doctest::Approx(1.6));
    CHECK(score(even, {.method = Aggregation::power, .exponent = 2}) == doctest::Approx(std::sqrt(8.5)));
    CHECK(score(even, {.method = Aggregation::power, .exponent = 0}) == doctest::Approx(2.0));
    CHECK(score(even, {.method = Aggregation::power, .exponent = -1}) == doctest::Approx(1.6));
    CHECK(score(even, {.method = Aggregation::power, .exponent = 1e-6}) == doctest::Approx(2.0).epsilon(1e-5));
    Eigen::VectorXd order(2);
    order << .7, .3;
    CHECK(score(even, {.method = Aggregation::owa, .order_weights = order}) == doctest::Approx(.7 * 4 + .3 * 1));
    CHECK(score(uneven, {.method = Aggregation::owa}) == doctest::Approx(1.75)); // orness .5 is the weighted mean
    // Q(r) = r^3: the strongest has Q(1/4) = 1/64 of the weight.
    CHECK(score(uneven, {.method = Aggregation::owa, .orness = 0.25}) == doctest::Approx(1.0 + 3.0 / 64.0));
}

TEST_CASE("the parts of a geometric mean are its logarithmic-mean shares") {
    Eigen::MatrixXd x(1, 3);
    x << .2, .5, .9;
    Eigen::VectorXd w(3);
    w << .2, .3, .5;
    const auto joined = aggregate(x, w, {.method = Aggregation::geometric});
    const double g = std::pow(.2, .2) * std::pow(.5, .3) * std::pow(.9, .5);
    CHECK(joined.score[0] == doctest::Approx(g).epsilon(1e-14));
    Eigen::VectorXd v(3);
    for (int j = 0; j < 3; ++j) v[j] = w[j] * std::log(x(0, j) / g) / (x(0, j) - g);
    v /= v.sum();
    for (int j = 0; j < 3; ++j) CHECK(joined.contribution(0, j) == doctest::Approx(v[j] * x(0, j)).epsilon(1e-13));
}

TEST_CASE("contributions add up to the score, are never negative, and are fair to equal indicators") {
    base::Random random(11);
    double worst = 0.0;
    for (int trial = 0; trial < 300; ++trial) {
        const Index m = 1 + random.index(7);
        const Eigen::MatrixXd x = random_matrix(random, 5, m);
        Eigen::VectorXd w(m);
        for (auto& cell : w) cell = random.index(5) == 0 ? 0.0 : random.uniform();
        w[0] += 0.1;
        for (const auto& options : every) {
            const auto joined = aggregate(x, w, options);
            REQUIRE(joined.contribution.allFinite());
            CHECK(joined.contribution.minCoeff() >= 0.0);
            worst = std::max(worst, (joined.contribution.rowwise().sum() - joined.score).cwiseAbs().maxCoeff());
            worst = std::max(worst, (joined.effective_weight.rowwise().sum().array() - 1.0).abs().maxCoeff());
            for (Index i = 0; i < 5; ++i) {
                const auto lifted = x.row(i).array().max(options.floor);
                CHECK(joined.score[i] <= lifted.maxCoeff() + 1e-12);
                CHECK(joined.score[i] >= lifted.minCoeff() - 1e-12);
                for (Index j = 0; j < m; ++j)
                    if (w[j] == 0.0) CHECK(joined.effective_weight(i, j) == 0.0);
            }
        }
    }
    CHECK(worst < 1e-13);

    const Eigen::MatrixXd same = Eigen::MatrixXd::Constant(1, 3, 0.4);
    Eigen::VectorXd w(3);
    w << .2, .3, .5;
    for (const auto& options : every) {
        const auto joined = aggregate(same, w, options);
        for (int j = 0; j < 3; ++j) CHECK(joined.contribution(0, j) == doctest::Approx(.4 * w[j]).epsilon(1e-12));
    }
}

TEST_CASE("means rise with the exponent and never fall when an indicator rises") {
    base::Random random(5);
    for (int trial = 0; trial < 100; ++trial) {
        Eigen::MatrixXd x = random_matrix(random, 1, 4);
        const Eigen::VectorXd w = Eigen::VectorXd::Constant(4, 0.25);
        double before = 0.0;
        for (const double p : {-100.0, -7.0, -1.0, -0.1, 0.0, 0.1, 1.0, 3.0, 100.0}) {
            const double now = aggregate(x, w, {.method = Aggregation::power, .exponent = p}).score[0];
            CHECK(now >= before - 1e-12);
            before = now;
        }
        for (const auto& options : every) {
            const double low = aggregate(x, w, options).score[0];
            Eigen::MatrixXd y = x;
            y(0, 2) += 0.1;
            CHECK(aggregate(y, w, options).score[0] >= low - 1e-12);
        }
    }
}

TEST_CASE("a zero makes a geometric mean zero, unless it weighs nothing or is lifted") {
    Eigen::MatrixXd x(1, 3);
    x << 0.0, 0.5, 0.5;
    const Eigen::VectorXd even = Eigen::VectorXd::Ones(3);
    for (const auto method : {Aggregation::geometric, Aggregation::harmonic}) {
        const auto joined = aggregate(x, even, {.method = method});
        CHECK(joined.score[0] == 0.0);
        CHECK(joined.contribution.cwiseAbs().sum() == 0.0);
        Eigen::VectorXd without(3);
        without << 0, 1, 1;
        CHECK(aggregate(x, without, {.method = method}).score[0] == doctest::Approx(0.5));
    }
    CHECK(aggregate(x, even, {.method = Aggregation::geometric, .floor = 0.004}).score[0] == doctest::Approx(0.1));
    const Eigen::MatrixXd zero = Eigen::MatrixXd::Zero(2, 3);
    for (const auto& options : every)
        if (options.floor == 0.0) CHECK(aggregate(zero, even, options).score.cwiseAbs().sum() == 0.0);
}

TEST_CASE("extreme numbers stay finite") {
    Eigen::MatrixXd x(3, 3);
    x << 1e-300, 1.0, 1e150, 5e-324, 5e-324, 5e-324, 1e150, 1e150, 0.0;
    Eigen::VectorXd w(3);
    w << 1e-200, 1.0, 1e100;
    for (const auto& options : every) {
        const auto joined = aggregate(x, w, options);
        CHECK(joined.score.allFinite());
        CHECK(joined.contribution.allFinite());
    }
}

TEST_CASE("bad calls are refused in words") {
    const Eigen::MatrixXd x = Eigen::MatrixXd::Constant(2, 2, -0.5);
    const Eigen::VectorXd even = Eigen::VectorXd::Ones(2);
    CHECK_THROWS_WITH_AS(aggregate(x, even, {.method = Aggregation::geometric}), "values[0,0]: -0.5 is not in [0, inf]",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(aggregate(x, Eigen::VectorXd::Zero(2)),
                         "weights: all weights are 0; give at least one positive weight", base::bad_value);
    CHECK_THROWS_WITH_AS(aggregate(x, Eigen::VectorXd::Ones(3)), "weights: has 3 entries where 2 are needed",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(aggregate(x, even, {.method = Aggregation::owa, .orness = 0.0}),
                         "orness: 0 is not in [0.001, 0.999]", base::bad_value);
}
