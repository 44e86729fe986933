#include "corewing/base/random.hpp"
#include "corewing/layout/fit.hpp"

#include "support/skipped_pairs.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

using namespace corewing;
using layout::fit;
using model::Role;
using model::Roles;

namespace {

Eigen::MatrixXd random_linkage(Index n, base::Random& random, double density = 1.0) {
    Eigen::MatrixXd w = Eigen::MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j)
            if (i != j && random.uniform() < density) w(i, j) = random.exponential();
    return w;
}

Roles random_roles(Index n, base::Random& random) {
    Roles roles(n);
    for (auto& role : roles) role = model::all_roles[random.index(4)];
    return roles;
}

layout::Pattern random_pattern(base::Random& random, bool alike) {
    layout::Pattern pattern = layout::one_core_two_wings(2);
    for (Index r = 0; r < 4; ++r)
        for (Index s = 0; s <= r; ++s) pattern.image(r, s) = pattern.image(s, r) = random.uniform();
    if (alike) pattern.image.bottomRightCorner<2, 2>().setConstant(random.uniform());
    return pattern;
}

/// Pearson correlation straight from its definition, skipped pairs at the average of their places.
double plain_fit(const Eigen::MatrixXd& given, const Roles& roles, const layout::Image& image, bool directed,
                 const std::vector<layout::PlacePair>& skip) {
    const Eigen::MatrixXd linkage = test::with_averages(given, skip);
    std::vector<double> x, y;
    for (Index i = 0; i < linkage.rows(); ++i)
        for (Index j = 0; j < linkage.rows(); ++j) {
            if (i == j || (!directed && j < i)) continue;
            x.push_back(directed ? linkage(i, j) : (linkage(i, j) + linkage(j, i)) / 2.0);
            y.push_back(image(base::position(roles[i]), base::position(roles[j])));
        }
    const auto count = static_cast<double>(x.size());
    double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
    for (Index k = 0; k < std::ssize(x); ++k) mx += x[k] / count, my += y[k] / count;
    for (Index k = 0; k < std::ssize(x); ++k) {
        xx += (x[k] - mx) * (x[k] - mx);
        yy += (y[k] - my) * (y[k] - my);
        xy += (x[k] - mx) * (y[k] - my);
    }
    return xx > 1e-12 && yy > 1e-12 ? xy / std::sqrt(xx * yy) : 0.0;
}

/// 6 places: 0 is core, 1 and 2 wings, 3 and 4 points, 5 stands apart; linkage equal to the pattern.
const Roles small_roles{Role::core, Role::wing, Role::wing, Role::point, Role::point, Role::other};
Eigen::MatrixXd pattern_matrix(const Roles& roles, const layout::Pattern& pattern) {
    const Index n = std::ssize(roles);
    Eigen::MatrixXd w = Eigen::MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j)
            if (i != j)
                w(i, j) = pattern.wanted(roles[i], roles[j]);
    return w;
}

} // namespace

TEST_CASE("a region linked exactly as the pattern asks fits with 1") {
    const auto pattern = layout::one_core_two_wings(2);
    const Eigen::MatrixXd w = 7.0 * pattern_matrix(small_roles, pattern).array() + 2.0;
    const auto result = fit(w, small_roles, pattern);
    CHECK(result.fit == doctest::Approx(1.0).epsilon(1e-12));
    CHECK(result.slope == doctest::Approx(7.0));
    CHECK(result.base == doctest::Approx(2.0));
    CHECK(result.mean_linkage(0, 1) == doctest::Approx(9.0));
    CHECK(result.mean_linkage(2, 0) == doctest::Approx(6.2));
    CHECK(result.mean_linkage(0, 0) == 0.0); // one core: no pair
    CHECK(result.pairs(0, 1) == 2.0);
    CHECK(result.pairs(1, 1) == 2.0); // ordered
    CHECK(result.pairs.sum() == 30.0);
    CHECK(result.findings.empty());
    // 6!/(1! 2! 2! 1!) = 180 layouts, one of them this one.
    CHECK(result.p_value < 0.03);
    CHECK(result.p_value >= 0.001);
    CHECK(result.p_error == doctest::Approx(std::sqrt(result.p_value * (1.0 - result.p_value) / 1000.0)));
}

TEST_CASE("fit is the plain correlation, dense and sparse, directed or not, with pairs left out") {
    base::Random random(11);
    double worst = 0.0;
    for (int round = 0; round < 400; ++round) {
        const Index n = 3 + random.index(9);
        const Eigen::MatrixXd w = random_linkage(n, random, random.uniform(0.2, 1.0));
        const Roles roles = random_roles(n, random);
        const auto pattern = random_pattern(random, round % 2 == 0);
        layout::FitOptions options{.directed = round % 3 == 0, .permutations = 0};
        for (Index k = random.index(4); k > 0; --k) {
            const Index i = random.index(n);
            const Index j = random.index(n);
            if (i != j) options.skip.push_back({i, j});
        }
        const double plain = plain_fit(w, roles, pattern.image, options.directed, options.skip);
        const auto dense = fit(w, roles, pattern, options);
        const auto sparse = fit(Eigen::SparseMatrix<double>(w.sparseView()), roles, pattern, options);
        worst = std::max({worst, std::abs(dense.fit - plain), std::abs(sparse.fit - plain)});
        CHECK(sparse.mean_linkage.isApprox(dense.mean_linkage, 1e-12));
        CHECK(sparse.pairs == dense.pairs);
    }
    CHECK(worst < 1e-12);
}

TEST_CASE("a layout gains nothing by hiding pairs") {
    const auto pattern = layout::one_core_two_wings(2);
    const std::vector<layout::PlacePair> skip{{0, 5}, {1, 2}, {3, 4}};
    const auto symmetric = [](Eigen::MatrixXd w) -> Eigen::MatrixXd { return (w + w.transpose()) / 2.0; };
    // Where every known pair is alike, no layout is better than another, whatever it hides.
    Roles every = small_roles;
    std::sort(every.begin(), every.end());
    do CHECK(fit(Eigen::MatrixXd::Constant(6, 6, 0.3), every, pattern, {.skip = skip}).fit == 0.0);
    while (std::next_permutation(every.begin(), every.end()));
    // What stands at a skipped pair tells nothing, and a pair that is known to be average may as well be skipped.
    base::Random random(8);
    for (int round = 0; round < 50; ++round) {
        Eigen::MatrixXd w = symmetric(random_linkage(6, random));
        const Roles roles = random_roles(6, random);
        const auto hidden = fit(w, roles, pattern, {.skip = skip, .permutations = 0});
        for (const auto& [i, j] : skip) w(i, j) = w(j, i) = 1000.0 * random.uniform();
        CHECK(fit(w, roles, pattern, {.skip = skip, .permutations = 0}).fit == hidden.fit);
        const auto known = fit(test::with_averages(w, skip), roles, pattern, {.permutations = 0});
        CHECK(known.fit == doctest::Approx(hidden.fit).epsilon(1e-12));
        CHECK(hidden.pairs.sum() == 24.0);
        for (const auto* list : {&hidden.stronger, &hidden.weaker})
            for (const auto& link : *list) CHECK_FALSE(test::is_skipped(skip, link.from, link.to));
    }
}

TEST_CASE("the p-value is the share of random layouts that fit at least as well") {
    base::Random random(5);
    const Eigen::MatrixXd w = random_linkage(6, random);
    const Roles roles{Role::wing, Role::core, Role::point, Role::wing, Role::other, Role::point};
    for (const bool alike : {true, false}) {
        const auto pattern = random_pattern(random, alike);
        const double observed = plain_fit(w, roles, pattern.image, false, {});
        Roles every = roles;
        std::sort(every.begin(), every.end());
        double good = 0.0, all = 0.0;
        do {
            all += 1.0;
            if (plain_fit(w, every, pattern.image, false, {}) >= observed - 1e-12) good += 1.0;
        } while (std::next_permutation(every.begin(), every.end()));
        CHECK(all == 180.0);
        const auto result = fit(w, roles, pattern, {.permutations = 9999, .seed = 3});
        CHECK(std::abs(result.p_value - good / all) < 4.0 * result.p_error + 1e-4);
        const auto sparse =
            fit(Eigen::SparseMatrix<double>(w.sparseView()), roles, pattern, {.permutations = 9999, .seed = 3});
        CHECK(sparse.p_value == result.p_value);
        CHECK(fit(w, roles, pattern, {.permutations = 9999, .seed = 3}).p_value == result.p_value);
        CHECK(fit(w, roles, pattern, {.permutations = 9999, .seed = 4}).p_value != result.p_value);
    }
}

TEST_CASE("the links that break the pattern most are named") {
    const auto pattern = layout::one_core_two_wings(2);
    Eigen::MatrixXd w = 10.0 * pattern_matrix(small_roles, pattern);
    w(4, 5) = w(5, 4) = 9.0; // a point tied to an outsider
    w(0, 2) = w(2, 0) = 1.0; // a wing that hardly knows the core
    for (const bool sparse : {false, true}) {
        const auto result = sparse ? fit(Eigen::SparseMatrix<double>(w.sparseView()), small_roles, pattern)
                                   : fit(w, small_roles, pattern, {.breaks = 3});
        REQUIRE(!result.stronger.empty());
        REQUIRE(!result.weaker.empty());
        CHECK(result.stronger.front().from == 4);
        CHECK(result.stronger.front().to == 5);
        CHECK(result.stronger.front().linkage == 9.0);
        CHECK(result.stronger.front().expected == doctest::Approx(result.base));
        CHECK(result.weaker.front().from == 0);
        CHECK(result.weaker.front().to == 2);
        for (Index k = 1; k < std::ssize(result.weaker); ++k) {
            const auto& a = result.weaker[k - 1];
            const auto& b = result.weaker[k];
            CHECK(a.linkage - a.expected <= b.linkage - b.expected);
        }
        if (!sparse) CHECK(result.stronger.size() == 3);
    }
}

TEST_CASE("directed fit reads the image as from, to") {
    layout::Pattern pattern = layout::one_core_two_wings(2);
    pattern.image(0, 2) = 0.0; // points send to the core and get nothing back
    Eigen::MatrixXd w = pattern_matrix(small_roles, pattern);
    const auto result = fit(w, small_roles, pattern, {.directed = true});
    CHECK(result.fit == doctest::Approx(1.0));
    CHECK(result.mean_linkage(2, 0) == doctest::Approx(0.6));
    CHECK(result.mean_linkage(0, 2) == 0.0);
    CHECK_THROWS_AS(fit(w, small_roles, pattern), base::bad_value); // undirected wants a symmetric image
}

TEST_CASE("without differences the fit is 0 and says why") {
    const auto pattern = layout::one_core_two_wings(2);
    const auto flat = fit(Eigen::MatrixXd::Constant(6, 6, 0.1), small_roles, pattern);
    CHECK(flat.fit == 0.0);
    CHECK(flat.p_value == 1.0);
    REQUIRE(flat.findings.size() == 1);
    CHECK(flat.findings[0].text == "every pair of places is equally linked; the fit is set to 0");
    CHECK(flat.stronger.empty());

    base::Random random(1);
    const auto nobody = fit(random_linkage(6, random), Roles(6, Role::other), pattern);
    CHECK(nobody.fit == 0.0);
    CHECK(nobody.p_value == 1.0);
    REQUIRE(nobody.findings.size() == 4); // three counts that differ, and the pattern without differences
    CHECK(nobody.findings[0].text == "the layout has 0 places as core where the pattern has 1");
    CHECK(nobody.findings[3].text == "the pattern asks the same of every pair of places; the fit is set to 0");

    const auto single = fit(Eigen::MatrixXd::Zero(1, 1), {Role::core}, layout::hub_and_spoke(0));
    REQUIRE(single.findings.size() == 1);
    CHECK(single.findings[0].text == "there is no pair of places to measure; the fit is set to 0");
    CHECK(fit(Eigen::MatrixXd(0, 0), {}, layout::hub_and_spoke(0)).fit == 0.0);
    CHECK(fit(Eigen::SparseMatrix<double>(6, 6), small_roles, pattern).fit == 0.0);
}

TEST_CASE("bad calls are refused") {
    const auto pattern = layout::one_core_two_wings(2);
    Eigen::MatrixXd w = Eigen::MatrixXd::Ones(6, 6);
    CHECK_THROWS_WITH_AS(fit(Eigen::MatrixXd(6, 5), small_roles, pattern), "linkage: is 6 x 5 where 6 x 6 is needed",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(fit(w, Roles(5), pattern), "roles: has 5 entries where 6 are needed", base::bad_shape);
    CHECK_THROWS_WITH_AS(fit(w, small_roles, pattern, {.skip = {{0, 1}, {2, 6}}}),
                         "skip[1]: places 2 and 6 are no pair among 6 places", base::bad_value);
    CHECK_THROWS_WITH_AS(fit(w, small_roles, pattern, {.permutations = -1}), "permutations: -1 is not in [0, inf]",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(fit(w, small_roles, pattern, {.breaks = -2}), "breaks: -2 is not in [0, inf]",
                         base::bad_value);
    w(3, 4) = -1.0;
    CHECK_THROWS_WITH_AS(fit(w, small_roles, pattern), "linkage[3,4]: -1 is not in [0, inf]", base::bad_value);
    w(3, 4) = std::nan("");
    CHECK_THROWS_WITH_AS(fit(w, small_roles, pattern), "linkage[3,4]: nan is not a finite number", base::bad_value);
    CHECK_THROWS_WITH_AS(fit(Eigen::SparseMatrix<double>(w.sparseView()), small_roles, pattern),
                         "linkage[3,4]: nan is not in [0, inf]", base::bad_value);
}

TEST_CASE("a layout is measured against every layer and against all together") {
    const auto pattern = layout::one_core_two_wings(2);
    base::Random random(2);
    const Eigen::MatrixXd good = 1e6 * pattern_matrix(small_roles, pattern), noise = random_linkage(6, random);
    const std::vector<Eigen::MatrixXd> layers{good, noise, Eigen::MatrixXd::Zero(6, 6)};
    const auto result = layout::layered_fit(layers, Eigen::Vector3d(3.0, 0.0, 1.0), small_roles, pattern);
    CHECK(result.combined.fit == doctest::Approx(1.0));
    REQUIRE(result.layer.size() == 3);
    CHECK(result.layer[0].fit == doctest::Approx(1.0));
    CHECK(result.layer[1].fit < 1.0);
    CHECK(result.layer[2].fit == 0.0);
}
