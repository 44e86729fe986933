#include "corewing/layout/polycentricity.hpp"

#include "corewing/base/error.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace corewing;

TEST_CASE("functional polycentricity runs from a star to a ring of equals") {
    Eigen::MatrixXd full = Eigen::MatrixXd::Constant(5, 5, 7.0);
    CHECK(layout::functional_polycentricity(full).polycentricity == doctest::Approx(1.0));

    Eigen::MatrixXd star = Eigen::MatrixXd::Zero(5, 5); // four places serve one
    star.col(0).tail(4).setConstant(2.0);
    const auto one = layout::functional_polycentricity(star);
    // in-degrees 8 0 0 0 0: sd = 8 * sqrt(.16) = 3.2, limit 4, density 4/20
    CHECK(one.spread == doctest::Approx(3.2));
    CHECK(one.spread_limit == doctest::Approx(4.0));
    CHECK(one.density == doctest::Approx(0.2));
    CHECK(one.polycentricity == doctest::Approx(0.2 * 0.2));

    Eigen::MatrixXd ring = Eigen::MatrixXd::Zero(5, 5);
    for (Index i = 0; i < 5; ++i) ring(i, (i + 1) % 5) = 3.0;
    CHECK(layout::functional_polycentricity(ring).polycentricity == doctest::Approx(0.25));

    Eigen::MatrixXd pair(2, 2); // all flow to one of two places: monocentric
    pair << 0, 5, 0, 0;
    CHECK(layout::functional_polycentricity(pair).polycentricity == doctest::Approx(0.0));
    CHECK(layout::functional_polycentricity(1e300 * full).polycentricity == doctest::Approx(1.0));
}

TEST_CASE("functional polycentricity without flow is 0 and says so") {
    for (const Index n : {0, 1, 4}) {
        const auto nothing = layout::functional_polycentricity(Eigen::MatrixXd::Zero(n, n));
        CHECK(nothing.polycentricity == 0.0);
        CHECK(nothing.findings.size() == 1);
    }
    CHECK_THROWS_AS(layout::functional_polycentricity(Eigen::MatrixXd::Zero(2, 3)), base::bad_shape);
}

TEST_CASE("sizes that follow a power of their rank give back the power") {
    for (const double q : {0.3, 1.0, 1.7})
        for (const double shift : {0.0, 0.5}) {
            Eigen::VectorXd sizes(12);
            for (Index k = 0; k < 12; ++k)
                sizes[11 - k] = 500.0 * std::pow(static_cast<double>(k + 1) - shift, -q);
            const auto line = layout::rank_size(sizes, {.rank_shift = shift});
            CHECK(line.slope == doctest::Approx(q));
            CHECK(line.r_squared == doctest::Approx(1.0));
            CHECK(line.slope_error == doctest::Approx(q * std::sqrt(2.0 / 12.0)));
            CHECK(layout::rank_size(sizes, {.largest = 5, .rank_shift = shift}).slope == doctest::Approx(q));
            CHECK(layout::rank_size(sizes, {.largest = 5, .rank_shift = shift}).places == 5);
        }
}

TEST_CASE("primacy, and sizes with nothing to rank") {
    const auto two = layout::rank_size(Eigen::Vector4d(1.0, 6.0, 3.0, 0.0));
    CHECK(two.primacy == doctest::Approx(0.6));
    CHECK(two.two_city == doctest::Approx(2.0));
    CHECK(two.places == 3);
    CHECK(layout::rank_size(Eigen::Vector4d::Constant(2.0)).slope == 0.0);
    CHECK(layout::rank_size(Eigen::Vector4d::Constant(2.0)).r_squared == 0.0);
    const auto one = layout::rank_size(Eigen::Vector2d(0.0, 4.0));
    CHECK(one.slope == 0.0);
    CHECK(one.primacy == 1.0);
    CHECK(one.two_city == 0.0);
    CHECK(one.findings.size() == 1);
    CHECK(layout::rank_size(Eigen::VectorXd()).primacy == 0.0);
    CHECK_THROWS_WITH_AS(layout::rank_size(Eigen::Vector2d(1.0, -1.0)), "sizes[1]: -1 is not in [0, inf]",
                         base::bad_value);
}
