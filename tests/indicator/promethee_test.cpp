#include "corewing/base/random.hpp"
#include "corewing/indicator/promethee.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using namespace corewing::indicator;

namespace {

double preference(double d, const Preference& f) {
    if (d <= 0) return 0;
    switch (f.shape) {
    case PreferenceShape::usual: return 1;
    case PreferenceShape::u_shape: return d > f.q ? 1 : 0;
    case PreferenceShape::v_shape: return d > f.p ? 1 : d / f.p;
    case PreferenceShape::level: return d > f.p ? 1 : (d > f.q ? .5 : 0);
    case PreferenceShape::linear: return d > f.p ? 1 : (d > f.q ? (d - f.q) / (f.p - f.q) : 0);
    case PreferenceShape::gaussian: return 1 - std::exp(-d * d / (2 * f.p * f.p));
    }
    return 0;
}

} // namespace

TEST_CASE("net flows as published") {
    // Zhao, Peng & Li 2013, Procedia Computer Science 17:181-188.
    Eigen::MatrixXd x(3, 3);
    x << 4, 3, 2, 3, 2, 4, 5, 1, 3;
    const auto p = promethee(x, Eigen::Vector3d(.5, .3, .2));
    CHECK(p.score.isApprox(Eigen::Vector3d(.1, -.3, .2), 1e-12));
    CHECK(p.rank == Eigen::Vector3i(2, 3, 1));
    // JMcDM at 9bd395a, test/mcdm/testpromethee.jl, two digits; there the smaller value is preferred.
    Eigen::MatrixXd y(8, 4);
    y << 42, 35, 43, 51, 89, 72, 92, 85, 14, 85, 17, 40, 57, 60, 45, 80, 48, 32, 43, 40, 71, 45, 60, 85, 69, 40, 72, 55,
        64, 35, 70, 60;
    const std::vector<Preference> shapes = {{PreferenceShape::linear, 49, 100},
                                            {PreferenceShape::v_shape, 0, 98},
                                            {PreferenceShape::linear, 45, 95},
                                            {PreferenceShape::linear, 30, 80}};
    const auto q = promethee(y, Eigen::Vector4d(.25, .35, .22, .18),
                             {.direction = Eigen::VectorXi::Constant(4, -1), .preference = shapes});
    const double net[] = {.07, -.15, -.06, -.05, .10, 0, .03, .06};
    for (int i = 0; i < 8; ++i) CHECK(std::abs(q.score[i] - net[i]) < .005);
}

TEST_CASE("sorting gives what the loop over pairs gives, for every shape") {
    base::Random random(12);
    double worst = 0.0;
    for (int trial = 0; trial < 300; ++trial) {
        const Index n = 2 + random.index(14);
        const Index m = 1 + random.index(4);
        Eigen::MatrixXd x(n, m);
        const bool whole = random.index(2) == 0; // differences that hit q and p exactly
        for (auto& cell : x.reshaped()) cell = whole ? static_cast<double>(random.index(7)) : 5.0 * random.normal();
        Eigen::VectorXd w(m);
        std::vector<Preference> f;
        Eigen::VectorXi direction(m);
        for (Index j = 0; j < m; ++j) {
            w[j] = random.uniform(0.1, 1.0);
            direction[j] = random.index(2) == 0 ? 1 : -1;
            const double q = static_cast<double>(random.index(3));
            f.push_back(
                {static_cast<PreferenceShape>(random.index(6)), q, q + static_cast<double>(1 + random.index(3))});
        }
        const auto p = promethee(x, w, {.direction = direction, .preference = f});
        w /= w.sum();
        for (Index i = 0; i < n; ++i) {
            double plus = 0, minus = 0;
            for (Index k = 0; k < n; ++k)
                for (Index j = 0; j < m; ++j) {
                    const double d = direction[j] * (x(i, j) - x(k, j));
                    plus += w[j] * preference(d, f[j]) / static_cast<double>(n - 1);
                    minus += w[j] * preference(-d, f[j]) / static_cast<double>(n - 1);
                }
            worst = std::max({worst, std::abs(plus - p.positive[i]), std::abs(minus - p.negative[i])});
        }
        worst = std::max(worst, (p.contribution.rowwise().sum() - p.score).cwiseAbs().maxCoeff());
        worst = std::max(worst, std::abs(p.score.sum()));
    }
    CHECK(worst < 1e-13);
}

TEST_CASE("one place, a constant column, bad shapes") {
    const auto one = promethee(Eigen::MatrixXd::Constant(1, 2, 3.0), Eigen::Vector2d(1, 1));
    CHECK(one.score[0] == 0.0);
    CHECK(one.findings.size() == 2);
    Eigen::MatrixXd x(2, 1);
    x << 1, 2;
    const Eigen::VectorXd w = Eigen::VectorXd::Ones(1);
    CHECK_THROWS_WITH_AS(promethee(x, w, {.preference = {{PreferenceShape::linear, 2, 1}}}),
                         "preference[0].p: is below q", base::bad_value);
    CHECK_THROWS_WITH_AS(promethee(x, w, {.preference = {{PreferenceShape::gaussian}}}),
                         "preference[0].p: must be positive for gaussian", base::bad_value);
    CHECK_THROWS_AS(promethee(x, w, {.preference = {{}, {}}}), base::bad_shape);
    // v_shape and linear without a slope are steps.
    CHECK(promethee(x, w, {.preference = {{PreferenceShape::v_shape}}}).score[1] == 1.0);
    CHECK(promethee(x, w, {.preference = {{PreferenceShape::linear, 1, 1}}}).score[1] == 0.0);
}

TEST_CASE("a place far away costs the others no digits, and flows stay in [-1, 1]") {
    Eigen::MatrixXd x(4, 1);
    x << -1e19, 0, 0.5, 1;
    const auto p =
        promethee(x, Eigen::VectorXd::Ones(1), {.preference = {{.shape = PreferenceShape::v_shape, .p = 1}}});
    CHECK((p.score - Eigen::Vector4d(-1, -1.0 / 6.0, 1.0 / 3.0, 5.0 / 6.0)).cwiseAbs().maxCoeff() < 1e-15);
    for (const auto shape : {PreferenceShape::usual, PreferenceShape::u_shape, PreferenceShape::v_shape,
                             PreferenceShape::level, PreferenceShape::linear, PreferenceShape::gaussian}) {
        base::Random random(7);
        for (int trial = 0; trial < 50; ++trial) {
            Eigen::MatrixXd y(7, 9);
            for (auto& cell : y.reshaped())
                cell = random.uniform(-1.0, 1.0) * std::pow(10.0, static_cast<double>(random.index(41)) - 20.0);
            Eigen::VectorXd weight(9);
            for (auto& w : weight) w = random.uniform();
            const auto flow = promethee(y, weight, {.preference = {{.shape = shape, .q = 0.5, .p = 1.0}}});
            CHECK(flow.positive.maxCoeff() <= 1.0);
            CHECK(flow.negative.maxCoeff() <= 1.0);
            CHECK(flow.score.cwiseAbs().maxCoeff() <= 1.0);
        }
    }
}

TEST_CASE("a difference of .3 - .2 does not exceed a threshold of .1") {
    Eigen::MatrixXd x(3, 1);
    x << 0.1, 0.2, 0.3;
    const auto p =
        promethee(x, Eigen::VectorXd::Ones(1), {.preference = {{.shape = PreferenceShape::u_shape, .q = 0.1}}});
    CHECK(p.positive == Eigen::Vector3d(0, 0, 0.5));
}
