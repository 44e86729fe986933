#include "corewing/base/random.hpp"
#include "corewing/industry/location_quotient.hpp"

#include <doctest/doctest.h>

using namespace corewing;

TEST_CASE("published location quotients") {
    // Farhauer & Kroell 2013, example in R package REAT 1.2.1, locq(1714, 79006, 879213, 15593224): 0.3847623.
    Eigen::Matrix2d staff;
    staff << 1714, 79006 - 1714, 879213 - 1714, 15593224 - 79006 - 879213 + 1714;
    const auto reat = industry::location_quotient(staff);
    CHECK(reat.value(0, 0) == doctest::Approx(0.3847623).epsilon(1e-6));
    CHECK(reat.findings.empty());

    // The example matrix of R package EconGeo 2.0, location_quotient(). All regions are of one size, so that
    // LQ = 5 x / industry total, in fractions: industry totals 100, 100, 100, 100, 100.
    Eigen::MatrixXd econgeo(5, 5);
    econgeo << 100, 0, 0, 0, 0, 0, 15, 5, 70, 10, 0, 20, 10, 20, 50, 0, 25, 30, 5, 40, 0, 40, 55, 5, 0;
    CHECK(industry::location_quotient(econgeo).value.isApprox(econgeo / 20.0, 1e-14));
    const auto present = industry::presence(econgeo);
    CHECK(present.value.sum() == 10.0); // 20 and above: LQ = 1 counts as present
    CHECK(present.value(2, 1) == 1.0);
    CHECK(present.value(1, 1) == 0.0);
}

TEST_CASE("any amounts give what the formula gives") {
    base::Random random(4);
    for (int trial = 0; trial < 300; ++trial) {
        Eigen::MatrixXd x(1 + random.index(8),
                          1 + random.index(8));
        for (double& v : x.reshaped()) v = random.index(3) == 0 ? 0.0 : random.uniform(0.0, 1e4);
        const auto lq = industry::location_quotient(x).value;
        for (Index i = 0; i < x.rows(); ++i)
            for (Index k = 0; k < x.cols(); ++k) {
                const double place = x.row(i).sum(), industry = x.col(k).sum();
                const double wanted = place > 0.0 && industry > 0.0 ? x(i, k) / place / (industry / x.sum()) : 0.0;
                REQUIRE(lq(i, k) == doctest::Approx(wanted).epsilon(1e-12));
            }
        // Weighted by size, the quotients of an industry average 1.
        for (Index k = 0; k < x.cols(); ++k)
            if (x.col(k).sum() > 0.0)
                REQUIRE(lq.col(k).dot(x.rowwise().sum()) / x.sum() == doctest::Approx(1.0).epsilon(1e-12));
        REQUIRE(industry::location_quotient(x * 1e300).value.isApprox(lq, 1e-12));
    }
}

TEST_CASE("empty places and industries") {
    Eigen::Matrix3d x;
    x << 1, 0, 2, 0, 0, 0, 3, 0, 4;
    const auto lq = industry::location_quotient(x);
    CHECK(lq.value.row(1) == Eigen::RowVector3d::Zero());
    CHECK(lq.value.col(1) == Eigen::Vector3d::Zero());
    REQUIRE(lq.findings.size() == 2);
    CHECK(lq.findings[0].text == "1 places have nothing in any industry; their location quotients are 0");
    CHECK(lq.findings[1].text == "1 industries have nothing in any place; their location quotients are 0");
    CHECK(industry::location_quotient(Eigen::MatrixXd::Zero(2, 2)).value == Eigen::MatrixXd::Zero(2, 2));
    CHECK(industry::location_quotient(Eigen::MatrixXd(0, 0)).value.size() == 0);
    x(2, 2) = -1.0;
    CHECK_THROWS_WITH_AS(industry::location_quotient(x), "amounts[2,2]: -1 is not in [0, inf]", base::bad_value);
}

TEST_CASE("presence leaves tiny places out before comparing") {
    Eigen::Matrix3d x;
    x << 60, 40, 0, 30, 70, 0, 0, 0, 1;
    const auto all = industry::presence(x);
    CHECK(all.value(2, 2) == 1.0); // one odd firm, LQ 201
    const auto large = industry::presence(x, {.smallest_place = 10.0});
    CHECK(large.value.row(2) == Eigen::RowVector3d::Zero());
    CHECK(large.value(0, 0) == 1.0);
    CHECK(large.findings[0].text == "1 places are smaller than asked; left out");
    CHECK(industry::presence(x, {.smallest_industry = 100.0}).value.col(0) == Eigen::Vector3d::Zero());
    CHECK(industry::presence(x, {.threshold = 1e6}).value.sum() == 0.0);
    // All places alike: every quotient is 1 up to rounding, and every industry is present everywhere.
    Eigen::MatrixXd alike(3, 3);
    alike << .1, .2, .7, .3, .6, 2.1, .7, 1.4, 4.9;
    CHECK(industry::presence(alike).value.sum() == 9.0);
    CHECK_THROWS_WITH_AS(industry::presence(x, {.threshold = 0.0}), "threshold: 0 is not in [1e-300, inf]",
                         base::bad_value);
}
