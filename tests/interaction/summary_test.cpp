#include "corewing/base/error.hpp"
#include "corewing/interaction/gravity_calibration.hpp"
#include "corewing/interaction/poisson_regression.hpp"
#include "corewing/interaction/summary.hpp"
#include "corewing/report/table.hpp"

#include <doctest/doctest.h>

using namespace corewing;

namespace {

const Eigen::VectorXd people = (Eigen::VectorXd(4) << 220.0, 157.0, 120.0, 20.0).finished();

const Eigen::MatrixXd hours = (Eigen::MatrixXd(4, 4) << 0, 2, 3, 4, 2, 0, 1, 3, 3, 1, 0, 2, 4, 3, 2, 0).finished();

const Eigen::MatrixXd trips =
    (Eigen::MatrixXd(4, 4) << 0, 900, 310, 21, 850, 0, 1100, 44, 330, 1250, 0, 61, 18, 40, 66, 0).finished();

} // namespace

TEST_CASE("a calibrated gravity model reads well") {
    const auto found = interaction::calibrate_gravity(trips, people, people, hours);
    CHECK(report::text(interaction::summary(found)) ==
          "Gravity model, deterrence t^-rate\n"
          "\n"
          "parameter             estimate  standard error  robust error\n"
          "--------------------  --------  --------------  ------------\n"
          "ln scale                -3.343           0.274         0.530\n"
          "origin exponent          1.042           0.037         0.078\n"
          "destination exponent     1.078           0.038         0.065\n"
          "rate                     1.460           0.033         0.062\n"
          "12 observations, deviance 45.52 of 6,062, pseudo-R2 0.992, dispersion 5.48, optimal\n");
}

TEST_CASE("parameters that were given are told from estimates") {
    const auto found = interaction::calibrate_gravity(
        trips, people, people, hours,
        {.decay = interaction::Decay::exponential, .origin_exponent = 1.0, .destination_exponent = 0.95});
    CHECK(report::text(interaction::summary(found)) ==
          "Gravity model, deterrence exp(-rate t)\n"
          "\n"
          "parameter             estimate  standard error  robust error\n"
          "--------------------  --------  --------------  ------------\n"
          "ln scale                -1.705           0.035         0.078\n"
          "rate                     0.837           0.019         0.035\n"
          "origin exponent          1.000           given         given\n"
          "destination exponent     0.950           given         given\n"
          "12 observations, deviance 21.75 of 2,150, pseudo-R2 0.990, dispersion 2.19, optimal\n");
}

TEST_CASE("a column that is not identified says so") {
    Eigen::MatrixXd design(4, 3);
    design << 1, 0, 0, 1, 1, 2, 1, 2, 4, 1, 3, 6;
    const auto fit = interaction::poisson_regression(design, Eigen::Vector4d(1.0, 2.0, 5.0, 7.0));
    CHECK(report::text(interaction::summary(fit, {"one", "year", "twice the year"})) ==
          "Poisson regression\n"
          "\n"
          "parameter             estimate  standard error  robust error\n"
          "--------------  --------------  --------------  ------------\n"
          "one                      0.167           0.645         0.133\n"
          "year                     0.619           0.268         0.048\n"
          "twice the year  not identified\n"
          "4 observations, deviance 0.2865 of 6.457, pseudo-R2 0.956, dispersion 0.149, optimal\n");
    CHECK_THROWS_WITH_AS(interaction::summary(fit, {"one"}), "names: has 1 entries where 3 are needed",
                         base::bad_shape);
}
