#include "corewing/allocation/verify_spillover_division.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/base/outcome.hpp"

#include "support/expect_valid.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
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

const Vector2d need(1.0, 1.0);

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
    const auto certificate = verify_spillover_division(need, link, greatest_total(), by_hand());
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
        const auto wrong = verify_spillover_division(need, link, greatest_total(), changed);
        CHECK_FALSE(wrong.holds);
        REQUIRE(!wrong.faults.empty());
        CHECK(wrong.faults.front().substr(0, rows[k].fault.size()) == rows[k].fault);
    }
}

TEST_CASE("what spills over is that of the links and the reach given") {
    const auto link = one_way();
    auto shorter = greatest_total();
    shorter.reach = 0.25;
    CHECK_FALSE(verify_spillover_division(need, link, shorter, by_hand()).holds);
    Eigen::SparseMatrix<double> apart(2, 2);
    CHECK_FALSE(verify_spillover_division(need, apart, greatest_total(), by_hand()).holds);
    // Links of a place with itself count for nothing.
    Eigen::SparseMatrix<double> looped = one_way();
    looped.insert(0, 0) = 3.0;
    looped.insert(1, 1) = 3.0;
    CHECK(verify_spillover_division(need, looped, greatest_total(), by_hand()).holds);
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
    CHECK(verify_spillover_division(need, one_way(), greatest_total(), other).faults ==
          std::vector<std::string>{"called optimal, but the gap is larger than asked"});
    other.outcome.status = Status::feasible; // which claims less, and is true
    CHECK(verify_spillover_division(need, one_way(), greatest_total(), other).holds);
}

TEST_CASE("a spillover division that there is none must be true and give nothing away") {
    auto options = greatest_total();
    options.lower = Vector2d(5.0, 4.0);
    const auto refused = allocation::spillover_division(need, one_way(), options);
    REQUIRE(refused.outcome.status == Status::infeasible);
    CHECK(verify_spillover_division(need, one_way(), options, refused).holds);
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
        CHECK_FALSE(verify_spillover_division(need, one_way(), options, changed).holds);
    }
    options.budget = 9.0;
    CHECK(verify_spillover_division(need, one_way(), options, refused).faults ==
          std::vector<std::string>{"called infeasible, but the rules can hold together"});
}
