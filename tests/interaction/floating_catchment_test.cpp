#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/random.hpp"
#include "corewing/interaction/floating_catchment.hpp"

#include "support/values.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <limits>
#include <vector>

using corewing::Index;

namespace interaction = corewing::interaction;
using corewing::base::bad_shape;
using corewing::base::bad_value;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using interaction::CatchmentOptions;
using interaction::CatchmentWeight;
using interaction::floating_catchment;

namespace {

using corewing::test::never;
const std::vector<CatchmentWeight> all_weights = {CatchmentWeight::step, CatchmentWeight::gaussian,
                                                  CatchmentWeight::linear};

/// What one place gets of one site with supply 1 when a place with demand 1 lives next door to the site:
/// w / (1 + w), from which w follows.
double weight_at(double time, const CatchmentOptions& options) {
    const MatrixXd times = (MatrixXd(2, 1) << 0.0, time).finished();
    const auto result = floating_catchment(VectorXd::Ones(1), VectorXd::Ones(2), times, options);
    return result.access(1) / result.access(0);
}

/// The two sums written out.
VectorXd in_two_steps(const VectorXd& supply, const VectorXd& demand, const MatrixXd& time, double within) {
    VectorXd access = VectorXd::Zero(demand.size());
    for (Index j = 0; j < supply.size(); ++j) {
        double crowd = 0.0;
        for (Index i = 0; i < demand.size(); ++i) crowd += time(i, j) <= within ? demand(i) : 0.0;
        for (Index i = 0; i < demand.size(); ++i)
            if (time(i, j) <= within && crowd > 0.0) access(i) += supply(j) / crowd;
    }
    return access;
}

} // namespace

TEST_CASE("floating catchment: the default is an hour, equal everywhere inside") {
    const CatchmentOptions plain;
    CHECK(plain.within == 60.0);
    CHECK(plain.weight == CatchmentWeight::step);
    CHECK(weight_at(60.0, plain) == 1.0); // the edge belongs to the catchment
    CHECK(weight_at(60.001, plain) == 0.0);
    CHECK(weight_at(never, plain) == 0.0);
}

TEST_CASE("floating catchment: the three ways to fade, at the door, half way and at the edge") {
    const CatchmentOptions gaussian{.within = 30.0, .weight = CatchmentWeight::gaussian};
    const CatchmentOptions linear{.within = 30.0, .weight = CatchmentWeight::linear};
    CHECK(weight_at(0.0, gaussian) == doctest::Approx(1.0));
    CHECK(weight_at(0.0, linear) == 1.0);
    // (exp(-1/8) - exp(-1/2)) / (1 - exp(-1/2)) = (0.882497 - 0.606531) / 0.393469
    CHECK(weight_at(15.0, gaussian) == doctest::Approx(0.701366).epsilon(1e-5));
    CHECK(weight_at(15.0, linear) == doctest::Approx(0.5));
    CHECK(weight_at(30.0, gaussian) == 0.0);
    CHECK(weight_at(30.0, linear) == 0.0);
    for (const auto& options : {gaussian, linear})
        for (double time = 0.0; time < 30.0; time += 2.5)
            CHECK(weight_at(time + 2.5, options) < weight_at(time, options));
}

TEST_CASE("floating catchment: the step catchment is the two sums written out") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        corewing::base::Random random(seed);
        VectorXd supply(random.index(6));
        VectorXd demand(random.index(8));
        MatrixXd time(demand.size(), supply.size());
        for (auto& s : supply) s = static_cast<double>(random.index(4));
        for (auto& d : demand) d = static_cast<double>(random.index(4));
        for (auto& t : time.reshaped())
            t = random.uniform() < 0.1 ? never : 10.0 * static_cast<double>(random.index(9));
        CAPTURE(seed);
        const auto result = floating_catchment(supply, demand, time, {.within = 40.0});
        CHECK((result.access - in_two_steps(supply, demand, time, 40.0)).isZero(1e-12));
        Index useless = 0;
        for (Index j = 0; j < supply.size(); ++j) useless += supply(j) > 0.0 && result.ratio(j) == 0.0 ? 1 : 0;
        CHECK(result.findings.size() == useless);
    }
}

TEST_CASE("floating catchment: units and order") {
    corewing::base::Random random(4);
    VectorXd supply(3), demand(5);
    MatrixXd time(5, 3);
    for (auto& s : supply) s = random.uniform(1.0, 9.0);
    for (auto& d : demand) d = random.uniform(1.0, 9.0);
    for (auto& t : time.reshaped()) t = random.uniform(0.0, 80.0);
    for (const CatchmentWeight weight : all_weights) {
        const auto plain = floating_catchment(supply, demand, time, {.within = 60.0, .weight = weight}).access;
        const auto hours = floating_catchment(supply, demand, time / 60.0, {.within = 1.0, .weight = weight}).access;
        CHECK(hours.isApprox(plain, 1e-12));
        CHECK(floating_catchment(4.0 * supply, demand, time, {.weight = weight}).access.isApprox(4.0 * plain, 1e-12));
        CHECK(floating_catchment(supply, 4.0 * demand, time, {.weight = weight}).access.isApprox(plain / 4.0, 1e-12));
        const auto turned =
            floating_catchment(supply.reverse(), demand.reverse(), time.reverse(), {.weight = weight}).access;
        CHECK(turned.reverse().isApprox(plain, 1e-12));
    }
}

TEST_CASE("floating catchment: what nobody can use") {
    // Demand only at the edge counts for nothing under a catchment that fades to 0 there.
    const MatrixXd edge = MatrixXd::Constant(1, 1, 60.0);
    const auto faded =
        floating_catchment(VectorXd::Ones(1), VectorXd::Ones(1), edge, {.weight = CatchmentWeight::linear});
    CHECK(faded.access(0) == 0.0);
    CHECK(faded.used_supply == 0.0);
    REQUIRE(faded.findings.size() == 1);
    CHECK(faded.findings[0].severity == corewing::base::Severity::warning);
    CHECK(faded.findings[0].topic == "floating_catchment");
    CHECK(faded.findings[0].subject == "0");
    CHECK(floating_catchment(VectorXd::Ones(1), VectorXd::Ones(1), edge).access(0) == 1.0);
    // A site that has nothing to give is no finding, nor are places without people.
    CHECK(floating_catchment(VectorXd::Zero(1), VectorXd::Zero(1), edge).findings.empty());
    const auto empty = floating_catchment(VectorXd(0), VectorXd::Ones(2), MatrixXd(2, 0));
    CHECK(empty.access.isZero(0.0));
    CHECK(empty.access.size() == 2);
}

TEST_CASE("floating catchment: bad calls are refused in words that help") {
    const VectorXd two = VectorXd::Ones(2);
    const MatrixXd time = MatrixXd::Ones(2, 2);
    CHECK_THROWS_WITH_AS(floating_catchment(-two, two, time), "supply[0]: -1 is not in [0, inf]", bad_value);
    CHECK_THROWS_WITH_AS(floating_catchment(two, -two, time), "demand[0]: -1 is not in [0, inf]", bad_value);
    CHECK_THROWS_WITH_AS(floating_catchment(VectorXd::Ones(3), two, time), "time: is 2 x 2 where 2 x 3 is needed",
                         bad_shape);
    CHECK_THROWS_WITH_AS(floating_catchment(two, two, -time),
                         "time[0,0]: -1 is not a travel time; write 0 or more, or infinity where no way leads",
                         bad_value);
    CHECK_THROWS_AS(floating_catchment(two, two, time, {.within = never}), bad_value);
    CHECK_THROWS_AS(floating_catchment(two, two, time, {.within = -5.0}), bad_value);
}

TEST_CASE("a catchment of .6 h holds a place that is .1 + .2 + .3 h away") {
    for (const auto weight : {interaction::CatchmentWeight::step, interaction::CatchmentWeight::linear,
                              interaction::CatchmentWeight::gaussian}) {
        const auto f = interaction::floating_catchment(
            Eigen::VectorXd::Constant(1, 50), Eigen::VectorXd::Constant(1, 100),
            Eigen::MatrixXd::Constant(1, 1, 0.1 + 0.2 + 0.3), {.within = 0.6, .weight = weight});
        CHECK(f.access[0] ==
              (weight == interaction::CatchmentWeight::step ? 0.5 : 0.0)); // others fall to 0 at the edge
    }
}
