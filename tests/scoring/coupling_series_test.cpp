#include "corewing/scoring/coupling_series.hpp"

#include "corewing/base/error.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using scoring::Course;

TEST_CASE("a place that catches up, one that stays, one that falls") {
    std::vector<Eigen::MatrixXd> levels(3, Eigen::MatrixXd(3, 2));
    levels[0] << .8, .3, .5, .5, .9, .9;
    levels[1] << .8, .5, .5, .5, .9, .7;
    levels[2] << .8, .9, .5, .5, .9, .4;
    const auto series = scoring::coupling_series(levels);
    CHECK(series.course == std::vector<Course>{Course::rising, Course::steady, Course::falling});
    CHECK(scoring::name(series.course[0]) == "rising");
    CHECK(series.years[0].lagging[0] == 1);
    CHECK(series.years[2].lagging[0] == -1); // .8 and .9 keep step
    CHECK(series.usual_lag == std::vector<Index>{1, -1, 1});
    CHECK(series.lag_share(0, 1) == doctest::Approx(2.0 / 3.0));
    CHECK(series.relays == std::vector<Index>{1, 0, 1});
    CHECK(series.change[1] == 0.0);
    CHECK(series.trend[1] == doctest::Approx(0.0));
    for (Index i = 0; i < 3; ++i) {
        CHECK(series.change[i] == doctest::Approx(series.coordination(i, 2) - series.coordination(i, 0)));
        CHECK(series.trend[i] == doctest::Approx(series.change[i] / 2.0)); // three even steps: slope of the ends
        CHECK(series.coordination(i, 1) == scoring::coupling(levels[1]).coordination[i]);
    }
}

TEST_CASE("one year, and years that do not fit") {
    const auto one = scoring::coupling_series({Eigen::MatrixXd::Constant(2, 2, .5)});
    CHECK(one.trend == Eigen::Vector2d::Zero());
    CHECK(one.course[0] == Course::steady);
    const auto zero = scoring::coupling_series({Eigen::MatrixXd::Ones(1, 2), Eigen::MatrixXd::Zero(1, 2)});
    REQUIRE(zero.findings.size() == 1);
    CHECK(zero.findings[0].subject == "year 1");
    CHECK_THROWS_WITH_AS(scoring::coupling_series({}), "levels: there is no year", base::bad_shape);
    CHECK_THROWS_WITH_AS(scoring::coupling_series({Eigen::MatrixXd::Ones(1, 2), Eigen::MatrixXd::Ones(1, 3)}),
                         "levels[1]: is 1 x 3 where 1 x 2 is needed", base::bad_shape);
    CHECK_THROWS_WITH_AS(scoring::coupling_series({Eigen::MatrixXd::Ones(1, 2), 2.0 * Eigen::MatrixXd::Ones(1, 2)}),
                         "levels[1][0,0]: 2 is not in [0, 1]", base::bad_value);
}
