#include "corewing/base/check.hpp"

#include <Eigen/Dense>
#include <doctest/doctest.h>

#include <limits>

using namespace corewing::base;

namespace {
constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
} // namespace

TEST_CASE("a number is written in its shortest exact form") {
    CHECK(to_text(0.1) == "0.1");
    CHECK(to_text(-3.0) == "-3");
    CHECK(to_text(1e300) == "1e+300");
    CHECK(to_text(inf) == "inf");
}

TEST_CASE("checks name the entry that is wrong") {
    Eigen::VectorXd v(3);
    v << 1.0, -2.0, 3.0;
    CHECK_NOTHROW(check_finite(v, "mass"));
    CHECK_THROWS_WITH_AS(check_nonnegative(v, "mass"), "mass[1]: -2 is not in [0, inf]", bad_value);
    Eigen::MatrixXd m = Eigen::MatrixXd::Zero(2, 2);
    m(1, 0) = not_a_number;
    CHECK_THROWS_WITH_AS(check_finite(m, "values"), "values[1,0]: nan is not a finite number", bad_value);
    m(1, 0) = inf;
    CHECK_THROWS_WITH_AS(check_nonnegative(m, "values"), "values[1,0]: inf is not a finite number", bad_value);
    CHECK_THROWS_WITH_AS(check_range(2.0, 0.0, 1.0, "share"), "share: 2 is not in [0, 1]", bad_value);
    CHECK_THROWS_AS(check_range(not_a_number, 0.0, 1.0, "share"), bad_value);
    CHECK_THROWS_WITH_AS(check_size(3, 4, "weights"), "weights: has 3 entries where 4 are needed", bad_shape);
    CHECK_THROWS_WITH_AS(check_shape(m, 2, 3, "times"), "times: is 2 x 2 where 2 x 3 is needed", bad_shape);
    CHECK_NOTHROW(check_finite(Eigen::VectorXd(), "empty"));
}
