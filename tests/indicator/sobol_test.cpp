#include "corewing/indicator/sobol.hpp"
#include "corewing/indicator/detail/sobol_sequence.hpp"

#include <doctest/doctest.h>

#include <numbers>

using namespace corewing;
using indicator::sobol;

namespace {

Eigen::VectorXd one(double y) {
    return Eigen::VectorXd::Constant(1, y);
}

Eigen::VectorXd ishigami(const Eigen::VectorXd& u) {
    const Eigen::ArrayXd x = (2.0 * u.array() - 1.0) * std::numbers::pi;
    return one(std::sin(x[0]) + 7.0 * std::pow(std::sin(x[1]), 2) + 0.1 * std::pow(x[2], 4) * std::sin(x[0]));
}

} // namespace

TEST_CASE("the sequence is the one of Joe & Kuo") {
    // scipy 1.10.1, stats.qmc.Sobol(d=5, scramble=False).random(8).
    const indicator::detail::SobolSequence<> s(5);
    const double rows[8][5] = {{0, 0, 0, 0, 0},
                               {.5, .5, .5, .5, .5},
                               {.75, .25, .25, .25, .75},
                               {.25, .75, .75, .75, .25},
                               {.375, .375, .625, .875, .375},
                               {.875, .875, .125, .375, .875},
                               {.625, .125, .875, .625, .625},
                               {.125, .625, .375, .125, .125}};
    for (Index r = 0; r < 8; ++r)
        for (Index d = 0; d < 5; ++d) CHECK(s.at(r, d) == rows[r][d]);
}

TEST_CASE("Ishigami's function: the indices known in closed form") {
    // Saltelli et al. 2008, Global Sensitivity Analysis: The Primer, section 4.5 (a = 7, b = .1).
    const auto s = sobol(ishigami, 3, {.samples = 2048});
    const double first[] = {.3139, .4424, 0.0}, total[] = {.5576, .4424, .2437};
    for (int i = 0; i < 3; ++i) {
        CHECK(std::abs(s.first(i, 0) - first[i]) < .01);
        CHECK(std::abs(s.total(i, 0) - total[i]) < .01);
        CHECK(s.first_error(i, 0) < .02);
    }
    CHECK(s.mean[0] == doctest::Approx(3.5).epsilon(.005));
    CHECK(s.variance[0] == doctest::Approx(13.8446).epsilon(.01));
    CHECK(s.evaluations == 4 * 2048 * 5);
}

TEST_CASE("Sobol's g function with six factors") {
    // S_i = V_i / V, V_i = (1/3) / (1 + a_i)^2, V = prod(1 + V_i) - 1; S_Ti = V_i prod_{k != i}(1 + V_k) / V.
    const double a[6] = {0, .5, 3, 9, 99, 99};
    const auto g = [&](const Eigen::VectorXd& u) {
        double y = 1;
        for (int i = 0; i < 6; ++i) y *= (std::abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
        return one(y);
    };
    double all = 1;
    for (const double x : a) all *= 1 + 1 / 3. / (1 + x) / (1 + x);
    const auto s = sobol(g, 6, {.samples = 4096});
    for (int i = 0; i < 6; ++i) {
        const double v = 1 / 3. / (1 + a[i]) / (1 + a[i]);
        CHECK(std::abs(s.first(i, 0) - v / (all - 1)) < .01);
        CHECK(std::abs(s.total(i, 0) - v * all / (1 + v) / (all - 1)) < .01);
    }
}

TEST_CASE("an additive model has first = total; an output that never changes is a finding; threads do not matter") {
    const auto model = [](const Eigen::VectorXd& u) -> Eigen::VectorXd {
        return Eigen::Vector3d(1e6 + u[0] + 2 * u[1], 42.0, u[0] * u[1]);
    };
    const auto s = sobol(model, 2, {.samples = 1024});
    CHECK(s.first(0, 0) == doctest::Approx(.2).epsilon(.02));
    CHECK(s.first(1, 0) == doctest::Approx(.8).epsilon(.02));
    CHECK(s.total(0, 0) == doctest::Approx(.2).epsilon(.02));
    CHECK(s.first.col(1).isZero());
    REQUIRE(s.findings.size() == 1);
    CHECK(s.findings[0].subject == "1");
    for (const unsigned threads : {1U, 2U, 5U}) {
        const auto t = sobol(model, 2, {.samples = 1024, .parallel = {.threads = threads}});
        CHECK(t.first == s.first);
        CHECK(t.total == s.total);
    }
    CHECK(sobol(model, 2, {.seed = 2}).first != s.first);
}

TEST_CASE("many factors, and bad calls") {
    const auto sum = [](const Eigen::VectorXd& u) { return one(u.sum()); };
    const auto s = sobol(sum, 30, {.samples = 256}); // 60 dimensions: the last 20 are plain random
    CHECK(s.first.col(0).sum() == doctest::Approx(1.0).epsilon(.15));
    CHECK_THROWS_WITH_AS(sobol(sum, 0), "factors: 0 is not in [1, 1000]", base::bad_value);
    CHECK_THROWS_WITH_AS(sobol(sum, 1, {.samples = 1}), "samples: 1 is not in [2, 1e+08]", base::bad_value);
    CHECK_THROWS_WITH_AS(sobol([](const Eigen::VectorXd&) { return one(NAN); }, 1),
                         "model output[0]: nan is not a finite number", base::bad_value);
}

TEST_CASE("the level of a model changes nothing") {
    for (const double level : {0.0, 1e8, 1.4e9, -1e10}) {
        CAPTURE(level);
        const auto s = sobol([&](const Eigen::VectorXd& u) { return one(level + 10.0 * u[0] + 5.0 * u[1]); }, 2);
        CHECK(s.findings.empty());
        CHECK(std::abs(s.first(0, 0) - 0.8) < 1e-3);
        CHECK(std::abs(s.first(1, 0) - 0.2) < 1e-3);
    }
    const auto noise = sobol([&](const Eigen::VectorXd& u) { return one(1e8 + 1e-7 * u[0]); }, 2);
    CHECK(noise.findings.size() == 1);
    CHECK(noise.total.isZero(0.0));
}
