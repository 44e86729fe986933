#include "corewing/base/random.hpp"
#include "corewing/industry/similarity.hpp"

#include <doctest/doctest.h>

using namespace corewing;

TEST_CASE("similarity, differentiation and speciality by hand") {
    Eigen::MatrixXd x(3, 3);
    x << 3, 4, 0, 6, 8, 0, 0, 0, 5;
    const auto similarity = industry::structural_similarity(x);
    CHECK(similarity(0, 1) == doctest::Approx(1.0)); // the same mix at another size 同构
    CHECK(similarity(0, 2) == 0.0);
    CHECK(similarity.diagonal() == Eigen::Vector3d::Ones());
    const auto differentiation = industry::differentiation(x);
    CHECK(differentiation(0, 1) == doctest::Approx(0.0));
    CHECK(differentiation(1, 2) == doctest::Approx(1.0));

    const auto own = industry::speciality(x);
    CHECK(own.leading == std::vector<Index>{0, 0, 2}); // the first two have the same quotient in both industries
    CHECK(own.profile(0, 0) == doctest::Approx(0.5));
    CHECK(own.concentration[2] == doctest::Approx(1.0));
    CHECK(own.concentration[0] == doctest::Approx(0.5));
    CHECK(own.quotient(2, 2) == doctest::Approx(26.0 / 5.0));

    Eigen::MatrixXd pair(2, 2);
    pair << 1, 2, 2, 1; // cosine of (1, 2) and (2, 1) = 4/5
    CHECK(industry::structural_similarity(pair)(0, 1) == doctest::Approx(0.8));
}

TEST_CASE("any amounts give what the formulas give") {
    base::Random random(12);
    for (int trial = 0; trial < 100; ++trial) {
        const auto n = 1 + random.index(80),
                   m = 1 + random.index(7);
        Eigen::MatrixXd x(n, m);
        for (double& v : x.reshaped()) v = random.index(2) == 0 ? 0.0 : random.uniform();
        const auto similarity = industry::structural_similarity(x), differentiation = industry::differentiation(x);
        CHECK((similarity - similarity.transpose()).cwiseAbs().maxCoeff() == 0.0);
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < n; ++j) {
                const bool both = x.row(i).sum() > 0.0 && x.row(j).sum() > 0.0;
                REQUIRE(similarity(i, j) ==
                        doctest::Approx(both ? x.row(i).normalized().dot(x.row(j).normalized()) : 0.0).epsilon(1e-10));
                REQUIRE(differentiation(i, j) ==
                        doctest::Approx(
                            both ? 0.5 * (x.row(i) / x.row(i).sum() - x.row(j) / x.row(j).sum()).cwiseAbs().sum() : 0.0)
                            .epsilon(1e-10));
            }
    }
}

TEST_CASE("a place that has nothing") {
    Eigen::Matrix2d x;
    x << 0, 0, 3, 1;
    CHECK(industry::structural_similarity(x)(0, 0) == 0.0);
    CHECK(industry::structural_similarity(x)(1, 1) == 1.0);
    CHECK(industry::differentiation(x)(0, 1) == 0.0);
    const auto own = industry::speciality(x);
    CHECK(own.leading[0] == -1);
    CHECK(own.concentration[0] == 0.0);
    CHECK(own.findings.size() == 1);
    CHECK(industry::structural_similarity(Eigen::MatrixXd(0, 2)).size() == 0);
    CHECK(industry::structural_similarity(Eigen::MatrixXd(2, 0)) == Eigen::Matrix2d::Zero());
    CHECK(industry::differentiation(Eigen::MatrixXd(2, 0)) == Eigen::Matrix2d::Zero());
    CHECK(industry::speciality(Eigen::MatrixXd(2, 0)).leading == std::vector<Index>{-1, -1});
    CHECK_THROWS_AS(industry::structural_similarity(-x), base::bad_value);
}
