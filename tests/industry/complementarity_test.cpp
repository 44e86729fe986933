#include "corewing/base/random.hpp"
#include "corewing/industry/complementarity.hpp"

#include <doctest/doctest.h>

using namespace corewing;

TEST_CASE("one supplies what the other demands") {
    Eigen::Matrix2d supply, demand;
    supply << 1, 0, 0, 5;
    demand << 0, 2, 3, 0;
    const auto result = industry::complementarity(supply, demand);
    CHECK(result.value(0, 1) == 1.0);
    CHECK(result.directed(0, 0) == 0.0); // a place that supplies itself with nothing
    demand << 1, 1, 3, 0;
    const auto partly = industry::complementarity(supply, demand);
    CHECK(partly.directed(0, 1) == 1.0);
    CHECK(partly.directed(1, 0) == 0.5);
    CHECK(partly.value(0, 1) == 0.75);
    CHECK(partly.value(1, 0) == 0.75);
}

TEST_CASE("any shares give what the formula gives") {
    base::Random random(2);
    for (int trial = 0; trial < 100; ++trial) {
        const auto n = 1 + random.index(70),
                   m = 1 + random.index(9);
        Eigen::MatrixXd s(n, m), d(n, m);
        for (double& v : s.reshaped()) v = random.index(3) == 0 ? 0.0 : random.uniform();
        for (double& v : d.reshaped()) v = random.index(3) == 0 ? 0.0 : random.uniform();
        const auto result = industry::complementarity(s, d);
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < n; ++j) {
                double wanted = 0.0;
                if (s.row(i).sum() > 0.0 && d.row(j).sum() > 0.0)
                    wanted = 1.0 - 0.5 * (s.row(i) / s.row(i).sum() - d.row(j) / d.row(j).sum()).cwiseAbs().sum();
                REQUIRE(result.directed(i, j) == doctest::Approx(wanted).epsilon(1e-10));
                REQUIRE(result.value(i, j) == 0.5 * (result.directed(i, j) + result.directed(j, i)));
            }
    }
}

TEST_CASE("places without supply or demand, and bad data") {
    Eigen::Matrix2d supply, demand;
    supply << 0, 0, 1, 1;
    demand << 1, 1, 0, 0;
    const auto result = industry::complementarity(supply, demand);
    CHECK(result.directed(0, 1) == 0.0);
    CHECK(result.directed(1, 0) == 1.0);
    REQUIRE(result.findings.size() == 2);
    CHECK(result.findings[0].text == "1 places have no supply; they complement nobody by it");
    CHECK(industry::complementarity(Eigen::MatrixXd(0, 2), Eigen::MatrixXd(0, 2)).value.size() == 0);
    CHECK_THROWS_WITH_AS(industry::complementarity(supply, Eigen::MatrixXd::Ones(2, 3)),
                         "demand: is 2 x 3 where 2 x 2 is needed", base::bad_shape);
    demand(0, 0) = -1.0;
    CHECK_THROWS_WITH_AS(industry::complementarity(supply, demand), "demand[0,0]: -1 is not in [0, inf]",
                         base::bad_value);
}
