#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/random.hpp"
#include "corewing/sharing/core.hpp"
#include "corewing/sharing/verify_least_core.hpp"

#include "sharing/games.hpp"
#include "support/lies.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

using namespace corewing;
using Eigen::Vector3d;
using base::Status;
using sharing::LeastCore;
using sharing::majority;
using sharing::verify_least_core;

namespace {

/// Every pair gets 2/3 and wants 1: excess 1/3. The proof: each pair with weight 1/3 counts every player twice, so
/// the pairs together get 2/3 of 1, and their claims add up to 1.
LeastCore by_hand() {
    return {.excess = 1.0 / 3,
            .core_is_empty = true,
            .share = Vector3d::Constant(1.0 / 3),
            .coalitions = {{0, 1}, {0, 2}, {1, 2}},
            .weights = {1.0 / 3, 1.0 / 3, 1.0 / 3},
            .outcome = {.status = Status::optimal, .objective = 1.0 / 3, .bound = 1.0 / 3, .gap = 0.0}};
}

} // namespace

TEST_CASE("least core: a proof written by hand passes, and every part of it is checked") {
    const auto certificate = verify_least_core(majority(), by_hand());
    for (const auto& fault : certificate.faults) FAIL_CHECK(fault);
    CHECK(certificate.holds);
    CHECK(certificate.bound == doctest::Approx(1.0 / 3));
    CHECK(certificate.gap < 1e-12);
    struct Row {
        std::function<void(LeastCore&)> lie;
        std::string fault; // how it begins
    };
    const std::vector<Row> rows = {
        {[](auto& a) { a.excess = 0.3; }, "excess is 0.3 but should be 0.33"},
        {[](auto& a) { a.core_is_empty = false; }, "core_is_empty contradicts the excess"},
        {[](auto& a) { a.share(0) += 0.1; }, "sum of share is"},
        {[](auto& a) { a.share(0) += 0.1, a.share(1) -= 0.1; }, "excess is 0.333"},
        {[](auto& a) { a.share(0) = std::nan(""); }, "share has the wrong size or is not finite"},
        {[](auto& a) { a.share = Eigen::Vector2d(0.5, 0.5); }, "share has the wrong size or is not finite"},
        {[](auto& a) { a.weights.pop_back(); }, "weights and coalitions do not pair up"},
        {[](auto& a) {
             a.weights = {0.5, 0.5, 0.5};
         },
         "sum of weights is 1.5 but should be 1"},
        {[](auto& a) {
             a.weights = {0.5, 0.5, 0.0};
         },
         "a coalition or weight is not proper"},
        {[](auto& a) {
             a.weights = {0.5, 0.25, 0.25};
         },
         "balance of the collection is 0.75 but should be 0.5"},
        {[](auto& a) { a.coalitions[2] = {}; }, "a coalition or weight is not proper"},
        {[](auto& a) {
             a.coalitions[2] = {0, 1, 2};
         },
         "a coalition or weight is not proper"},
        {[](auto& a) {
             a.coalitions = {{0}, {1}, {2}};
         },
         "excess against its proof is 0.33"},
        {[](auto& a) {
             a.coalitions[2] = {1, 3};
         },
         "a coalition or weight is not proper"},
        {[](auto& a) {
             a.coalitions[2] = {-1, 2};
         },
         "a coalition or weight is not proper"},
        {[](auto& a) {
             a.coalitions[2] = {1, 1, 2};
         },
         "a coalition or weight is not proper"},
        {[](auto& a) { a.outcome.objective = 0.3; }, "outcome.objective is 0.3 but should be 0.33"},
        {[](auto& a) { a.outcome.bound = 0.3; }, "outcome.bound is 0.3 but should be 0.33"},
        {[](auto& a) { a.outcome.bound += 1e-9; }, "outcome.bound is above outcome.objective"},
        {[](auto& a) { a.outcome.gap = 0.5; }, "outcome.gap is 0.5 but should be 0"},
        {[](auto& a) { a.outcome.iterations = -1; }, "outcome.iterations is negative"},
        {[](auto& a) { a.outcome.seconds = std::nan(""); }, "outcome.seconds is no time"},
        {[](auto& a) { a.outcome.status = Status::feasible; }, "every game has a least core"},
    };
    for (Index k = 0; k < std::ssize(rows); ++k) {
        CAPTURE(k);
        LeastCore changed = by_hand();
        rows[k].lie(changed);
        const auto wrong = verify_least_core(majority(), changed);
        CHECK_FALSE(wrong.holds);
        REQUIRE(!wrong.faults.empty());
        CHECK(wrong.faults.front().substr(0, rows[k].fault.size()) == rows[k].fault);
    }
}

TEST_CASE("least core: a division that pleases all but not as well as can be fails against its proof") {
    LeastCore worse = by_hand();
    worse.share = Vector3d(0.5, 0.25, 0.25);
    worse.excess = 0.5; // players 1 and 2 get half of what they are worth; that is true, but not least
    const auto certificate = verify_least_core(majority(), worse);
    CHECK_FALSE(certificate.holds);
    REQUIRE(!certificate.faults.empty());
    CHECK(certificate.faults[0].substr(0, 33) == "excess against its proof is 0.5 b");
    CHECK(certificate.gap > 0.1);
}

TEST_CASE("least core: an excess of exactly 0 means that the core is not empty") {
    const Eigen::VectorXd worth = (Eigen::VectorXd(8) << 0, 1, 2, 3, 4, 5, 6, 7).finished(); // nobody adds to anybody
    LeastCore even = sharing::least_core(worth);
    CHECK(verify_least_core(worth, even).holds);
    even.core_is_empty = true;
    CHECK(verify_least_core(worth, even).faults == std::vector<std::string>{"core_is_empty contradicts the excess"});
}

TEST_CASE("least core: one player has everything, and nothing to prove") {
    const Eigen::Vector2d alone(0.0, 5.0);
    CHECK(verify_least_core(alone, sharing::least_core(alone)).holds);
    LeastCore less = sharing::least_core(alone);
    less.share(0) = 4.0;
    CHECK(verify_least_core(alone, less).faults == std::vector<std::string>{"sum of share is 4 but should be 5"});
    const std::vector<std::function<void(LeastCore&)>> lies = {
        [](auto& a) { a.excess = 7.0, a.core_is_empty = true; },
        [](auto& a) { a.excess = 7.0; },
        [](auto& a) { a.core_is_empty = true; },
        [](auto& a) { a.outcome.objective = 1.0; },
        [](auto& a) { a.outcome.bound = -1.0; },
        [](auto& a) { a.outcome.gap = 1.0; },
        [](auto& a) { a.coalitions = {{0}}, a.weights = {1.0}; }};
    for (const auto& lie : lies) {
        LeastCore changed = sharing::least_core(alone);
        lie(changed);
        CHECK_FALSE(verify_least_core(alone, changed).holds);
    }
}

TEST_CASE("least core: the check agrees with the solver on games of any unit") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        base::Random random(seed);
        Eigen::VectorXd worth = Eigen::VectorXd::Zero(16);
        for (auto& value : worth.tail(15)) value = random.uniform(0.0, 10.0);
        worth(15) = 40.0;
        CAPTURE(seed);
        const auto least = sharing::least_core(worth);
        for (const double unit : {1e-6, 1.0, 1e6}) {
            LeastCore scaled = least;
            scaled.excess *= unit;
            scaled.share *= unit;
            scaled.outcome.objective *= unit;
            scaled.outcome.bound *= unit;
            scaled.outcome.gap = base::relative_gap(scaled.outcome.objective, scaled.outcome.bound);
            CHECK(verify_least_core(unit * worth, scaled).holds);
        }
    }
}

TEST_CASE("least core: honest answers of games with and without ties pass, small lies do not") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        base::Random random(seed, 3);
        const auto players = 2 + static_cast<int>(random.index(5));
        Eigen::VectorXd worth = Eigen::VectorXd::Zero(Index{1} << players);
        for (auto& value : worth.tail(worth.size() - 1))
            value = seed % 2 == 0 ? random.uniform(-5.0, 10.0) : static_cast<double>(random.index(4));
        CAPTURE(seed);
        LeastCore least = sharing::least_core(worth);
        CHECK(verify_least_core(worth, least).holds);
        least.outcome.bound -= 1e-3;
        least.outcome.gap = base::relative_gap(least.outcome.objective, least.outcome.bound);
        CHECK_FALSE(verify_least_core(worth, least).holds);
    }
}

namespace {

std::string lies_about(const Eigen::VectorXd& worth) {
    test::Lies<LeastCore> lies(sharing::least_core(worth),
                               [&](const auto& a) { return verify_least_core(worth, a).holds; });
    auto& [excess, core_is_empty, share, coalitions, weights, outcome] = lies.answer;
    const double unit = worth.cwiseAbs().maxCoeff();
    lies.number("excess", excess, {.tolerance = 1e-9, .scale = unit});
    lies.flag("core_is_empty", core_is_empty);
    lies.numbers("share", share, {.tolerance = 1e-9, .scale = unit});
    lies.list("coalitions", coalitions, [&](const auto& name, auto& coalition) {
        lies.list(name, coalition, [&](const auto& who, Index& player) { lies.whole(who, player); });
    });
    lies.list("weights", weights,
              [&](const auto& name, double& entry) { lies.number(name, entry, {.tolerance = 1e-9, .scale = 1.0}); });
    lies.outcome(outcome, {.tolerance = 1e-9, .scale = unit}, {.tolerance = 1e-8, .scale = unit});
    return lies.verdict();
}

} // namespace

TEST_CASE("least core: a lie in any field is refused") {
    CHECK(lies_about(majority()) == "126 lies, all refused");
    CHECK(lies_about((Eigen::VectorXd(8) << 0, 68, 102, 170, 0, 710, 762, 992).finished()) == "101 lies, all refused");
    CHECK(lies_about(Eigen::Vector2d(0.0, 5.0)) == "49 lies, all refused");
}
