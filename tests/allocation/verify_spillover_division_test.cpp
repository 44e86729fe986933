#include "corewing/allocation/spillover_division.hpp"
#include "corewing/allocation/verify_spillover_division.hpp"
#include "corewing/base/outcome.hpp"

#include "support/expect_valid.hpp"
#include "support/lies.hpp"
#include "support/values.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

using namespace corewing;
using allocation::Hold;
using allocation::SpilloverDivision;
using allocation::SpilloverOptions;
using allocation::verify_spillover_division;
using base::Status;
using Eigen::Vector2d;

namespace {

const Vector2d needs(1.0, 1.0);

/// The second place lives on the first, and on nobody else.
Eigen::SparseMatrix<double> one_way() {
    Eigen::SparseMatrix<double> link(2, 2);
    link.insert(1, 0) = 7.0; // rows are made to add up to 1, so the unit does not matter
    return link;
}

SpilloverOptions greatest_total() {
    return {.budget = 8.0, .alpha = 0.0, .reach = 0.5};
}

/// A unit at the first place is worth 1 there and 1/2 at its neighbour, one at the second place 1: all goes to the
/// first. Its 8 bring 4 more: 12 in all.
SpilloverDivision by_hand() {
    return {.amount = Vector2d(8.0, 0.0),
            .benefit = Vector2d(8.0, 4.0),
            .received = Vector2d(0.0, 4.0),
            .marginal = Vector2d(1.5, 1.0),
            .price = 1.5,
            .reason = {{.hold = Hold::at_price, .marginal = 1.5}, {.hold = Hold::at_floor, .marginal = 1.0}},
            .outcome = {.status = Status::optimal, .objective = 12.0, .bound = 12.0, .gap = 0.0}};
}

} // namespace

TEST_CASE("a spillover division written by hand passes, and every number in it is checked") {
    const auto link = one_way();
    const auto certificate = verify_spillover_division(needs, link, greatest_total(), by_hand());
    test::expect_valid(certificate);
    CHECK(certificate.bound == doctest::Approx(12.0));
    CHECK(certificate.gap < 1e-12);
    struct Row {
        std::function<void(SpilloverDivision&)> lie;
        std::string fault; // how it begins; some end in a number with its rounding
    };
    const std::vector<Row> rows = {
        {[](auto& d) { d.amount(0) = 7.0; }, "less than the budget is spent: 8 is above 7"},
        {[](auto& d) { d.amount(1) = -1.0; }, "amount[1] below its floor: 0 is above -1"},
        {[](auto& d) { d.benefit(1) = 5.0; }, "benefit[1] is 5 but should be 4"},
        {[](auto& d) { d.received(0) = 1.0; }, "received[0] is 1 but should be 0"},
        {[](auto& d) { d.marginal(1) = 2.0, d.reason[1].marginal = 2.0; }, "marginal[1] is 2 but should be 1"},
        {[](auto& d) { d.price = -1.5; }, "price is negative"},
        {[](auto& d) { d.price = 1.6; }, "outcome.bound is 12 but should be"},
        {[](auto& d) { d.price = std::nan(""); }, "reasons or price are missing"},
        {[](auto& d) { d.reason.pop_back(); }, "reasons or price are missing"},
        {[](auto& d) { d.reason[0].hold = Hold::at_cap; }, "reason[0].hold is wrong"},
        {[](auto& d) { d.reason[1].marginal = 1.5; }, "reason[1].marginal is not the marginal value"},
        {[](auto& d) { d.reason[1].group = 0; }, "reason[1].group does not hold it"},
        {[](auto& d) { d.group_amount = Eigen::VectorXd::Zero(1); }, "a group result has the wrong size"},
        {[](auto& d) { d.group_price = Eigen::VectorXd::Zero(1); }, "a group result has the wrong size"},
        {[](auto& d) { d.benefit.resize(1); }, "a result has the wrong size or is not finite"},
        {[](auto& d) { d.outcome.objective = 11.0; }, "outcome.objective is 11 but should be 12"},
        {[](auto& d) { d.outcome.gap = 0.5; }, "outcome.gap is 0.5 but should be 0"},
        {[](auto& d) { d.outcome.iterations = -1; }, "outcome.iterations is negative"},
        {[](auto& d) { d.outcome.seconds = -1.0; }, "outcome.seconds is no time"},
        {[](auto& d) { d.findings.emplace_back(); }, "findings: places are left out of the objective"},
    };
    for (Index k = 0; k < std::ssize(rows); ++k) {
        CAPTURE(k);
        SpilloverDivision changed = by_hand();
        rows[k].lie(changed);
        const auto wrong = verify_spillover_division(needs, link, greatest_total(), changed);
        CHECK_FALSE(wrong.holds);
        REQUIRE(!wrong.faults.empty());
        CHECK(wrong.faults.front().substr(0, rows[k].fault.size()) == rows[k].fault);
    }
}

TEST_CASE("what spills over is that of the links and the reach given") {
    const auto link = one_way();
    auto shorter = greatest_total();
    shorter.reach = 0.25;
    CHECK_FALSE(verify_spillover_division(needs, link, shorter, by_hand()).holds);
    Eigen::SparseMatrix<double> apart(2, 2);
    CHECK_FALSE(verify_spillover_division(needs, apart, greatest_total(), by_hand()).holds);
    // Links of a place with itself count for nothing.
    Eigen::SparseMatrix<double> looped = one_way();
    looped.insert(0, 0) = 3.0;
    looped.insert(1, 1) = 3.0;
    CHECK(verify_spillover_division(needs, looped, greatest_total(), by_hand()).holds);
}

TEST_CASE("amounts that are not best fail, though every other number fits them") {
    // 7 and 1: 8 + 3.5 = 11.5 in all, half a unit below the bound that the price proves.
    SpilloverDivision other = by_hand();
    other.amount = Vector2d(7.0, 1.0);
    other.received = Vector2d(0.0, 3.5);
    other.benefit = Vector2d(7.0, 4.5);
    other.reason[1].hold = Hold::at_price;
    other.outcome = {.status = Status::optimal, .objective = 11.5, .bound = 12.0};
    other.outcome.gap = base::relative_gap(11.5, 12.0);
    CHECK(verify_spillover_division(needs, one_way(), greatest_total(), other).faults ==
          std::vector<std::string>{"called optimal, but the gap is larger than asked"});
    other.outcome.status = Status::feasible; // which claims less, and is true
    CHECK(verify_spillover_division(needs, one_way(), greatest_total(), other).holds);
}

TEST_CASE("a spillover division that there is none must be true and give nothing away") {
    auto options = greatest_total();
    options.lower = Vector2d(5.0, 4.0);
    const auto refused = allocation::spillover_division(needs, one_way(), options);
    REQUIRE(refused.outcome.status == Status::infeasible);
    CHECK(verify_spillover_division(needs, one_way(), options, refused).holds);
    const std::vector<std::function<void(SpilloverDivision&)>> lies = {
        [](auto& d) { d.amount(0) = 1.0; },
        [](auto& d) { d.benefit(0) = 1.0; },
        [](auto& d) { d.received(1) = 1.0; },
        [](auto& d) { d.marginal(1) = 1.0; },
        [](auto& d) { d.price = 1.0; },
        [](auto& d) { d.outcome.objective = 1.0; },
        [](auto& d) { d.outcome.bound = 1.0; },
        [](auto& d) { d.outcome.gap = 0.0; },
        [](auto& d) { d.outcome.iterations = -1; },
        [](auto& d) { d.outcome.status = Status::optimal; },
    };
    for (Index k = 0; k < std::ssize(lies); ++k) {
        CAPTURE(k);
        SpilloverDivision changed = refused;
        lies[k](changed);
        CHECK_FALSE(verify_spillover_division(needs, one_way(), options, changed).holds);
    }
    options.budget = 9.0;
    CHECK(verify_spillover_division(needs, one_way(), options, refused).faults ==
          std::vector<std::string>{"called infeasible, but the rules can hold together"});
}

namespace {

/// A ring of four whose second place lives on all others, with a stock, a cap, and groups at their cap and floor.
Eigen::SparseMatrix<double> ring() {
    Eigen::SparseMatrix<double> link(4, 4);
    for (Index i = 0; i < 4; ++i) link.insert(i, (i + 1) % 4) = 1.0;
    link.insert(1, 0) = 2.0;
    link.insert(1, 3) = 1.0;
    return link;
}
SpilloverOptions each_rule(double alpha) {
    return {
        .budget = 20.0,
        .alpha = alpha,
        .upper = test::vec({test::none, 2.0, test::none, test::none}),
        .stock = test::vec({0.0, 0.0, 0.5, 0.0}),
        .groups = {{.name = "hills", .members = {0, 1}, .cap = 5.0}, {.name = "coast", .members = {3}, .floor = 9.0}}};
}

std::string lies_about(const Eigen::VectorXd& weight, const Eigen::SparseMatrix<double>& link,
                       const SpilloverOptions& options) {
    test::Lies<SpilloverDivision> lies(allocation::spillover_division(weight, link, options), [&](const auto& d) {
        return verify_spillover_division(weight, link, options, d).holds;
    });
    auto& [amount, benefit, received, marginal, price, group_name, group_amount, group_price, reason, outcome,
           findings] = lies.answer;
    const double bound = std::abs(outcome.bound); // which the prices prove
    const double spread = 1e-3 * benefit.cwiseAbs().mean();
    lies.numbers("amount", amount, {.tolerance = 1e-9});
    lies.numbers("benefit", benefit, {.tolerance = 1e-9, .scale = spread});
    lies.numbers("received", received, {.tolerance = 1e-9, .scale = 1e-4 * benefit.sum()});
    lies.numbers("marginal", marginal, {.tolerance = 1e-8});
    lies.number("price", price, {.tolerance = 1e-9, .scale = bound});
    lies.list("group_name", group_name, [&](const auto& name, auto& entry) { lies.text(name, entry); });
    lies.numbers("group_amount", group_amount, {.tolerance = 1e-9, .scale = 1e-12});
    lies.numbers("group_price", group_price, {.tolerance = 1e-9, .scale = bound});
    lies.list("reason", reason, [&](const auto& name, auto& entry) {
        auto& [hold, group, value] = entry;
        lies.choice(name + ".hold", hold, {Hold::at_floor, Hold::at_cap, Hold::at_price, Hold::held_by_group});
        lies.whole(name + ".group", group);
        lies.number(name + ".marginal", value, {});
    });
    lies.outcome(outcome, {.tolerance = 1e-9, .scale = 1e-12}, {.tolerance = 1e-9, .scale = 1e-3});
    lies.findings(findings);
    return std::string(name(outcome.status)) + ", " + lies.verdict();
}

} // namespace

TEST_CASE("spillover division: a lie in any field is refused") {
    const Eigen::VectorXd four = test::vec({1.0, 3.0, 2.0, 1.0});
    CHECK(lies_about(four, ring(), each_rule(1.0)) == "optimal, 264 lies, all refused");
    CHECK(lies_about(four, ring(), each_rule(2.0)) == "optimal, 264 lies, all refused");
    CHECK(lies_about(four, ring(), each_rule(0.0)) == "optimal, 266 lies, all refused");
    auto few = each_rule(0.5);
    few.reach = 0.9, few.iterations = 1, few.gap = 1e-10, few.groups = {};
    CHECK(lies_about(four, ring(), few) == "feasible, 228 lies, all refused");
    std::stop_source stop; // who asks to stop may be told either
    stop.request_stop();
    few.observer.stop = stop.get_token();
    CHECK(lies_about(four, ring(), few) == "interrupted, 228 lies, accepted: outcome.status feasible");
    auto impossible = each_rule(1.0);
    impossible.budget = 8.0;
    CHECK(lies_about(four, ring(), impossible) == "infeasible, 263 lies, all refused");
}
