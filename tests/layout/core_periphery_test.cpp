#include "corewing/base/random.hpp"
#include "corewing/layout/core_periphery.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

using namespace corewing;
using Places = std::vector<Index>;

namespace {

/// Marriages among 15 Florentine families (Padgett 1994, as in networkx 2.8 florentine_families_graph).
const std::vector<std::string> families{"Acciaiuoli", "Medici",   "Castellani", "Peruzzi", "Strozzi",
                                        "Barbadori",  "Ridolfi",  "Tornabuoni", "Albizzi", "Salviati",
                                        "Pazzi",      "Bischeri", "Guadagni",   "Ginori",  "Lamberteschi"};
Eigen::MatrixXd florence() {
    const std::pair<int, int> marriages[] = {{0, 1},  {1, 5},  {1, 6},  {1, 7},  {1, 8},   {1, 9},  {2, 3},
                                             {2, 4},  {2, 5},  {3, 4},  {3, 11}, {4, 6},   {4, 11}, {6, 7},
                                             {7, 12}, {8, 12}, {8, 13}, {9, 10}, {11, 12}, {12, 14}};
    Eigen::MatrixXd w = Eigen::MatrixXd::Zero(15, 15);
    for (const auto& [i, j] : marriages) w(i, j) = w(j, i) = 1.0;
    return w;
}

Eigen::MatrixXd random_linkage(Index n, double density, base::Random& random) {
    Eigen::MatrixXd w = Eigen::MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j)
            if (i != j && random.uniform() < density) w(i, j) = random.exponential();
    return w;
}

/// Correlation straight from its definition.
double plain_fit(Eigen::MatrixXd w, const Places& core, const layout::CorePeripheryOptions& options) {
    if (!options.directed) w = ((w + w.transpose()) / 2.0).eval();
    std::vector<double> x, y;
    for (Index i = 0; i < w.rows(); ++i)
        for (Index j = 0; j < w.rows(); ++j) {
            const bool a = std::find(core.begin(), core.end(), i) != core.end();
            const bool b = std::find(core.begin(), core.end(), j) != core.end();
            if (i == j || (a != b && options.ignore_between)) continue;
            x.push_back(w(i, j));
            y.push_back(a && b ? 1.0 : a ? options.core_to_periphery : b ? options.periphery_to_core : 0.0);
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

layout::CorePeripheryOptions random_options(base::Random& random) {
    layout::CorePeripheryOptions options;
    options.directed = random.uniform() < 0.5;
    options.core_to_periphery = random.uniform() < 0.5 ? 1.0 : random.uniform();
    options.periphery_to_core = options.directed ? random.uniform() : options.core_to_periphery;
    options.ignore_between = random.uniform() < 0.3;
    return options;
}

} // namespace

TEST_CASE("Florentine marriages: the core of each kind of ideal") {
    // The first value: Guadagni, Medici, Strozzi at .3298529396; all by full enumeration of 2^15 cores.
    const struct {
        double between;
        bool ignore_between;
        double fit;
        Places core;
    } cases[] = {
        {1.0, false, 0.32985293957177075, {1, 4, 12}},
        {0.5, false, 0.2906278635175749, {1, 2, 3, 4, 6, 7, 8, 11, 12}},
        {0.0, false, 0.40302996796790796, {2, 3, 4, 11}},
        {1.0, true, 0.4225771273642581, {1, 6, 7}},
    };
    for (const auto& [between, ignore_between, fit, core] : cases) {
        const layout::CorePeripheryOptions options{
            .core_to_periphery = between, .periphery_to_core = between, .ignore_between = ignore_between};
        const auto result = layout::core_periphery(florence(), options);
        CHECK(result.fit == doctest::Approx(fit).epsilon(1e-12));
        CHECK(result.core == core);
        CHECK(result.outcome.status == base::Status::optimal);
        CHECK(result.outcome.gap == 0.0);
        auto searched = options;
        searched.exact_up_to = 0;
        const auto found = layout::core_periphery(florence(), searched);
        CHECK(found.fit == doctest::Approx(fit).epsilon(1e-12));
        CHECK(found.outcome.status == base::Status::feasible);
        CHECK(found.outcome.bound == 1.0);
    }
}

TEST_CASE("exact search is full enumeration, and the search by exchange stays close") {
    base::Random random(31);
    double worst = 0.0;
    int equal = 0;
    constexpr int rounds = 300;
    for (int round = 0; round < rounds; ++round) {
        CAPTURE(round);
        const Index n = 3 + random.index(6);
        const Eigen::MatrixXd w = random_linkage(n, random.uniform(0.2, 1.0), random);
        auto options = random_options(random);
        double best = -2.0;
        for (int mask = 1; mask + 1 < (1 << n); ++mask) {
            Places core;
            for (Index i = 0; i < n; ++i)
                if ((mask >> i) & 1) core.push_back(i);
            best = std::max(best, plain_fit(w, core, options));
        }
        const auto exact = layout::core_periphery(w, options);
        if (exact.core.empty()) continue; // no links were drawn
        worst = std::max({worst, std::abs(exact.fit - best), std::abs(plain_fit(w, exact.core, options) - best)});
        options.exact_up_to = 0;
        const auto searched = layout::core_periphery(w, options);
        CHECK(std::abs(plain_fit(w, searched.core, options) - searched.fit) < 1e-9);
        CHECK(searched.fit <= best + 1e-9);
        if (searched.fit > best - 1e-9) ++equal;
    }
    CHECK(worst < 1e-9);
    CHECK(equal >= rounds * 97 / 100);
}

TEST_CASE("a perfect core is found at any size, and is no chance") {
    Eigen::MatrixXd w = Eigen::MatrixXd::Zero(60, 60);
    for (Index i = 0; i < 60; ++i)
        for (Index j = 0; j < 60; ++j)
            if (i != j && (i % 7 == 0 || j % 7 == 0)) w(i, j) = 3.0;
    const auto result = layout::core_periphery(w);
    CHECK(result.fit == doctest::Approx(1.0));
    CHECK(result.core == Places{0, 7, 14, 21, 28, 35, 42, 49, 56});

    base::Random random(3);
    Eigen::MatrixXd noisy =
        Eigen::MatrixXd::Zero(24, 24); // the inner six are linked more than their number of links says
    for (Index i = 0; i < 24; ++i)
        for (Index j = 0; j < i; ++j)
            noisy(i, j) = noisy(j, i) = random.uniform() < (i < 6 ? 1.0 : j < 6 ? 0.15 : 0.15) ? 1.0 : 0.0;
    const layout::CorePeripheryOptions options{
        .core_to_periphery = 0.0, .periphery_to_core = 0.0, .restarts = 8, .null_draws = 49, .seed = 5};
    const auto tested = layout::core_periphery(noisy, options);
    CHECK(tested.core == Places{0, 1, 2, 3, 4, 5});
    CHECK(tested.p_value <= 0.04);
    CHECK(tested.null_mean < tested.fit);
    CHECK(tested.p_error == doctest::Approx(std::sqrt(tested.p_value * (1.0 - tested.p_value) / 50.0)));
    CHECK(layout::core_periphery(noisy, options).p_value == tested.p_value);
}

TEST_CASE("a random region keeps every number of links and the weights") {
    base::Random random(8);
    for (const bool directed : {false, true}) {
        Eigen::MatrixXd w = random_linkage(12, 0.3, random);
        if (!directed)
            w = (w.triangularView<Eigen::Lower>().toDenseMatrix() +
                 w.triangularView<Eigen::Lower>().toDenseMatrix().transpose())
                    .eval();
        const Eigen::MatrixXd drawn = layout::detail::random_region(w, directed, random);
        CHECK(drawn != w);
        const auto links = [](const Eigen::MatrixXd& m) { return (m.array() != 0.0).cast<double>().matrix().eval(); };
        CHECK(links(drawn).rowwise().sum() == links(w).rowwise().sum());
        CHECK(links(drawn).colwise().sum() == links(w).colwise().sum());
        CHECK(drawn.sum() == doctest::Approx(w.sum()));
        CHECK(drawn.diagonal().isZero());
        if (!directed) CHECK(drawn == drawn.transpose());
    }
}

TEST_CASE("coreness finds the factors of a matrix that has them") {
    Eigen::VectorXd c(6);
    c << 3.0, 2.5, 2.0, 0.5, 0.25, 0.0;
    const Eigen::MatrixXd w = 1e6 * c * c.transpose();
    const auto result = layout::coreness(w);
    CHECK((result.coreness - 1e3 * c).cwiseAbs().maxCoeff() < 1e-6);
    CHECK(result.fit == doctest::Approx(1.0));
    CHECK(result.explained == doctest::Approx(1.0));

    // A stationary point: no small change of one coreness lowers the residuals.
    const Eigen::MatrixXd marriages = florence();
    const auto families_coreness = layout::coreness(marriages);
    const auto residual = [&](const Eigen::VectorXd& v) {
        Eigen::MatrixXd r = marriages - v * v.transpose();
        r.diagonal().setZero();
        return r.squaredNorm();
    };
    CHECK(families_coreness.outcome.objective == doctest::Approx(residual(families_coreness.coreness)));
    for (Index i = 0; i < 15; ++i)
        for (const double step : {-1e-4, 1e-4}) {
            Eigen::VectorXd moved = families_coreness.coreness;
            moved[i] += step;
            CHECK(residual(moved) >= families_coreness.outcome.objective);
        }
    Index top = 0;
    families_coreness.coreness.maxCoeff(&top);
    CHECK(families_coreness.coreness.minCoeff() >= 0.0);
    CHECK(families_coreness.fit > 0.0);
}

TEST_CASE("nothing to divide") {
    for (const auto& w :
         {Eigen::MatrixXd(Eigen::MatrixXd::Constant(5, 5, 2.0)), Eigen::MatrixXd(Eigen::MatrixXd::Zero(4, 4))}) {
        const auto result = layout::core_periphery(w);
        CHECK(result.core.empty());
        CHECK(result.fit == 0.0);
        REQUIRE(result.findings.size() == 1);
        CHECK(result.findings[0].text == "every pair of places is equally linked; there is no core");
    }
    CHECK(layout::core_periphery(Eigen::MatrixXd::Ones(2, 2)).findings[0].text == "fewer than 3 places have no core");
    CHECK(layout::core_periphery(Eigen::MatrixXd(0, 0)).core.empty());
    CHECK(layout::coreness(Eigen::MatrixXd::Zero(3, 3)).coreness.isZero());
    CHECK(layout::coreness(Eigen::MatrixXd(0, 0)).coreness.size() == 0);
    CHECK(layout::coreness(Eigen::MatrixXd::Ones(2, 2)).coreness.prod() ==
          doctest::Approx(1.0)); // two places: only that
    CHECK_THROWS_WITH_AS(layout::core_periphery(Eigen::MatrixXd::Ones(2, 3)), "linkage: is 2 x 3 where 2 x 2 is needed",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(
        layout::core_periphery(florence(), {.core_to_periphery = 0.5}),
        "core_to_periphery and periphery_to_core: differ, but the linkage is not directed; set directed",
        base::bad_value);
}

TEST_CASE("a level that all pairs share changes nothing") {
    for (const double level : {0.0, 1e4, 1e6, 1e9}) {
        CAPTURE(level);
        Eigen::MatrixXd w = Eigen::MatrixXd::Constant(6, 6, level);
        for (int i = 0; i < 6; ++i)
            if (i != 2) w(2, i) += 1, w(i, 2) += 1;
        const auto c = corewing::layout::core_periphery(w);
        CHECK(c.core == std::vector<corewing::Index>{2});
        CHECK(c.fit == doctest::Approx(1.0).epsilon(1e-6));
        CHECK(c.findings.empty());
        const auto search = corewing::layout::core_periphery(w, {.exact_up_to = 0});
        CHECK(search.core == std::vector<corewing::Index>{2});
        if (level < 1e9) CHECK(corewing::layout::coreness(w).fit == doctest::Approx(1.0).epsilon(1e-3));
    }
    Eigen::MatrixXd same = Eigen::MatrixXd::Constant(4, 4, 0.3);
    same(0, 1) = same(1, 0) = 0.1 + 0.2;
    const auto none = corewing::layout::core_periphery(same);
    CHECK(none.core.empty());
    CHECK(none.findings.size() == 1);
}
