#include "corewing/base/error.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/pca.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>

using namespace corewing;
using indicator::pca_weights;

namespace {

/// Leading eigenvector of the correlations by many multiplications, which needs no eigenvalue solver.
Eigen::VectorXd by_power_iteration(const Eigen::MatrixXd& x) {
    Eigen::MatrixXd z = x.rowwise() - x.colwise().mean();
    for (Index j = 0; j < z.cols(); ++j) z.col(j) /= z.col(j).norm();
    Eigen::MatrixXd r = z.transpose() * z;
    for (int squarings = 0; squarings < 12; ++squarings) r = (r * r / r.trace()).eval(); // r^4096
    r /= r.norm();
    Index column = 0;
    r.diagonal().maxCoeff(&column);
    return r.col(column).normalized();
}

} // namespace

TEST_CASE("two indicators that correlate at all weigh the same") {
    // Of [1 r; r 1] the leading eigenvector is (1, 1) / sqrt 2, or (1, -1) / sqrt 2 for r < 0.
    Eigen::MatrixXd x(4, 2);
    x << 1, 3, 2, 1, 3, 4, 4, 5;
    for (const double sign : {1.0, -1.0})
        for (const bool squared : {true, false}) {
            Eigen::MatrixXd y = x;
            y.col(1) *= sign;
            CHECK(pca_weights(y, {.squared = squared}).weight.isApprox(Eigen::Vector2d(0.5, 0.5), 1e-12));
            CHECK(pca_weights(y, {.squared = squared}).findings.empty());
        }
}

TEST_CASE("loadings by hand: squared and absolute") {
    // Sums of two uncorrelated columns a and b: correlations of a, b and a + b are 0 and 1/sqrt 2. The leading
    // eigenvalue is 2 with loadings (1, 1, sqrt 2) / 2.
    Eigen::MatrixXd x(4, 3);
    x << 1, 1, 2, 1, -1, 0, -1, 1, 0, -1, -1, -2;
    CHECK(pca_weights(x).weight.isApprox(Eigen::Vector3d(0.25, 0.25, 0.5), 1e-12));
    const double all = 2.0 + std::sqrt(2.0);
    CHECK(pca_weights(x, {.squared = false}).weight.isApprox(Eigen::Vector3d(1.0, 1.0, std::sqrt(2.0)) / all, 1e-12));
}

TEST_CASE("PCA weights are those of power iteration, in any unit, direction and order") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        base::Random random(seed);
        const Index m = 2 + random.index(4);
        Eigen::MatrixXd x(12, m);
        for (Index i = 0; i < 12; ++i) {
            const double common = random.normal();
            for (Index j = 0; j < m; ++j) x(i, j) = common + 0.7 * random.normal();
        }
        CAPTURE(seed);
        const Eigen::VectorXd v = by_power_iteration(x);
        const Eigen::VectorXd weight = pca_weights(x).weight;
        const Eigen::VectorXd absolute = pca_weights(x, {.squared = false}).weight;
        CHECK((weight - v.cwiseAbs2()).cwiseAbs().maxCoeff() < 1e-9);
        CHECK((absolute - v.cwiseAbs() / v.cwiseAbs().sum()).cwiseAbs().maxCoeff() < 1e-9);
        Eigen::MatrixXd other = x;
        other.col(0) = -250.0 * x.col(0).array() + 3.0;
        CHECK((pca_weights(other).weight - weight).cwiseAbs().maxCoeff() < 1e-9);
        CHECK((pca_weights(x.reverse()).weight.reverse() - weight).cwiseAbs().maxCoeff() < 1e-9);
    }
}

TEST_CASE("PCA: constant indicators stay out, one alone has everything") {
    Eigen::MatrixXd x(4, 3);
    x << 1, 7, 3, 2, 7, 1, 3, 7, 4, 4, 7, 5;
    const auto weights = pca_weights(x);
    CHECK(weights.weight.isApprox(Eigen::Vector3d(0.5, 0.0, 0.5), 1e-12));
    REQUIRE(weights.findings.size() == 1);
    CHECK(weights.findings[0].topic == "PCA weights");
    CHECK(weights.findings[0].subject == "1");
    const auto alone = pca_weights(x.leftCols(2));
    CHECK(alone.weight.isApprox(Eigen::Vector2d(1.0, 0.0), 1e-15));
    CHECK(alone.findings.size() == 1); // about the constant one; a single component has all the variance
    CHECK_THROWS_WITH_AS(pca_weights(Eigen::MatrixXd(2, 0)),
                         "values: has no cells; give at least one row and one column", base::bad_shape);
    x(2, 2) = std::nan("");
    CHECK_THROWS_WITH_AS(pca_weights(x), "values[2,2]: nan is not a finite number", base::bad_value);
}

TEST_CASE("PCA: three indicators with nothing in common have equal weights and a finding") {
    // Columns of a Hadamard matrix: every correlation is 0, every direction is as good as any other.
    Eigen::MatrixXd x(4, 3);
    x << 1, 1, 1, -1, 1, -1, 1, -1, -1, -1, -1, 1;
    for (const bool squared : {true, false}) {
        const auto weights = pca_weights(x, {.squared = squared});
        CHECK(weights.weight.isApprox(Eigen::Vector3d::Constant(1.0 / 3), 1e-12));
        REQUIRE(weights.findings.size() == 1);
        CHECK(weights.findings[0].text == "the indicators have nothing in common; the first component says nothing");
    }
}

TEST_CASE("a column that is constant up to rounding weighs nothing") {
    Eigen::MatrixXd x(4, 2);
    x << 0.3, 1, 0.1 + 0.2, 2, 0.3, 4, 0.1 + 0.2, 3;
    CHECK(pca_weights(x).weight == Eigen::Vector2d(0, 1));
}
