#include "corewing/base/random.hpp"
#include "corewing/scoring/cohesion.hpp"
#include "corewing/scoring/resilience.hpp"

#include <doctest/doctest.h>

using namespace corewing;

TEST_CASE("a star falls with its centre, a ring does not") {
    Eigen::MatrixXd star = Eigen::MatrixXd::Zero(5, 5);
    star.row(0).setOnes();
    const auto result = scoring::resilience(star);
    CHECK(result.place_loss[0] == doctest::Approx(1.0));
    CHECK(result.value == doctest::Approx(0.0));
    // The centre's own four pairs are 4 of 4 + 6/2; the rest is what the leaves lose among themselves.
    CHECK(result.place_knock_on[0] == doctest::Approx(3.0 / 7.0));
    CHECK(result.place_knock_on[1] == 0.0);
    REQUIRE(result.links.size() == 4);
    CHECK(result.links[0].second == 1); // all links alike: in order of index
    CHECK(result.links[0].loss == doctest::Approx((1.0 + 1.5) / 7.0));

    Eigen::MatrixXd ring = Eigen::MatrixXd::Zero(6, 6);
    for (Index i = 0; i < 6; ++i) ring(i, (i + 1) % 6) = 1.0;
    CHECK(scoring::resilience(ring).value > 0.4);
}

TEST_CASE("losses are those of the network without the piece") {
    base::Random random(23);
    for (int trial = 0; trial < 60; ++trial) {
        const Index n = 2 + random.index(9);
        Eigen::MatrixXd strength = Eigen::MatrixXd::Zero(n, n);
        for (Index i = 0; i < n; ++i)
            for (Index j = i + 1; j < n; ++j)
                if (random.index(2) == 0) strength(i, j) = 0.25 * static_cast<double>(1 + random.index(4)); // with ties
        if (strength.maxCoeff() == 0.0) continue;
        // A far pair of places with the greatest strength keeps the scale when pieces are taken out.
        Eigen::MatrixXd whole = Eigen::MatrixXd::Zero(n + 2, n + 2);
        whole.topLeftCorner(n, n) = strength;
        whole(n, n + 1) = 1.0;
        const auto total = [](const Eigen::MatrixXd& w) { return scoring::cohesion(w).place.sum(); };
        const auto result = scoring::resilience(whole, 2);
        for (Index v = 0; v < n; ++v) {
            Eigen::MatrixXd without = whole;
            without.row(v).setZero();
            without.col(v).setZero();
            REQUIRE(result.place_loss[v] == doctest::Approx(1.0 - total(without) / total(whole)).epsilon(1e-10));
            const double own = 2.0 * scoring::cohesion(whole).place[v] / total(whole);
            REQUIRE(result.place_knock_on[v] == doctest::Approx(result.place_loss[v] - own).epsilon(1e-9));
        }
        double before = 1.0;
        for (const auto& link : result.links) {
            REQUIRE(link.loss <= before);
            before = link.loss;
            if (link.first >= n) continue;
            Eigen::MatrixXd without = whole;
            without(link.first, link.second) = 0.0;
            REQUIRE(link.loss == doctest::Approx(1.0 - total(without) / total(whole)).epsilon(1e-10));
        }
        REQUIRE(std::ssize(result.links) == (whole.array() > 0.0).count());
        REQUIRE(result.value == doctest::Approx(1.0 - result.place_loss.maxCoeff()));
    }
}

TEST_CASE("nothing to lose") {
    const auto result = scoring::resilience(Eigen::MatrixXd::Zero(3, 3));
    CHECK(result.value == 0.0);
    CHECK(result.place_loss == Eigen::Vector3d::Zero());
    CHECK(result.links.empty());
    CHECK(scoring::resilience(Eigen::MatrixXd(0, 0)).place_loss.size() == 0);
}
