#include "corewing/association/local_association.hpp"
#include "corewing/base/random.hpp"

#include "scoring/columbus.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

using corewing::Index;

namespace association = corewing::association;
using association::LocalAssociation;
using association::LocalCluster;
using association::SpatialWeights;
using association::Tail;
using corewing::base::bad_value;
using corewing::base::Random;

namespace {

SpatialWeights random_weights(Random& random, Index n, double density, bool diagonal = false) {
    Eigen::MatrixXd dense = Eigen::MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j) {
            if (i != j && random.uniform() < density) dense(i, j) = random.uniform(0.1, 2.0);
            if (i == j && diagonal) dense(i, i) = 1.0;
        }
    return dense.sparseView();
}

/// The six points of the PySAL manual (getisord), neighbours within 15.
SpatialWeights six_points(double diagonal) {
    const std::vector<std::pair<double, double>> points{{10, 10}, {20, 10}, {40, 10}, {15, 20}, {30, 20}, {30, 30}};
    Eigen::MatrixXd dense = Eigen::MatrixXd::Zero(6, 6);
    for (int i = 0; i < 6; ++i)
        for (int j = 0; j < 6; ++j) {
            if (i == j)
                dense(i, j) = diagonal;
            else if (std::hypot(points[i].first - points[j].first, points[i].second - points[j].second) <= 15.0)
                dense(i, j) = 1.0;
        }
    return dense.sparseView();
}

/// Exact conditional distribution of statistic i: every order of the other values.
std::vector<double> every_neighbourhood(const Eigen::VectorXd& values, Index i,
                                        const std::function<double(const Eigen::VectorXd&)>& statistic) {
    std::vector<double> others;
    for (Index j = 0; j < values.size(); ++j)
        if (j != i) others.push_back(values[j]);
    std::sort(others.begin(), others.end());
    std::vector<double> result;
    do {
        Eigen::VectorXd map(values.size());
        Index next = 0;
        for (Index j = 0; j < values.size(); ++j) map[j] = j == i ? values[i] : others[next++];
        result.push_back(statistic(map));
    } while (std::next_permutation(others.begin(), others.end()));
    return result;
}

using Local = std::function<LocalAssociation(const Eigen::VectorXd&, const SpatialWeights&,
                                             const association::LocalAssociationOptions&)>;

} // namespace

TEST_CASE("local moran: adds up to the global one") {
    const SpatialWeights weights = association::row_standardised(columbus::borders());
    const auto local = association::local_moran(columbus::crime(), weights, {.permutations = 99});
    // spdep: sum(localmoran(columbus$CRIME, queen)[, "Ii"]) / Szero = 0.5001886
    CHECK(local.statistic.sum() / 49.0 == doctest::Approx(0.5001885571828611).epsilon(1e-12));
    CHECK(local.islands.empty());
    const auto geary = association::local_geary(columbus::crime(), weights, {.permutations = 99});
    CHECK(
        geary.statistic.sum() * 48.0 / (2.0 * 49.0 * 49.0) ==
        doctest::Approx(association::geary(columbus::crime(), weights, {.permutations = 0}).statistic).epsilon(1e-12));
}

TEST_CASE("local moran: DeSmith's ten places by hand") {
    // desmith.gal and desmith.txt of PySAL; z_sim[0] of esda's test is a simulated value near ours.
    const std::vector<std::vector<int>> borders{{1, 3}, {0, 4}, {3, 6},    {0, 2, 4, 7}, {1, 3, 5, 8},
                                                {4, 9}, {2, 7}, {3, 6, 8}, {4, 7, 9},    {5, 8}};
    Eigen::VectorXd z(10);
    z << 2.24, 3.10, 4.55, -5.15, -4.39, 0.46, 5.54, 9.02, -2.09, -3.06;
    Eigen::MatrixXd dense = Eigen::MatrixXd::Zero(10, 10);
    for (Index i = 0; i < 10; ++i)
        for (const int j : borders[i]) dense(i, j) = 1.0;
    const SpatialWeights weights = association::row_standardised(dense.sparseView());
    const auto local = association::local_moran(z, weights, {.permutations = 9999});
    const double mean = z.mean();
    const double m2 = (z.array() - mean).square().mean();
    CHECK(local.statistic[0] == doctest::Approx((2.24 - mean) * ((3.10 - 5.15) / 2.0 - mean) / m2).epsilon(1e-13));
    CHECK(local.statistic[8] ==
          doctest::Approx((-2.09 - mean) * ((-4.39 + 9.02 - 3.06) / 3.0 - mean) / m2).epsilon(1e-13));
    // esda, tests/test_moran.py, TestMoranLocal.test_defaults: z_sim[0] = -0.699 from 99 permutations
    CHECK(std::abs(local.z[0] - -0.6990291160835514) < 0.15);
    CHECK(local.cluster[0] == LocalCluster::high_low);
    CHECK(local.cluster[6] == LocalCluster::high_high);
    CHECK(local.cluster[9] == LocalCluster::low_low);
    CHECK(name(local.cluster[0]) == "high-low");
}

TEST_CASE("local getis-ord: the six points of the PySAL manual") {
    Eigen::VectorXd y(6);
    y << 2, 3, 3.2, 5, 8, 7;
    Eigen::VectorXd plain(6);
    plain << -1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941; // esda, G_Local, "B"
    Eigen::VectorXd star(6);
    star << -1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331; // the same with star=True
    const auto local = association::local_getis_ord(y, six_points(0.0));
    CHECK((local.z - plain).cwiseAbs().maxCoeff() < 1e-8);
    CHECK(local.statistic[0] == doctest::Approx((3.0 + 5.0) / (3.0 + 3.2 + 5.0 + 8.0 + 7.0)));
    CHECK(local.cluster[5] == LocalCluster::high_high);
    const auto with_itself = association::local_getis_ord_star(y, six_points(1.0));
    CHECK((with_itself.z - star).cwiseAbs().maxCoeff() < 1e-8);
    CHECK(with_itself.statistic[0] == doctest::Approx((2.0 + 3.0 + 5.0) / 28.2));
}

TEST_CASE("local moments and p-values: against every neighbourhood there is") {
    const std::vector<Local> measures{
        [](const auto& x, const auto& w, const auto& o) { return association::local_moran(x, w, o); },
        [](const auto& x, const auto& w, const auto& o) { return association::local_geary(x, w, o); },
        [](const auto& x, const auto& w, const auto& o) { return association::local_getis_ord(x, w, o); }};
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        Random random(seed);
        const Index n = 6;
        const SpatialWeights weights = random_weights(random, n, 0.5);
        Eigen::VectorXd values(n);
        for (auto& value : values) value = random.gamma(2.0);
        for (const Local& measure : measures)
            for (const Tail tail : {Tail::greater, Tail::less}) {
                const auto local = measure(values, weights, {.permutations = 3999, .seed = seed, .tail = tail});
                for (Index i = 0; i < n; ++i) {
                    const auto all = every_neighbourhood(values, i, [&](const Eigen::VectorXd& x) {
                        return measure(x, weights, {.permutations = 1}).statistic[i];
                    });
                    double mean = 0.0;
                    double squares = 0.0;
                    double extreme = 0.0;
                    for (const double value : all) {
                        mean += value;
                        squares += value * value;
                        const double beyond = value - local.statistic[i];
                        extreme += (tail == Tail::greater ? beyond : -beyond) >= -1e-9 ? 1.0 : 0.0;
                    }
                    const auto count = static_cast<double>(all.size());
                    mean /= count;
                    CHECK(local.expectation[i] == doctest::Approx(mean).epsilon(1e-9).scale(0.01));
                    CHECK(std::abs(local.variance[i] - (squares / count - mean * mean)) <
                          1e-10 * (1.0 + squares / count));
                    if (local.variance[i] > 0.0) CHECK(std::abs(local.p[i] - extreme / count) < 0.045);
                }
            }
    }
}

TEST_CASE("local moran: many neighbours and few draw alike") {
    // 40 neighbours of 49 others go through the shuffle, 20 through redrawing; both must give the exact moments.
    Random random(12);
    for (const double density : {0.4, 0.8}) {
        const SpatialWeights weights = random_weights(random, 50, density);
        Eigen::VectorXd values(50);
        for (auto& value : values) value = random.gamma(1.0);
        const auto local =
            association::local_moran(values, weights, {.permutations = 4999, .seed = 3, .tail = Tail::greater});
        for (Index i = 0; i < 50; ++i) {
            const double normal = 0.5 * std::erfc(local.z[i] / std::sqrt(2.0));
            CHECK(std::abs(local.p[i] - normal) < 0.06);
        }
    }
}

TEST_CASE("local association: the same whatever the threads, another with another seed") {
    Random random(13);
    const SpatialWeights weights = random_weights(random, 300, 0.02);
    Eigen::VectorXd values(300);
    for (auto& value : values) value = random.normal();
    const auto one = association::local_moran(values, weights, {.permutations = 199, .seed = 4, .threads = 1});
    const auto three = association::local_moran(values, weights, {.permutations = 199, .seed = 4, .threads = 3});
    const auto other = association::local_moran(values, weights, {.permutations = 199, .seed = 5, .threads = 3});
    CHECK(one.p == three.p);
    CHECK(one.significant == three.significant);
    CHECK(one.p != other.p);
}

TEST_CASE("local moran: p-values are uniform where there is no pattern, and a planted cluster is found") {
    Random random(14);
    const int side = 20;
    std::vector<Eigen::Triplet<double>> cells;
    for (int r = 0; r < side; ++r)
        for (int c = 0; c < side; ++c)
            for (const auto& [dr, dc] : {std::pair{0, 1}, std::pair{1, 0}, std::pair{0, -1}, std::pair{-1, 0}})
                if (r + dr >= 0 && r + dr < side && c + dc >= 0 && c + dc < side)
                    cells.emplace_back(r * side + c, (r + dr) * side + c + dc, 1.0);
    SpatialWeights weights(side * side, side * side);
    weights.setFromTriplets(cells.begin(), cells.end());
    Eigen::VectorXd values(side * side);
    for (auto& value : values) value = random.normal();
    const auto chance = association::local_moran(values, weights, {.permutations = 999});
    CHECK((chance.p.array() <= 0.05).cast<double>().mean() == doctest::Approx(0.05).epsilon(0.8));
    CHECK(std::count(chance.significant.begin(), chance.significant.end(), 1) <= 2);
    for (int r = 5; r < 9; ++r)
        for (int c = 5; c < 9; ++c) values[r * side + c] += 6.0;
    const auto planted = association::local_moran(values, weights, {.permutations = 9999});
    for (int r = 6; r < 8; ++r)
        for (int c = 6; c < 8; ++c) {
            CHECK(planted.significant[r * side + c] == 1);
            CHECK(planted.cluster[r * side + c] == LocalCluster::high_high);
        }
}

TEST_CASE("local association: degenerate input has a documented answer") {
    SpatialWeights weights(4, 4);
    weights.insert(0, 1) = 1.0;
    weights.insert(1, 0) = 1.0;
    const Eigen::Vector4d values(1.0, 2.0, 3.0, 4.0);
    const auto local = association::local_moran(values, weights);
    CHECK(local.islands == std::vector<Index>{2, 3});
    CHECK(local.p[2] == 1.0);
    CHECK(local.cluster[3] == LocalCluster::none);
    CHECK(local.findings[0].text == "2 places have no neighbours");
    for (const double level : {0.0, 0.1, 5.0}) {
        const Eigen::VectorXd flat = Eigen::VectorXd::Constant(4, level);
        for (const auto& result :
             {association::local_moran(flat, weights), association::local_geary(flat, weights),
              association::local_getis_ord(flat, weights), association::local_getis_ord_star(flat, weights)}) {
            CHECK(result.p == Eigen::VectorXd::Ones(4));
            CHECK(result.statistic.allFinite());
            CHECK(result.variance.isZero(1e-25));
            CHECK(result.findings.back().text == "the values do not vary; every statistic is that of chance");
        }
    }
    CHECK(association::local_moran(Eigen::VectorXd(0), SpatialWeights(0, 0)).p.size() == 0);
    CHECK(association::local_geary(Eigen::VectorXd::Ones(1), SpatialWeights(1, 1)).p[0] == 1.0);
    // Everybody is everybody's neighbour: there is nothing left to draw.
    const SpatialWeights full = (Eigen::MatrixXd::Ones(4, 4) - Eigen::MatrixXd::Identity(4, 4)).sparseView();
    const auto complete = association::local_moran(values, full);
    CHECK(complete.variance.isZero(0.0));
    CHECK(complete.p == Eigen::VectorXd::Ones(4));
    CHECK_THROWS_WITH_AS((association::local_moran(values, full, {.permutations = 0})),
                         "permutations: 0 is not in [1, 2147483648]", bad_value);
}
