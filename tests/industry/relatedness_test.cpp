#include "corewing/base/random.hpp"
#include "corewing/industry/relatedness.hpp"

#include "scoring/trade_1995.hpp"

#include <doctest/doctest.h>

using namespace corewing;

TEST_CASE("density of ten countries, as Stata's ecomplexity has it") {
    const Eigen::MatrixXd m = trade_1995();
    const Eigen::MatrixXd phi = industry::proximity(m);
    const Eigen::MatrixXd density = industry::relatedness_density(m, phi);
    // cid-harvard/py-ecomplexity, tests/fixtures/stata_manual_mcp.csv, year 1995: column density.
    struct Row {
        Index place, industry;
        double wanted;
    };
    for (const Row& row : {Row{0, 0, .4624999999999999}, Row{0, 1, .483619344773791}, Row{0, 7, .6070959264126149},
                           Row{1, 4, .7132867132867133}, Row{2, 29, .4376367614879649}, Row{3, 25, .5825000000000001},
                           Row{6, 11, .8154657293497363}, Row{7, 29, .4595185995623632}, Row{8, 7, .1077529566360053},
                           Row{9, 29, .6039387308533917}})
        CHECK(density(row.place, row.industry) == doctest::Approx(row.wanted).epsilon(1e-12));
}

TEST_CASE("proximity by counting") {
    base::Random random(14);
    for (int trial = 0; trial < 100; ++trial) {
        Eigen::MatrixXd m(1 + random.index(10),
                          1 + random.index(8));
        for (double& x : m.reshaped()) x = random.index(2) == 0 ? 0.0 : 1.0;
        const auto phi = industry::proximity(m);
        const auto density = industry::relatedness_density(m, phi);
        for (Index k = 0; k < m.cols(); ++k) {
            double close = 0.0;
            for (Index l = 0; l < m.cols(); ++l) {
                const double both = m.col(k).dot(m.col(l)), a = m.col(k).sum(), b = m.col(l).sum();
                REQUIRE(phi(k, l) == (both > 0.0 ? std::min(both / a, both / b) : 0.0));
                if (k != l) close += phi(k, l);
            }
            for (Index i = 0; i < m.rows(); ++i) {
                double has = 0.0;
                for (Index l = 0; l < m.cols(); ++l)
                    if (l != k) has += m(i, l) * phi(k, l);
                REQUIRE(density(i, k) == doctest::Approx(close > 0.0 ? has / close : 0.0).epsilon(1e-12));
            }
        }
    }
}

TEST_CASE("what is not 0 or 1 is refused") {
    Eigen::Matrix2d m;
    m << 1, 0, .5, 1;
    CHECK_THROWS_WITH_AS(industry::proximity(m), "presence[1,0]: 0.5 is neither 0 nor 1; make it with presence()",
                         base::bad_value);
    m(1, 0) = 2.0;
    CHECK_THROWS_WITH_AS(industry::proximity(m), "presence[1,0]: 2 is not in [0, 1]", base::bad_value);
    m(1, 0) = 0.0;
    CHECK_THROWS_WITH_AS(industry::relatedness_density(m, Eigen::MatrixXd::Ones(2, 3)),
                         "proximity: is 2 x 3 where 2 x 2 is needed", base::bad_shape);
    CHECK(industry::proximity(Eigen::MatrixXd(0, 0)).size() == 0);
    CHECK(industry::relatedness_density(m, industry::proximity(m)).maxCoeff() == 0.0); // no industry is near another
}
