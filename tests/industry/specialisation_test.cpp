#include "corewing/base/random.hpp"
#include "corewing/base/print.hpp"
#include "corewing/industry/specialisation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace corewing;
using industry::Against;

TEST_CASE("published specialisation") {
    // R package REAT 1.2.1, krugman.spec (after Farhauer & Kroell 2013): regions without a common industry, K = 2.
    Eigen::MatrixXd staff(2, 5);
    staff << 20, 10, 70, 0, 0, 0, 0, 0, 60, 40;
    CHECK(industry::krugman_between(staff)(0, 1) == doctest::Approx(2.0));
    CHECK(industry::specialisation(staff, Against::rest).krugman[0] == doctest::Approx(2.0));
    CHECK(industry::specialisation(staff).krugman[0] == doctest::Approx(1.0)); // half of the region is itself
    CHECK(industry::specialisation(staff).hoover[1] == doctest::Approx(0.5));
    CHECK(industry::specialisation(staff).herfindahl[0] == doctest::Approx(.04 + .01 + .49));

    // R package EconGeo 2.0, hoover_index(ind = 0 10 10 30 50, pop = 10 15 20 25 30): 25 percent, which is half the sum
    // of |0-.1| |.1-.15| |.1-.2| |.3-.25| |.5-.3|. Read as two places with five industries it is half their Krugman
    // index.
    Eigen::MatrixXd pair(2, 5);
    pair << 0, 10, 10, 30, 50, 10, 15, 20, 25, 30;
    CHECK(industry::krugman_between(pair)(0, 1) / 2.0 == doctest::Approx(0.25));
}

TEST_CASE("any amounts give what the formulas give") {
    base::Random random(6);
    for (int trial = 0; trial < 200; ++trial) {
        const auto n = 2 + random.index(90),
                   m = 1 + random.index(9);
        Eigen::MatrixXd x(n, m);
        for (double& v : x.reshaped()) v = random.index(3) == 0 ? 0.0 : random.uniform();
        x.col(0).array() += 0.01; // so that no place is empty
        const auto region = industry::specialisation(x), rest = industry::specialisation(x, Against::rest);
        const auto between = industry::krugman_between(x);
        for (Index i = 0; i < n; ++i) {
            const Eigen::RowVectorXd s = x.row(i) / x.row(i).sum(), all = x.colwise().sum(), others = all - x.row(i);
            REQUIRE(region.krugman[i] == doctest::Approx((s - all / all.sum()).cwiseAbs().sum()).epsilon(1e-10));
            REQUIRE(rest.krugman[i] == doctest::Approx((s - others / others.sum()).cwiseAbs().sum()).epsilon(1e-10));
            REQUIRE(region.herfindahl[i] == doctest::Approx(s.squaredNorm()).epsilon(1e-12));
            for (Index j = 0; j < n; ++j)
                REQUIRE(between(i, j) ==
                        doctest::Approx((s - x.row(j) / x.row(j).sum()).cwiseAbs().sum()).epsilon(1e-10));
        }
        REQUIRE((between - between.transpose()).cwiseAbs().maxCoeff() == 0.0);
    }
}

TEST_CASE("degenerate places") {
    Eigen::Matrix2d x;
    x << 0, 0, 3, 1;
    const auto result = industry::specialisation(x, Against::rest);
    CHECK(result.krugman == Eigen::Vector2d::Zero());
    CHECK(result.herfindahl[0] == 0.0);
    REQUIRE(result.findings.size() == 2);
    CHECK(result.findings[0].text == "1 places have nothing in any industry; their indices are 0");
    CHECK(result.findings[1].text ==
          "1 places have no other place to be compared with; their Krugman and Hoover indices are 0");
    CHECK(industry::krugman_between(x)(0, 1) == 0.0);
    CHECK(industry::specialisation(Eigen::MatrixXd::Ones(1, 3)).krugman[0] == 0.0); // one place is the region
    CHECK(industry::specialisation(Eigen::MatrixXd(0, 3)).krugman.size() == 0);
    CHECK_THROWS_AS(industry::specialisation(-x), base::bad_value);
    CHECK_THROWS_AS(industry::krugman_between(-x), base::bad_value);
}

TEST_CASE("the choices of the room print as words") {
    using corewing::base::printed;
    using namespace corewing::industry;
    const std::vector<std::pair<std::string, std::string>> rows{
        {printed(Against::region), "region"},
        {printed(Against::rest), "rest"},
    };
    for (const auto& [printed_one, word] : rows) CHECK(printed_one == word);
}
