#include "corewing/base/error.hpp"
#include "corewing/base/random.hpp"
#include "corewing/association/spatial_weights.hpp"

#include "corewing/association/detail/check_weights.hpp" // its interface comes first

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace corewing;
using association::row_standardised;
using association::SpatialWeights;

namespace {

SpatialWeights sparse(const Eigen::MatrixXd& dense) {
    return dense.sparseView();
}

} // namespace

TEST_CASE("row standardised by hand") {
    Eigen::MatrixXd w(3, 3);
    w << 0, 1, 3, 2, 0, 0, 0, 0, 0;
    Eigen::MatrixXd wanted(3, 3);
    wanted << 0, 0.25, 0.75, 1, 0, 0, 0, 0, 0;
    CHECK(Eigen::MatrixXd(row_standardised(sparse(w))) == wanted);
    CHECK(row_standardised(SpatialWeights(0, 0)).rows() == 0);
    CHECK(row_standardised(SpatialWeights(4, 4)).nonZeros() == 0);
}

TEST_CASE("a row of stored zeros stays as it is") {
    SpatialWeights w(2, 2);
    w.insert(0, 1) = 0.0;
    w.insert(1, 0) = 5.0;
    const SpatialWeights result = row_standardised(w);
    CHECK(result.coeff(0, 1) == 0.0);
    CHECK(result.coeff(1, 0) == 1.0);
}

TEST_CASE("row standardised: proportions stay, doing it twice changes nothing, and the input is left alone") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        base::Random random(seed);
        const Index n = 1 + random.index(12);
        Eigen::MatrixXd dense(n, n);
        for (auto& cell : dense.reshaped()) cell = random.index(3) == 0 ? random.uniform(0.1, 9.0) : 0.0;
        const SpatialWeights w = sparse(dense);
        const SpatialWeights result = row_standardised(w);
        CAPTURE(seed);
        CHECK(Eigen::MatrixXd(w) == dense);
        CHECK(result.nonZeros() == w.nonZeros());
        for (Index i = 0; i < n; ++i) {
            const double sum = dense.row(i).sum();
            const Eigen::RowVectorXd row = Eigen::MatrixXd(result).row(i);
            CHECK(row.sum() == doctest::Approx(sum > 0.0 ? 1.0 : 0.0).epsilon(1e-13));
            CHECK((row * sum - dense.row(i)).cwiseAbs().maxCoeff() < 1e-13 * (1.0 + sum));
        }
        CHECK((Eigen::MatrixXd(row_standardised(result)) - Eigen::MatrixXd(result)).cwiseAbs().maxCoeff() < 1e-15);
        // Each place may measure its neighbours in a unit of its own.
        Eigen::MatrixXd units = dense;
        for (Index i = 0; i < n; ++i) units.row(i) *= std::pow(10.0, random.uniform(-9.0, 9.0));
        CHECK(Eigen::MatrixXd(row_standardised(sparse(units))).isApprox(Eigen::MatrixXd(result), 1e-13));
    }
}

TEST_CASE("weights that are none are refused in words that help") {
    using association::detail::check_weights;
    Eigen::MatrixXd w = Eigen::MatrixXd::Ones(3, 3);
    w.diagonal().setZero();
    CHECK_NOTHROW(check_weights(sparse(w), 3, false));
    CHECK_THROWS_WITH_AS(check_weights(sparse(w), 4, false), "weights: is 3 x 3 where 4 x 4 is needed",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(check_weights(sparse(w.leftCols(2)), 3, false), "weights: is 3 x 2 where 3 x 3 is needed",
                         base::bad_shape);
    w(1, 1) = 0.5;
    CHECK_THROWS_WITH_AS(check_weights(sparse(w), 3, false),
                         "weights[1,1]: a place is not its own neighbour; set it to 0", base::bad_value);
    CHECK_NOTHROW(check_weights(sparse(w), 3, true));
    SpatialWeights stored = sparse(w);
    stored.coeffRef(1, 1) = 0.0; // a stored zero is no neighbour
    CHECK_NOTHROW(check_weights(stored, 3, false));
    for (const double bad : {-0.5, std::nan(""), std::numeric_limits<double>::infinity()}) {
        SpatialWeights wrong = stored;
        wrong.coeffRef(2, 0) = bad;
        CHECK_THROWS_AS(check_weights(wrong, 3, true), base::bad_value);
    }
    stored.coeffRef(2, 0) = -0.5;
    CHECK_THROWS_WITH_AS(check_weights(stored, 3, true), "weights[2,0]: -0.5 is not in [0, inf]", base::bad_value);
}
