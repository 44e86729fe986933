#include "corewing/association/spatial_association.hpp"
#include "corewing/association/spatial_weights.hpp"
#include "corewing/base/random.hpp"

#include "scoring/columbus.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

using corewing::Index;

namespace association = corewing::association;
using association::SpatialWeights;
using association::Tail;
using corewing::base::bad_shape;
using corewing::base::bad_value;
using corewing::base::Random;

namespace {

/// A rows x cols lattice, neighbours share an edge.
SpatialWeights rook(int rows, int cols) {
    std::vector<Eigen::Triplet<double>> cells;
    const auto at = [cols](int r, int c) { return r * cols + c; };
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < cols; ++c) {
            if (r + 1 < rows) cells.emplace_back(at(r, c), at(r + 1, c), 1.0);
            if (r + 1 < rows) cells.emplace_back(at(r + 1, c), at(r, c), 1.0);
            if (c + 1 < cols) cells.emplace_back(at(r, c), at(r, c + 1), 1.0);
            if (c + 1 < cols) cells.emplace_back(at(r, c + 1), at(r, c), 1.0);
        }
    SpatialWeights weights(rows * cols, rows * cols);
    weights.setFromTriplets(cells.begin(), cells.end());
    return weights;
}

SpatialWeights scattered_weights(Random& random, Index n, double density) {
    Eigen::MatrixXd dense = Eigen::MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j)
            if (i != j && random.uniform() < density) dense(i, j) = random.uniform(0.1, 2.0);
    return dense.sparseView();
}

/// Mean and variance of a statistic over every order of the values.
template <class Statistic>
std::pair<double, double> over_all_orders(Eigen::VectorXd values, const Statistic& statistic) {
    std::sort(values.begin(), values.end());
    double count = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    do {
        const double value = statistic(values);
        count += 1.0;
        sum += value;
        squares += value * value;
    } while (std::next_permutation(values.begin(), values.end()));
    const double mean = sum / count;
    return {mean, squares / count - mean * mean};
}

const association::AssociationOptions no_permutations{.permutations = 0};

} // namespace

TEST_CASE("moran: 3 x 3 lattice") {
    const Eigen::VectorXd y = Eigen::VectorXd::LinSpaced(9, 1.0, 9.0);
    const auto result = association::moran(y, rook(3, 3));
    CHECK(result.statistic == doctest::Approx(0.5).epsilon(1e-15));
    CHECK(result.expectation == -0.125);
    // esda 2.6, tests/test_moran.py, test_variance (lat2W(3, 3), "B")
    CHECK(result.randomisation.variance == doctest::Approx(0.059687500000000004).epsilon(1e-14));
    CHECK(result.normality.variance == doctest::Approx(0.053125000000000006).epsilon(1e-14));
}

TEST_CASE("moran and geary: crime in Columbus") {
    const SpatialWeights weights = association::row_standardised(columbus::borders());
    const auto result = association::moran(columbus::crime(), weights, {.tail = Tail::greater});
    // spdep, moran.test(columbus$CRIME, nb2listw(queen)): 0.500188557 -0.020833333 0.008689289, z 5.5894, p 1.139e-08;
    // esda: 0.5001885571828611
    CHECK(result.statistic == doctest::Approx(0.5001885571828611).epsilon(1e-13));
    CHECK(result.expectation == doctest::Approx(-0.020833333).epsilon(1e-7));
    CHECK(std::abs(result.randomisation.variance - 0.008689289) < 1e-9);
    CHECK(std::abs(result.randomisation.z - 5.5894) < 5e-5);
    CHECK(std::abs(result.randomisation.p - 1.139e-8) < 1e-11);
    CHECK(result.permutation.p == 0.001);
    CHECK(std::abs(result.permutation.z - result.randomisation.z) < 0.5);
    CHECK(result.findings.empty());
    const auto geary = association::geary(columbus::crime(), weights, {.tail = Tail::less});
    CHECK(geary.statistic < 0.6);
    CHECK(geary.permutation.p == 0.001);
}

TEST_CASE("getis-ord: six points of the PySAL manual") {
    // esda, getisord.G: points (10,10) (20,10) (40,10) (15,20) (30,20) (30,30), neighbours within 15.
    const std::vector<std::pair<double, double>> points{{10, 10}, {20, 10}, {40, 10}, {15, 20}, {30, 20}, {30, 30}};
    Eigen::MatrixXd dense = Eigen::MatrixXd::Zero(6, 6);
    for (int i = 0; i < 6; ++i)
        for (int j = 0; j < 6; ++j) {
            if (i != j && std::hypot(points[i].first - points[j].first, points[i].second - points[j].second) <= 15.0)
                dense(i, j) = 1.0;
        }
    Eigen::VectorXd y(6);
    y << 2, 3, 3.2, 5, 8, 7;
    const auto result = association::getis_ord(y, dense.sparseView(), {.tail = Tail::greater});
    CHECK(std::abs(result.statistic - 0.55709779) < 1e-8);
    CHECK(std::abs(result.randomisation.p - 0.172936) < 1e-6);
}

TEST_CASE("moments: equal to those over every order of the values") {
    for (std::uint64_t seed = 0; seed < 25; ++seed) {
        Random random(seed);
        const Index n = 4 + random.index(3);
        const SpatialWeights weights = scattered_weights(random, n, 0.5);
        if (weights.sum() == 0.0) continue;
        Eigen::VectorXd values(n);
        for (auto& value : values) value = random.gamma(2.0);
        const auto moran = association::moran(values, weights, no_permutations);
        const auto geary = association::geary(values, weights, no_permutations);
        const auto general = association::getis_ord(values, weights, no_permutations);
        const auto [moran_mean, moran_variance] = over_all_orders(values, [&](const Eigen::VectorXd& x) {
            return association::moran(x, weights, no_permutations).statistic;
        });
        CHECK(moran_mean == doctest::Approx(moran.expectation).epsilon(1e-10));
        CHECK(std::abs(moran_variance - moran.randomisation.variance) < 1e-10 * (1.0 + moran_variance));
        const auto [geary_mean, geary_variance] = over_all_orders(values, [&](const Eigen::VectorXd& x) {
            return association::geary(x, weights, no_permutations).statistic;
        });
        CHECK(geary_mean == doctest::Approx(1.0).epsilon(1e-10));
        CHECK(std::abs(geary_variance - geary.randomisation.variance) < 1e-10 * (1.0 + geary_variance));
        const auto [mean, variance] = over_all_orders(values, [&](const Eigen::VectorXd& x) {
            return association::getis_ord(x, weights, no_permutations).statistic;
        });
        CHECK(mean == doctest::Approx(general.expectation).epsilon(1e-10));
        CHECK(std::abs(variance - general.randomisation.variance) < 1e-10 * (1.0 + variance));
    }
}

TEST_CASE("moments: variance under normality, by simulation") {
    Random random(8);
    const SpatialWeights weights = association::row_standardised(rook(4, 5));
    double moran_sum = 0.0;
    double geary_sum = 0.0;
    const int draws = 20000;
    association::SpatialAssociation moran;
    association::SpatialAssociation geary;
    Eigen::VectorXd values(20);
    for (int k = 0; k < draws; ++k) {
        for (auto& value : values) value = random.normal();
        moran = association::moran(values, weights, no_permutations);
        geary = association::geary(values, weights, no_permutations);
        moran_sum += std::pow(moran.statistic - moran.expectation, 2);
        geary_sum += std::pow(geary.statistic - 1.0, 2);
    }
    CHECK(moran_sum / draws == doctest::Approx(moran.normality.variance).epsilon(0.04));
    CHECK(geary_sum / draws == doctest::Approx(geary.normality.variance).epsilon(0.04));
}

TEST_CASE("permutations: seeded, whatever the threads, and near the exact moments") {
    Random random(9);
    const SpatialWeights weights = scattered_weights(random, 40, 0.1);
    Eigen::VectorXd values(40);
    for (auto& value : values) value = random.gamma(1.0);
    for (const auto tail : {Tail::two_sided, Tail::greater, Tail::less}) {
        const auto one =
            association::moran(values, weights, {.permutations = 1999, .seed = 5, .tail = tail, .threads = 1});
        const auto four =
            association::moran(values, weights, {.permutations = 1999, .seed = 5, .tail = tail, .threads = 4});
        CHECK(one.permutation.p == four.permutation.p);
        CHECK(one.permutation.variance == four.permutation.variance);
        CHECK(one.permutation.variance == doctest::Approx(one.randomisation.variance).epsilon(0.15));
        CHECK(one.permutation.p == doctest::Approx(one.randomisation.p).epsilon(0.3).scale(0.2));
    }
}

TEST_CASE("spatial association: the unit and level of the values do not matter") {
    Random random(10);
    const SpatialWeights weights = scattered_weights(random, 15, 0.3);
    Eigen::VectorXd values(15);
    for (auto& value : values) value = random.uniform(1.0, 2.0);
    const double plain = association::moran(values, weights, no_permutations).statistic;
    for (const double factor : {1e-300, 1e-9, 1e9, 1e300})
        CHECK(association::moran(values * factor, weights, no_permutations).statistic ==
              doctest::Approx(plain).epsilon(1e-12));
    const Eigen::VectorXd high = values.array() + 1e9;
    CHECK(association::moran(high, weights, no_permutations).statistic == doctest::Approx(plain).epsilon(1e-5));
    CHECK(association::getis_ord(values * 1e300, weights, no_permutations).statistic ==
          doctest::Approx(association::getis_ord(values, weights, no_permutations).statistic));
}

TEST_CASE("spatial association: degenerate input has a documented answer") {
    const SpatialWeights weights = rook(2, 3);
    for (const double level : {0.0, 0.1, 7.0}) {
        const Eigen::VectorXd flat = Eigen::VectorXd::Constant(6, level);
        const auto moran = association::moran(flat, weights);
        CHECK(moran.statistic == moran.expectation);
        CHECK(moran.randomisation.p == 1.0);
        CHECK(moran.permutation.p == 1.0);
        REQUIRE(moran.findings.size() == 1);
        CHECK(moran.findings[0].text == "the values do not vary; the statistic is given as its expectation");
        CHECK(association::geary(flat, weights).statistic == 1.0);
        CHECK(association::getis_ord(flat, weights).findings.size() == 1);
    }
    const SpatialWeights nothing(6, 6);
    const Eigen::VectorXd y = Eigen::VectorXd::LinSpaced(6, 0.0, 5.0);
    CHECK(association::moran(y, nothing).findings[0].text ==
          "no place has a neighbour; the statistic is given as its expectation");
    CHECK(association::getis_ord(y, nothing).statistic == 0.0);
    CHECK(association::moran(Eigen::VectorXd(0), SpatialWeights(0, 0)).statistic == 0.0);
    CHECK(association::moran(Eigen::VectorXd::Ones(1), SpatialWeights(1, 1)).statistic == 0.0);
    CHECK(association::getis_ord(Eigen::VectorXd::Unit(6, 2), weights).findings.size() == 1);
    for (Index n = 2; n <= 3; ++n) { // too few places for the randomisation variance
        const auto small = association::moran(Eigen::VectorXd::LinSpaced(n, 0.0, 1.0), rook(1, static_cast<int>(n)));
        CHECK(small.randomisation.variance == 0.0);
        CHECK(small.randomisation.p == 1.0);
        CHECK(std::isfinite(small.statistic));
    }
    SpatialWeights one_island = rook(1, 3);
    one_island.conservativeResize(4, 4);
    CHECK(association::moran(Eigen::Vector4d(1, 2, 3, 4), one_island).findings[0].text ==
          "1 places have no neighbours");
}

TEST_CASE("spatial association: bad calls") {
    SpatialWeights weights = rook(1, 3);
    CHECK_THROWS_WITH_AS(association::moran(Eigen::Vector2d(1, 2), weights), "weights: is 3 x 3 where 2 x 2 is needed",
                         bad_shape);
    CHECK_THROWS_AS(association::moran(Eigen::Vector3d(1, 2, std::nan("")), weights), bad_value);
    CHECK_THROWS_WITH_AS(association::getis_ord(Eigen::Vector3d(1, -2, 3), weights), "values[1]: -2 is not in [0, inf]",
                         bad_value);
    weights.coeffRef(0, 1) = -1.0;
    CHECK_THROWS_WITH_AS(association::geary(Eigen::Vector3d(1, 2, 3), weights), "weights[0,1]: -1 is not in [0, inf]",
                         bad_value);
    weights.coeffRef(0, 1) = 1.0;
    weights.coeffRef(2, 2) = 1.0;
    CHECK_THROWS_WITH_AS(association::moran(Eigen::Vector3d(1, 2, 3), weights),
                         "weights[2,2]: a place is not its own neighbour; set it to 0", bad_value);
    weights.coeffRef(2, 2) = 0.0;
    weights.prune(0.0);
    const association::AssociationOptions fewer_than_none{.permutations = -1};
    for (const auto measure : {0, 1})
        CHECK_THROWS_WITH_AS(measure == 0 ? association::moran(Eigen::Vector3d(1, 2, 3), weights, fewer_than_none)
                                          : association::geary(Eigen::Vector3d(1, 2, 3), weights, fewer_than_none),
                             "permutations: -1 is not in [0, 1e+09]", bad_value);
}

TEST_CASE("row standardised: rows add up to 1, empty rows stay empty") {
    SpatialWeights weights = rook(2, 2);
    weights.conservativeResize(5, 5);
    const Eigen::VectorXd sums = association::row_standardised(weights) * Eigen::VectorXd::Ones(5);
    Eigen::VectorXd wanted = Eigen::VectorXd::Ones(5);
    wanted[4] = 0.0;
    CHECK(sums == wanted);
}
