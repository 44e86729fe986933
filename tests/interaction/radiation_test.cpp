#include "corewing/base/random.hpp"
#include "corewing/interaction/radiation.hpp"

#include "support/values.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using corewing::Index;

namespace interaction = corewing::interaction;
using corewing::base::bad_value;
using interaction::RadiationTies;

namespace {

using corewing::test::never;

/// The definition, word for word, in O(n^3).
Eigen::MatrixXd by_definition(const Eigen::VectorXd& outflow, const Eigen::VectorXd& mass, const Eigen::MatrixXd& time,
                              bool ties_count) {
    const Index n = mass.size();
    Eigen::MatrixXd flow = Eigen::MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j) {
            if (i == j || time(i, j) == never || mass[i] == 0.0) continue;
            double s = 0.0;
            for (Index k = 0; k < n; ++k)
                if (k != i && k != j && (time(i, k) < time(i, j) || (ties_count && time(i, k) == time(i, j))))
                    s += mass[k];
            flow(i, j) = outflow[i] * mass[i] * mass[j] / ((mass[i] + s) * (mass[i] + mass[j] + s));
        }
    return flow;
}

} // namespace

TEST_CASE("radiation: two places, and a place between two others") {
    // Two places: s = 0, so a share m_j / (m_i + m_j) leaves.
    Eigen::MatrixXd time(2, 2);
    time << 0, 3, 3, 0;
    const auto two = interaction::radiation(Eigen::Vector2d(100.0, 60.0), Eigen::Vector2d(10.0, 30.0), time);
    CHECK(two.flow(0, 1) == doctest::Approx(75.0));
    CHECK(two.flow(1, 0) == doctest::Approx(15.0));
    const auto whole =
        interaction::radiation(Eigen::Vector2d(100.0, 60.0), Eigen::Vector2d(10.0, 30.0), time, {.finite_size = true});
    CHECK(whole.flow(0, 1) == doctest::Approx(100.0));
    CHECK(whole.flow(1, 0) == doctest::Approx(60.0));

    // 0 -- 1 -- 2 with masses 10, 20, 30: from 0 to 2 the middle place lies between (s = 20);
    // 10 * 30 / ((10 + 20) * (10 + 30 + 20)) = 1/6.
    Eigen::MatrixXd line(3, 3);
    line << 0, 1, 2, 1, 0, 1.5, 2, 1.5, 0;
    const auto three = interaction::radiation(Eigen::Vector3d(6.0, 6.0, 6.0), Eigen::Vector3d(10.0, 20.0, 30.0), line);
    CHECK(three.flow(0, 1) == doctest::Approx(4.0));
    CHECK(three.flow(0, 2) == doctest::Approx(1.0));
    CHECK(three.flow(2, 1) == doctest::Approx(6.0 * 30 * 20 / (30.0 * 50.0)));
    CHECK(three.flow(2, 0) == doctest::Approx(6.0 * 30 * 10 / (50.0 * 60.0)));
}

TEST_CASE("radiation: equal times, stated three ways") {
    // From place 0 (mass 1) places 1 and 2 (masses 2, 3) are equally far.
    Eigen::MatrixXd time = Eigen::MatrixXd::Constant(3, 3, 5.0);
    const Eigen::Vector3d mass(1.0, 2.0, 3.0);
    const Eigen::Vector3d out(1.0, 0.0, 0.0);
    const auto within = interaction::radiation(out, mass, time).flow;
    CHECK(within(0, 1) == doctest::Approx(1.0 * 2 / ((1 + 3) * (1 + 2 + 3.0))));
    CHECK(within(0, 2) == doctest::Approx(1.0 * 3 / ((1 + 2) * (1 + 3 + 2.0))));
    const auto nearer = interaction::radiation(out, mass, time, {.ties = RadiationTies::nearer}).flow;
    CHECK(nearer(0, 1) == doctest::Approx(2.0 / 3.0));
    CHECK(nearer(0, 2) == doctest::Approx(3.0 / 4.0));
    const auto together = interaction::radiation(out, mass, time, {.ties = RadiationTies::together}).flow;
    CHECK(together(0, 1) == doctest::Approx(5.0 / 6.0 * 0.4));
    CHECK(together(0, 2) == doctest::Approx(5.0 / 6.0 * 0.6));
}

TEST_CASE("radiation: against the definition, and rows add up") {
    corewing::base::Random random(3);
    for (int trial = 0; trial < 300; ++trial) {
        const Index n = 2 + random.index(11);
        const bool ties = trial % 2 == 0;
        Eigen::VectorXd mass(n);
        Eigen::VectorXd out(n);
        Eigen::MatrixXd time(n, n);
        for (Index i = 0; i < n; ++i) {
            mass[i] = random.uniform() < 0.1 ? 0.0 : random.uniform(0.1, 9.0);
            out[i] = random.uniform(0.0, 50.0);
            for (Index j = 0; j < n; ++j)
                time(i, j) = random.uniform() < 0.15 ? never
                             : ties                  ? static_cast<double>(random.index(4))
                                                     : random.uniform(0.0, 9.0);
        }
        const auto within = interaction::radiation(out, mass, time);
        CHECK((within.flow - by_definition(out, mass, time, true)).cwiseAbs().maxCoeff() < 1e-12);
        const auto nearer = interaction::radiation(out, mass, time, {.ties = RadiationTies::nearer});
        CHECK((nearer.flow - by_definition(out, mass, time, false)).cwiseAbs().maxCoeff() < 1e-12);

        const auto whole =
            interaction::radiation(out, mass, time, {.ties = RadiationTies::together, .finite_size = true});
        for (Index i = 0; i < n; ++i) {
            double reached = 0.0;
            for (Index j = 0; j < n; ++j)
                if (j != i && time(i, j) < never) reached += mass[j];
            const bool goes = mass[i] > 0.0 && reached > 0.0;
            CHECK(whole.flow.row(i).sum() == doctest::Approx(goes ? out[i] : 0.0).epsilon(1e-12));
        }
    }
}

TEST_CASE("radiation: what cannot leave is a finding") {
    Eigen::MatrixXd time(3, 3);
    time << 0, 1, never, 1, 0, never, never, never, 0;
    const auto result = interaction::radiation(Eigen::Vector3d::Constant(5.0), Eigen::Vector3d(0.0, 2.0, 3.0), time);
    CHECK(result.flow.isZero(0.0));
    REQUIRE(result.findings.size() == 3);
    CHECK(result.findings[0].text == "the place has no mass; its outflow stays at 0");
    CHECK(result.findings[1].text == "the place reaches no mass; its outflow stays at 0");
    CHECK(interaction::radiation(Eigen::VectorXd(0), Eigen::VectorXd(0), Eigen::MatrixXd(0, 0)).flow.size() == 0);
    CHECK(interaction::radiation(Eigen::VectorXd::Zero(1), Eigen::VectorXd::Ones(1), Eigen::MatrixXd::Zero(1, 1))
              .findings.empty());
    CHECK_THROWS_WITH_AS(interaction::radiation(Eigen::Vector3d(1, 2, -1), Eigen::Vector3d(0.0, 2.0, 3.0), time),
                         "outflow[2]: -1 is not in [0, inf]", bad_value);
}
