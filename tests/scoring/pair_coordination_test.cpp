#include "corewing/base/random.hpp"
#include "corewing/scoring/pair_coordination.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using scoring::Coupling;

TEST_CASE("a pair is coordinated as a place with two subsystems is") {
    base::Random random(5);
    for (const Index n : {1, 2, 63, 64, 65, 150}) {
        Eigen::MatrixXd levels(n, 3);
        for (double& u : levels.reshaped()) u = random.index(10) == 0 ? 0.0 : random.uniform();
        const Eigen::Vector3d weights(1.0, 2.0, 0.5);
        for (const Coupling formula : {Coupling::standard, Coupling::wang_2021, Coupling::fan_2024}) {
            const scoring::PairCoordinationOptions options{.formula = formula, .weights = weights, .threads = 2};
            const Eigen::MatrixXd matrix = scoring::pair_coordination(levels, options);
            std::vector<model::PlacePair> pairs;
            for (Index i = 0; i < n; ++i)
                for (Index j = 0; j < n; ++j) {
                    double wanted = 0.0;
                    for (Index k = 0; k < 3; ++k)
                        wanted +=
                            weights[k] / 3.5 *
                            scoring::coupling(Eigen::RowVector2d(levels(i, k), levels(j, k)), {.formula = formula})
                                .coordination[0];
                    REQUIRE(matrix(i, j) == doctest::Approx(wanted).epsilon(1e-12));
                    if (i != j) pairs.push_back({i, j});
                }
            CHECK(matrix == matrix.transpose());
            const Eigen::VectorXd listed = scoring::pair_coordination(levels, pairs, options);
            for (Index p = 0; p < std::ssize(pairs); ++p)
                REQUIRE(listed[p] == matrix(pairs[p].first, pairs[p].second));
        }
    }
}

TEST_CASE("no pairs, and pairs that are none") {
    const Eigen::MatrixXd levels = Eigen::MatrixXd::Constant(3, 1, 0.5);
    CHECK(scoring::pair_coordination(levels, std::vector<model::PlacePair>{}).size() == 0);
    CHECK(scoring::pair_coordination(Eigen::MatrixXd(0, 2)).size() == 0);
    const std::vector<model::PlacePair> bad{{0, 1}, {1, 3}};
    CHECK_THROWS_WITH_AS(scoring::pair_coordination(levels, bad),
                         "pairs[1]: (1, 3) is not a pair of two different places below 3", base::bad_value);
    CHECK_THROWS_WITH_AS(scoring::pair_coordination(Eigen::MatrixXd::Constant(1, 1, 2.0)),
                         "levels[0]: 2 is not in [0, 1]", base::bad_value);
}
