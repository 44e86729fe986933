#include "corewing/base/random.hpp"
#include "corewing/interaction/accessibility.hpp"
#include "corewing/interaction/floating_catchment.hpp"

#include "support/values.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using corewing::Index;

namespace interaction = corewing::interaction;
using corewing::base::bad_shape;
using corewing::base::bad_value;

using corewing::test::never;

TEST_CASE("accessibility: Hansen and cumulative opportunities by hand") {
    Eigen::MatrixXd time(2, 3);
    time << 1, 2, never, 4, 30, 31;
    const Eigen::Vector3d jobs(10.0, 20.0, 40.0);
    const Eigen::VectorXd hansen = interaction::hansen_accessibility(jobs, time, {.rate = 1.0});
    CHECK(hansen[0] == doctest::Approx(20.0));
    CHECK(hansen[1] == doctest::Approx(2.5 + 20.0 / 30.0 + 40.0 / 31.0));
    CHECK(interaction::cumulative_opportunities(jobs, time, 30.0) == Eigen::Vector2d(30.0, 30.0));
    CHECK(interaction::cumulative_opportunities(jobs, time, never) == Eigen::Vector2d(30.0, 70.0));
    CHECK(interaction::cumulative_opportunities(jobs, time, 0.0) == Eigen::Vector2d(0.0, 0.0));
}

TEST_CASE("accessibility: nothing in reach is 0, and bad calls are told") {
    const Eigen::MatrixXd apart = Eigen::MatrixXd::Constant(2, 2, never);
    CHECK(interaction::hansen_accessibility(Eigen::Vector2d(5.0, 6.0), apart).isZero(0.0));
    CHECK(interaction::hansen_accessibility(Eigen::VectorXd(0), Eigen::MatrixXd(3, 0)).isZero(0.0));
    CHECK(interaction::cumulative_opportunities(Eigen::VectorXd(0), Eigen::MatrixXd(0, 0), 1.0).size() == 0);
    CHECK_THROWS_WITH_AS(interaction::hansen_accessibility(Eigen::Vector3d::Ones(), apart),
                         "columns of time: has 2 entries where 3 are needed", bad_shape);
    CHECK_THROWS_WITH_AS(interaction::cumulative_opportunities(Eigen::Vector2d::Ones(), apart, -1.0),
                         "within: -1 is not a time budget; write 0 or more", bad_value);
    CHECK_THROWS_AS(interaction::cumulative_opportunities(Eigen::Vector2d::Ones(), apart, std::nan("")), bad_value);
}

TEST_CASE("floating catchment: two steps by hand") {
    // Two sites, three places. Site 0 (10 beds) serves places 0, 1 (100 + 300); site 1 (20 beds) places 1, 2 (300 +
    // 100).
    Eigen::MatrixXd time(3, 2);
    time << 10, 70, 20, 30, never, 60;
    const auto result =
        interaction::floating_catchment(Eigen::Vector2d(10.0, 20.0), Eigen::Vector3d(100.0, 300.0, 100.0), time);
    CHECK(result.ratio.isApprox(Eigen::Vector2d(0.025, 0.05), 1e-15));
    CHECK(result.access.isApprox(Eigen::Vector3d(0.025, 0.075, 0.05), 1e-15));
    CHECK(result.used_supply == 30.0);
    CHECK(result.findings.empty());
}

TEST_CASE("floating catchment: supply in reach is handed out whole, whatever the weight") {
    corewing::base::Random random(11);
    for (int trial = 0; trial < 200; ++trial) {
        const Index places = 1 + random.index(9);
        const Index sites = 1 + random.index(6);
        Eigen::VectorXd supply(sites);
        Eigen::VectorXd demand(places);
        Eigen::MatrixXd time(places, sites);
        for (auto& value : supply) value = random.uniform(0.0, 9.0);
        for (auto& value : demand) value = random.uniform(0.0, 9.0);
        for (auto& value : time.reshaped()) value = random.uniform() < 0.2 ? never : random.uniform(0.0, 99.0);
        for (const auto weight : {interaction::CatchmentWeight::step, interaction::CatchmentWeight::gaussian,
                                  interaction::CatchmentWeight::linear}) {
            const auto result =
                interaction::floating_catchment(supply, demand, time, {.within = 45.0, .weight = weight});
            CHECK(demand.dot(result.access) == doctest::Approx(result.used_supply).epsilon(1e-12));
            CHECK(result.used_supply <= supply.sum() * (1.0 + 1e-12));
            CHECK(result.access.allFinite());
        }
    }
}

TEST_CASE("floating catchment: a site that nobody reaches is a finding") {
    Eigen::MatrixXd time(1, 2);
    time << 5, never;
    const auto result = interaction::floating_catchment(Eigen::Vector2d(1.0, 2.0), Eigen::VectorXd::Ones(1), time);
    CHECK(result.ratio == Eigen::Vector2d(1.0, 0.0));
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].subject == "1");
    CHECK(result.findings[0].text == "no demand lies within reach of the site; its supply serves nobody");
    CHECK_THROWS_AS(
        interaction::floating_catchment(Eigen::Vector2d(1.0, 2.0), Eigen::VectorXd::Ones(1), time, {.within = 0.0}),
        bad_value);
}
