#include "corewing/base/error.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/critic.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>

using namespace corewing;
using indicator::critic_weights;

namespace {

Eigen::MatrixXd some_values(base::Random& random, Index n, Index m) {
    Eigen::MatrixXd x(n, m);
    for (auto& cell : x.reshaped()) cell = random.uniform(-5.0, 5.0);
    return x;
}

/// The formulas in two plain passes.
Eigen::VectorXd from_definition(const Eigen::MatrixXd& x, const Eigen::VectorXi& direction) {
    const auto n = static_cast<double>(x.rows());
    Eigen::MatrixXd u = x;
    for (Index j = 0; j < x.cols(); ++j) {
        const double low = x.col(j).minCoeff(), high = x.col(j).maxCoeff();
        for (Index i = 0; i < x.rows(); ++i)
            u(i, j) = direction[j] > 0 ? (x(i, j) - low) / (high - low) : (high - x(i, j)) / (high - low);
        u.col(j).array() -= u.col(j).mean();
    }
    Eigen::VectorXd told(x.cols());
    for (Index j = 0; j < x.cols(); ++j) {
        double conflict = 0.0;
        for (Index k = 0; k < x.cols(); ++k)
            conflict += 1.0 - u.col(j).dot(u.col(k)) / (u.col(j).norm() * u.col(k).norm());
        told[j] = std::sqrt(u.col(j).squaredNorm() / (n - 1.0)) * conflict;
    }
    return told / told.sum();
}

} // namespace

TEST_CASE("CRITIC by hand: three places, three indicators") {
    // Columns 0 1/2 1 and 0 0 1 correlate by s = sqrt(3)/2; the third is the first turned round. Spreads 1/2, 1/sqrt 3,
    // 1/2; conflicts 3 - s, 2, 3 + s; together 3 + 2/sqrt 3.
    Eigen::MatrixXd x(3, 3);
    x << 0, 0, 1, 0.5, 0, 0.5, 1, 1, 0;
    const double s = std::sqrt(3.0) / 2.0;
    const double all = 3.0 + 2.0 / std::sqrt(3.0);
    const Eigen::Vector3d wanted(0.5 * (3.0 - s) / all, 2.0 / std::sqrt(3.0) / all, 0.5 * (3.0 + s) / all);
    CHECK(critic_weights(x).weight.isApprox(wanted, 1e-14));
    // With less of the third being better it says what the first says: conflicts 1 - s, 2 (1 - s), 1 - s.
    const auto turned = critic_weights(x, {.direction = Eigen::Vector3i(1, 1, -1)});
    const Eigen::Vector3d told(0.5, 2.0 / std::sqrt(3.0), 0.5);
    CHECK(turned.weight.isApprox(told / told.sum(), 1e-14));
}

TEST_CASE("CRITIC is what its formulas say") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        base::Random random(seed);
        const Eigen::MatrixXd x = some_values(random, 3 + random.index(9),
                                              2 + random.index(4));
        Eigen::VectorXi direction(x.cols());
        for (auto& d : direction) d = random.index(2) == 0 ? 1 : -1;
        CAPTURE(seed);
        const auto weights = critic_weights(x, {.direction = direction});
        CHECK((weights.weight - from_definition(x, direction)).cwiseAbs().maxCoeff() < 1e-12);
        CHECK(weights.findings.empty());

        // Another unit and zero point of every indicator, and a turn together with its direction, change nothing.
        Eigen::MatrixXd other = x;
        other.col(0) = -3.0 * x.col(0).array() + 100.0;
        other.col(1) = 1e-6 * x.col(1);
        Eigen::VectorXi turned = direction;
        turned[0] = -turned[0];
        CHECK((critic_weights(other, {.direction = turned}).weight - weights.weight).cwiseAbs().maxCoeff() < 1e-9);
        const Eigen::MatrixXd mirrored = x.reverse();
        CHECK((critic_weights(mirrored, {.direction = direction.reverse()}).weight.reverse() - weights.weight)
                  .cwiseAbs()
                  .maxCoeff() < 1e-12);
    }
}

TEST_CASE("CRITIC: one indicator, copies of one, and a constant one") {
    const Eigen::MatrixXd one = Eigen::Vector3d(1.0, 4.0, 2.0);
    CHECK(critic_weights(one).weight[0] == 1.0);
    CHECK(critic_weights(one).findings.empty());

    Eigen::MatrixXd copies(3, 3);
    copies << one, 10.0 * one, 5.0 * one;
    const auto equal = critic_weights(copies);
    CHECK(equal.weight.isApprox(Eigen::Vector3d::Constant(1.0 / 3), 1e-15));
    REQUIRE(equal.findings.size() == 1);
    CHECK(equal.findings[0].topic == "CRITIC weights");
    CHECK(equal.findings[0].subject.empty());

    // Beside a constant column two opposite ones have conflicts 1 + 2 each, and the same spread.
    Eigen::MatrixXd beside(3, 3);
    beside << one, Eigen::Vector3d::Constant(7.0), -one;
    const auto weights = critic_weights(beside);
    CHECK(weights.weight.isApprox(Eigen::Vector3d(0.5, 0.0, 0.5), 1e-12));
    REQUIRE(weights.findings.size() == 1);
    CHECK(weights.findings[0].subject == "1");
    CHECK(weights.findings[0].text == "does not tell the places apart; it has weight 0");
}

TEST_CASE("CRITIC: bad calls are refused in words that help") {
    const Eigen::MatrixXd x = Eigen::MatrixXd::Identity(2, 2);
    CHECK_THROWS_WITH_AS(critic_weights(x, {.direction = Eigen::Vector2i(1, 0)}),
                         "direction[1]: is 0; write +1 where more is better, -1 where less is better", base::bad_value);
    CHECK_THROWS_WITH_AS(critic_weights(x, {.direction = Eigen::Vector3i(1, 1, 1)}),
                         "direction: has 3 entries where 2 are needed", base::bad_shape);
    CHECK_THROWS_WITH_AS(critic_weights(x * 1e151), "values[0,0]: 1e+151 is not in [-1e+150, 1e+150]", base::bad_value);
}

TEST_CASE("a column that is constant up to rounding weighs nothing") {
    Eigen::MatrixXd x(4, 2);
    x << 0.3, 1, 0.1 + 0.2, 2, 0.3, 4, 0.1 + 0.2, 3;
    CHECK(critic_weights(x).weight == Eigen::Vector2d(0, 1));
}
