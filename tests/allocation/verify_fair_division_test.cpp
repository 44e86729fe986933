#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/verify_fair_division.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/random.hpp"

#include "support/expect_valid.hpp"
#include "support/lies.hpp"
#include "support/values.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

using namespace corewing;
using allocation::FairDivision;
using allocation::FairDivisionOptions;
using allocation::Hold;
using allocation::verify_fair_division;
using base::Status;
using corewing::test::none;

namespace {

/// Needs 1 and 3 share 8 in proportion: 2 and 6, each worth 1/2 more a unit; log 2 + 3 log 6.
FairDivision fair_by_hand() {
    const double value = std::log(2.0) + 3.0 * std::log(6.0);
    return {.amount = Eigen::Vector2d(2.0, 6.0),
            .price = 0.5,
            .reason = {{.hold = Hold::at_price, .marginal = 0.5}, {.hold = Hold::at_price, .marginal = 0.5}},
            .outcome = {.status = Status::optimal, .objective = value, .bound = value, .gap = 0.0}};
}

} // namespace

TEST_CASE("a division written by hand passes") {
    const Eigen::Vector2d need(1.0, 3.0);
    const auto certificate = verify_fair_division(need, {.budget = 8.0}, fair_by_hand());
    test::expect_valid(certificate);
    CHECK(certificate.gap < 1e-14);

    // Max-min: the level is 8 / (1 + 3) = 2 a unit of need, and one unit more lifts it by 1/4.
    FairDivision level = fair_by_hand();
    level.price = 0.25;
    level.reason[0].marginal = level.reason[1].marginal = 2.0;
    level.outcome.objective = level.outcome.bound = 2.0;
    CHECK(verify_fair_division(need, {.budget = 8.0, .alpha = none}, level).holds);
}

TEST_CASE("the same amounts are wrong under another wish for equality") {
    // At alpha = 2 the amounts go by the roots of the needs; at alpha = 0 all goes to the second place.
    const Eigen::Vector2d need(1.0, 3.0);
    for (const double alpha : {0.0, 0.5, 2.0, 20.0}) {
        CAPTURE(alpha);
        const auto certificate = verify_fair_division(need, {.budget = 8.0, .alpha = alpha}, fair_by_hand());
        CHECK_FALSE(certificate.holds);
        CHECK(certificate.faults.front() == "a transfer between places would help");
    }
}

TEST_CASE("amounts that keep the rules but are not best fail, though every other number fits them") {
    int tried = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        base::Random random(seed);
        const Index n = 2 + random.index(5);
        Eigen::VectorXd need(n);
        for (auto& w : need) w = random.uniform(0.2, 3.0);
        const Eigen::VectorXd lower = 2.0 * Eigen::VectorXd::Unit(n, 0);
        const double upper = 9.0;
        FairDivisionOptions options{.budget = 10.0, .lower = lower, .upper = upper};
        const double alphas[] = {0.5, 1.0, 2.0};
        options.alpha = alphas[random.index(3)];
        const auto division = allocation::fair_division(need, options);
        CHECK(verify_fair_division(need, options, division).holds);

        FairDivision other = division;
        const Index from = random.index(n);
        const Index to = random.index(n);
        const double step = 0.01 * random.uniform(0.1, 1.0);
        other.amount(from) -= step;
        other.amount(to) += step;
        if (from == to || other.amount(from) < lower(from) || other.amount(to) > upper) continue;
        ++tried;
        double value = 0.0;
        for (Index i = 0; i < n; ++i) {
            const double y = other.amount(i);
            auto& reason = other.reason[i];
            reason.marginal = need(i) * std::pow(y, -options.alpha);
            reason.hold = y <= lower(i) ? Hold::at_floor : y >= upper ? Hold::at_cap : Hold::at_price;
            value += options.alpha == 1.0 ? need(i) * std::log(y)
                                          : need(i) * std::pow(y, 1.0 - options.alpha) / (1.0 - options.alpha);
        }
        CHECK(value < division.outcome.objective);
        other.outcome.objective = other.outcome.bound = value;
        const auto certificate = verify_fair_division(need, options, other);
        CAPTURE(seed);
        CHECK_FALSE(certificate.holds);
        REQUIRE(!certificate.faults.empty());
        CHECK(certificate.faults.front() == "a transfer between places would help");
    }
    CHECK(tried > 200);
}

TEST_CASE("the fault says what is wrong") {
    struct Row {
        std::function<void(FairDivision&)> lie;
        std::string fault; // how it begins; some end in a number with its rounding
    };
    const std::vector<Row> rows = {
        {[](auto& d) { d.amount.resize(3); }, "amount has the wrong size"},
        {[](auto& d) { d.reason.pop_back(); }, "reason has the wrong size"},
        {[](auto& d) { d.group_amount = Eigen::VectorXd::Zero(1); }, "group_amount has the wrong size"},
        {[](auto& d) { d.group_price = Eigen::VectorXd::Zero(1); }, "group_price has the wrong size"},
        {[](auto& d) { d.price = none; }, "a number is not finite"},
        {[](auto& d) { d.amount(0) = std::nan(""); }, "a number is not finite"},
        {[](auto& d) { d.amount(0) = 1.0; }, "less than the budget is spent: 8 is above 7"},
        {[](auto& d) { d.amount(0) = 3.0; }, "more than the budget is spent: 9 is above 8"},
        {[](auto& d) { d.amount(0) = -2.0, d.amount(1) = 10.0; }, "amount[0] below its floor: 0 is above -2"},
        {[](auto& d) { d.price = 0.6; }, "price is 0.6 but should be"},
        {[](auto& d) { d.reason[1].hold = Hold::at_cap; }, "reason[1].hold should be at price"},
        {[](auto& d) { d.reason[0].marginal = 0.25; }, "reason[0].marginal is 0.25 but should be"},
        {[](auto& d) { d.reason[0].group = 0, d.reason[0].hold = Hold::held_by_group; },
         "reason[0].group does not hold it"},
        {[](auto& d) { d.findings.emplace_back(); }, "findings: 0 places are left out of the objective"},
        {[](auto& d) { d.outcome.gap = 0.5; }, "outcome.gap is 0.5 but should be 0"},
        {[](auto& d) { d.outcome.status = Status::feasible; }, "outcome.status is neither optimal nor infeasible"},
    };
    const Eigen::Vector2d need(1.0, 3.0);
    for (Index k = 0; k < std::ssize(rows); ++k) {
        CAPTURE(k);
        FairDivision changed = fair_by_hand();
        rows[k].lie(changed);
        const auto certificate = verify_fair_division(need, {.budget = 8.0}, changed);
        CHECK_FALSE(certificate.holds);
        REQUIRE(!certificate.faults.empty());
        CHECK(certificate.faults.front().substr(0, rows[k].fault.size()) == rows[k].fault);
    }
}

TEST_CASE("an answer that there is none must be true and give nothing away") {
    const Eigen::Vector2d need(1.0, 3.0);
    const FairDivisionOptions options{
        .budget = 8.0, .lower = Eigen::Vector2d(5.0, 4.0), .groups = {{.name = "all", .members = {0, 1}}}};
    const auto refused = allocation::fair_division(need, options);
    REQUIRE(refused.outcome.status == Status::infeasible);
    CHECK(verify_fair_division(need, options, refused).holds);
    const std::vector<std::function<void(FairDivision&)>> lies = {
        [](auto& d) { d.amount(0) = 1.0; },
        [](auto& d) { d.price = 1.0; },
        [](auto& d) { d.group_amount(0) = 1.0; },
        [](auto& d) { d.group_price(0) = 1.0; },
        [](auto& d) { d.reason[0].hold = Hold::at_floor; },
        [](auto& d) { d.reason[1].group = 0; },
        [](auto& d) { d.reason[1].marginal = 1.0; },
        [](auto& d) { d.outcome.objective = 1.0; },
        [](auto& d) { d.outcome.bound = 1.0; },
        [](auto& d) { d.outcome.gap = 0.0; },
        [](auto& d) { d.outcome.iterations = -1; },
        [](auto& d) { d.outcome.seconds = -1.0; },
        [](auto& d) { d.findings.emplace_back(); },
        [](auto& d) { d.outcome.status = Status::optimal; },
    };
    for (Index k = 0; k < std::ssize(lies); ++k) {
        CAPTURE(k);
        FairDivision changed = refused;
        lies[k](changed);
        CHECK_FALSE(verify_fair_division(need, options, changed).holds);
    }
    auto enough = options;
    enough.budget = 9.0;
    CHECK(verify_fair_division(need, enough, refused).faults ==
          std::vector<std::string>{"called infeasible, but the rules can hold together"});
}

namespace {

/// Everything at once: a floor, a cap, a stock, a place that needs nothing, a group at its cap and one at its floor.
FairDivisionOptions every_rule(double alpha) {
    return {
        .budget = 20.0,
        .alpha = alpha,
        .lower = test::vec({4.0, 0.0, 0.0, 0.0, 0.0}),
        .upper = test::vec({none, 1.0, none, none, none}),
        .stock = test::vec({0.0, 0.0, 0.5, 0.0, 0.0}),
        .groups = {{.name = "hills", .members = {2, 1}, .cap = 3.0}, {.name = "coast", .members = {4}, .floor = 6.0}}};
}
const Eigen::VectorXd five = test::vec({1.0, 3.0, 2.0, 8.0, 1.0});

std::string lies_about(const Eigen::VectorXd& need, const FairDivisionOptions& options) {
    const double price_slack = options.alpha == none ? 1e-9 : 1e-8;
    test::Lies<FairDivision> lies(allocation::fair_division(need, options),
                                  [&](const auto& d) { return verify_fair_division(need, options, d).holds; });
    auto& [amount, price, group_name, group_amount, group_price, reason, outcome, findings] = lies.answer;
    lies.numbers("amount", amount, {.tolerance = 1e-9});
    lies.number("price", price, {.tolerance = price_slack});
    lies.list("group_name", group_name, [&](const auto& name, auto& entry) { lies.text(name, entry); });
    lies.numbers("group_amount", group_amount, {.tolerance = 1e-9});
    lies.numbers("group_price", group_price, {.tolerance = price_slack, .scale = price});
    lies.list("reason", reason, [&](const auto& name, auto& entry) {
        auto& [hold, group, marginal] = entry;
        lies.choice(name + ".hold", hold, {Hold::at_floor, Hold::at_cap, Hold::at_price, Hold::held_by_group});
        lies.whole(name + ".group", group);
        lies.number(name + ".marginal", marginal, {.tolerance = 1e-8});
    });
    const double all = options.alpha == 1.0 ? need.sum() : 0.0;
    lies.outcome(outcome, {.tolerance = 1e-9, .scale = all}, {.tolerance = 1e-9, .scale = all});
    lies.findings(findings);
    return std::string(name(outcome.status)) + ", " + lies.verdict();
}

} // namespace

TEST_CASE("fair division: a lie in any field is refused") {
    CHECK(lies_about(five, every_rule(1.0)) == "optimal, 195 lies, all refused");
    CHECK(lies_about(five, every_rule(2.0)) == "optimal, 193 lies, all refused");
    CHECK(lies_about(five, every_rule(0.0)) == "optimal, 195 lies, all refused");
    CHECK(lies_about(five, every_rule(none)) == "optimal, 195 lies, all refused");
    auto impossible = every_rule(1.0);
    impossible.budget = 9.0;
    CHECK(lies_about(five, impossible) == "infeasible, 192 lies, all refused");
    CHECK(lies_about(test::vec({1.0, 0.0}), {.budget = 1.0, .upper = test::vec({0.0, 2.0})}) ==
          "optimal, 91 lies, all refused"); // the objective is 0
}

TEST_CASE("fair division: lies are refused in every unit of needs and amounts") {
    for (const double alpha : {0.0, 0.5, 1.0, 2.0, none})
        for (const double of_needs : {1e-12, 1.0, 1e12})
            for (const double of_amounts : {1e-12, 1e12}) {
                auto options = every_rule(alpha);
                options.budget *= of_amounts;
                for (base::PerPlace* rule : {&options.lower, &options.upper, &options.stock})
                    *rule = Eigen::VectorXd(of_amounts * rule->expanded(5, "rule", 0.0));
                for (auto& group : options.groups) {
                    group.floor *= of_amounts;
                    group.cap *= of_amounts;
                }
                const std::string verdict = lies_about(of_needs * five, options);
                CAPTURE(alpha);
                CAPTURE(of_needs);
                CAPTURE(of_amounts);
                CAPTURE(verdict);
                CHECK(verdict.find("all refused") != std::string::npos);
            }
}
