#include "corewing/base/random.hpp"
#include "corewing/indicator/outliers.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using namespace corewing::indicator;

namespace {

Eigen::VectorXd twelve() {
    Eigen::VectorXd x(12);
    for (int i = 0; i < 10; ++i) x[i] = i + 1;
    x[10] = 30;
    x[11] = 100;
    return x;
}

} // namespace

TEST_CASE("skewness and kurtosis as published") {
    // COINr, help page of Treat(): check_SkewKurt(c(1:10, 30, 100)).
    CHECK(std::abs(skewness(twelve()) - 3.063241) < 5e-7);
    CHECK(std::abs(kurtosis(twelve()) - 9.741391) < 5e-7);
    CHECK(skewness(Eigen::Vector2d(1, 2)) == 0.0);
    CHECK(kurtosis(Eigen::Vector3d(1, 2, 9)) == 0.0);
    CHECK(skewness(Eigen::VectorXd::Constant(9, 1e-300)) == 0.0);
}

TEST_CASE("winsorise pulls in the farthest value only, as COINr does") {
    const auto t = treat_outliers(twelve(), {.method = Treatment::winsorise});
    CHECK(t.values(11, 0) == 30.0);
    CHECK(t.values.topRows(11) == twelve().head(11));
    REQUIRE(t.cuts.size() == 1);
    CHECK(t.cuts[0].before == 100.0);
    CHECK(t.findings[0].text == "1 cells pulled in to their neighbours");
    const auto left = treat_outliers(-twelve(), {.method = Treatment::winsorise});
    CHECK(left.values(11, 0) == -30.0);
    CHECK(treat_outliers(twelve().head(10), {.method = Treatment::winsorise}).findings.empty());
}

TEST_CASE("automatic takes the logarithm where pulling in does not help") {
    Eigen::VectorXd x(60);
    for (int i = 0; i < 60; ++i) x[i] = std::exp(0.15 * i);
    const auto t = treat_outliers(x, {.method = Treatment::automatic, .most = 1});
    CHECK(t.method[0] == Treatment::log);
    CHECK(std::abs(skewness(t.values.col(0))) < std::abs(skewness(x)));
    CHECK(t.findings[0].text == "too skewed to be mended by pulling cells in; logarithm taken");
    const auto stuck = treat_outliers(x, {.method = Treatment::winsorise, .most = 0});
    CHECK(stuck.findings[0].text == "0 cells pulled in to their neighbours; the column is still skewed");
}

TEST_CASE("quantiles by straight lines") {
    const auto t = treat_outliers(twelve(), {.method = Treatment::quantile, .quantile = 0.1});
    CHECK(t.values.col(0).minCoeff() == doctest::Approx(2.1)); // numpy 1.24.2: quantile .1 = 2.1, .9 = 28
    CHECK(t.values.col(0).maxCoeff() == doctest::Approx(28.0));
    CHECK(t.cuts.size() == 4);
    CHECK(treat_outliers(twelve(), {.method = Treatment::quantile, .quantile = 0.0}).values == twelve());
}

TEST_CASE("Box-Cox finds the exponent that scipy finds") {
    Eigen::VectorXd x(12);
    x << 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100;
    // scipy 1.10.1 stats.boxcox_normmax(x, method='mle'), minimised to 1e-12
    const auto t = treat_outliers(x, {.method = Treatment::box_cox});
    CHECK(t.lambda[0] == doctest::Approx(-0.2006929381650924).epsilon(1e-6));
    const auto root = treat_outliers(x, {.method = Treatment::box_cox, .lambda = 0.5});
    const double g = std::exp(x.array().log().mean());
    CHECK(root.values(3, 0) == doctest::Approx((std::sqrt(4.0 / g) - 1.0) / 0.5));
}

TEST_CASE("every treatment keeps the order of the places, stays finite and leaves constant columns alone") {
    base::Random random(3);
    for (int trial = 0; trial < 100; ++trial) {
        const Index n = 1 + random.index(20);
        Eigen::MatrixXd x(n, 3);
        for (Index i = 0; i < n; ++i)
            x.row(i) << std::exp(3.0 * random.normal()), std::round(random.normal()) * 1e100, -4.0;
        for (const auto method :
             {Treatment::winsorise, Treatment::quantile, Treatment::log, Treatment::box_cox, Treatment::automatic}) {
            const auto t = treat_outliers(x, {.method = method});
            REQUIRE(t.values.allFinite());
            CHECK(t.values.col(2) == x.col(2));
            for (int j = 0; j < 2; ++j)
                for (Index i = 0; i < n; ++i)
                    for (Index k = 0; k < n; ++k)
                        if (x(i, j) > x(k, j)) CHECK(t.values(i, j) >= t.values(k, j));
        }
    }
}

TEST_CASE("only the columns asked for, and nothing bad") {
    Eigen::MatrixXd x(12, 2);
    x << twelve(), twelve();
    const auto t = treat_outliers(x, {.method = Treatment::winsorise, .columns = {1}});
    CHECK(t.values(11, 0) == 100.0);
    CHECK(t.values(11, 1) == 30.0);
    CHECK_THROWS_WITH_AS(treat_outliers(x, {.columns = {2}}), "columns: there is no column 2", base::bad_value);
    CHECK_THROWS_WITH_AS(treat_outliers(x, {.quantile = 0.5}), "quantile: 0.5 is not in [0, 0.4999]", base::bad_value);
}

TEST_CASE("no treatment makes a column constant") {
    Eigen::MatrixXd x = Eigen::MatrixXd::Zero(10, 1);
    x(9, 0) = 1; // one district of ten has a national zone
    for (const auto method :
         {Treatment::automatic, Treatment::winsorise, Treatment::quantile, Treatment::log, Treatment::box_cox}) {
        CAPTURE(name(method));
        Eigen::MatrixXd several = x.replicate(3, 1);
        several(0, 0) = 1e-3;
        for (const Eigen::MatrixXd& values : {x, several}) {
            const auto t = treat_outliers(values, {.method = method});
            CHECK(t.values.maxCoeff() > t.values.minCoeff());
            for (Index i = 0; i < values.rows(); ++i)
                for (Index k = 0; k < values.rows(); ++k)
                    if (values(i, 0) <= values(k, 0)) CHECK(t.values(i, 0) <= t.values(k, 0));
            CHECK(t.findings.size() == 1);
        }
    }
    const auto alone = treat_outliers(x, {.method = Treatment::automatic});
    CHECK(alone.values == x);
    CHECK(alone.method[0] == Treatment::none);
    CHECK(alone.findings[0].text == "left alone: too skewed to be mended by pulling cells in or by a logarithm");
}
