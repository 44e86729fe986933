#include "corewing/base/random.hpp"
#include "corewing/scoring/cohesion.hpp"

#include <doctest/doctest.h>

using namespace corewing;

TEST_CASE("efficiency of small networks") {
    CHECK(scoring::cohesion(Eigen::MatrixXd::Ones(5, 5)).efficiency == doctest::Approx(1.0));
    // A path of three: 1, 1, and 1/2 between the ends.
    Eigen::Matrix3d path;
    path << 0, 7, 0, 7, 0, 7, 0, 7, 0;
    const auto result = scoring::cohesion(path);
    CHECK(result.efficiency == doctest::Approx(2.5 / 3.0));
    CHECK(result.place[1] == doctest::Approx(1.0));
    CHECK(result.place[0] == doctest::Approx(0.75));
    CHECK(result.findings.empty());
    // Weak links are long: the direct link of strength 1 is 10 long, the way round over two of strength 10 is 2.
    Eigen::Matrix3d round;
    round << 0, 1, 10, 1, 0, 10, 10, 10, 0;
    CHECK(scoring::cohesion(round).efficiency == doctest::Approx((0.5 + 1.0 + 1.0) / 3.0));
    // A star has a closed form: five links of 1, ten pairs of leaves at 2.
    Eigen::MatrixXd star = Eigen::MatrixXd::Zero(6, 6);
    star.row(0).setOnes();
    CHECK(scoring::cohesion(star).efficiency == doctest::Approx((5.0 + 10.0 * 0.5) / 15.0)); // one direction is enough
}

TEST_CASE("against Floyd and Warshall") {
    base::Random random(17);
    for (int trial = 0; trial < 100; ++trial) {
        const Index n = 2 + random.index(15);
        Eigen::MatrixXd strength(n, n);
        for (double& w : strength.reshaped()) w = random.index(4) == 0 ? random.uniform(0.0, 50.0) : 0.0;
        Eigen::MatrixXd both = strength + strength.transpose();
        both.diagonal().setZero();
        Eigen::MatrixXd d = (both.maxCoeff() / both.array()).matrix(); // infinite where 0
        d.diagonal().setZero();
        if (both.maxCoeff() == 0.0) continue;
        for (Index k = 0; k < n; ++k)
            for (Index i = 0; i < n; ++i)
                for (Index j = 0; j < n; ++j) d(i, j) = std::min(d(i, j), d(i, k) + d(k, j));
        double sum = 0.0;
        Index unreached = 0;
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < n; ++j)
                if (i != j) {
                    sum += 1.0 / d(i, j);
                    unreached += std::isinf(d(i, j)) ? 1 : 0;
                }
        const auto result = scoring::cohesion(strength, 2);
        REQUIRE(result.efficiency == doctest::Approx(sum / static_cast<double>(n * (n - 1))).epsilon(1e-12));
        REQUIRE(result.unreached == unreached / 2);
        REQUIRE(scoring::cohesion(strength * 1e-200, 1).efficiency ==
                doctest::Approx(result.efficiency).epsilon(1e-12));
    }
}

TEST_CASE("no links, one place, bad strengths") {
    const auto none = scoring::cohesion(Eigen::MatrixXd::Zero(3, 3));
    CHECK(none.efficiency == 0.0);
    CHECK(none.unreached == 3);
    CHECK(none.findings[0].text == "3 pairs of places have no path between them");
    CHECK(scoring::cohesion(Eigen::MatrixXd::Ones(1, 1)).findings[0].text == "there are fewer than two places");
    CHECK(scoring::cohesion(Eigen::MatrixXd(0, 0)).efficiency == 0.0);
    CHECK_THROWS_WITH_AS(scoring::cohesion(Eigen::MatrixXd::Ones(2, 3)), "strength: is 2 x 3 where 2 x 2 is needed",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(scoring::cohesion(-Eigen::MatrixXd::Ones(2, 2)), "strength[0,0]: -1 is not in [0, inf]",
                         base::bad_value);
}
