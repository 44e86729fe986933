#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_ALLOCATION

#include "corewing/allocation/conflict.hpp"
#include "corewing/allocation/explain.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/verify_conflict.hpp"
#include "corewing/allocation/verify_fair_division.hpp"

#include "results/allocation.hpp"

namespace corewing::results {

namespace {

using namespace corewing::allocation;

void divide(const std::string& name, const Eigen::VectorXd& need, const FairDivisionOptions& options) {
    attempt(name, [&] {
        const auto division = fair_division(need, options);
        print(name, division);
        print(name + ".verify", verify_fair_division(need, options, division));
        print(name + ".explain", explain(need, options, division));
        for (const auto& reason : division.reason) print(name + ".hold", allocation::name(reason.hold));
    });
}

void quarrel(const std::string& name, long places, const RuleBook& rules) {
    attempt(name, [&] {
        print(name + ".rules", rules);
        const auto found = conflict(places, rules);
        print(name, found);
        print(name + ".describe", describe(found));
        for (const auto& rule : found.demands) print(name + ".describe", describe(rule));
        for (const auto& rule : found.limits) print(name + ".describe", describe(rule));
        print(name + ".verify", verify_conflict(places, rules, found));
    });
}

void one(long n) {
    Draw draw(1200 + n);
    const std::string size = "[" + std::to_string(n) + ']';
    Eigen::VectorXd need = draw.vector(n, 0.5, 9.0);
    const Eigen::VectorXd lower = draw.vector(n, 0.0, 3.0);
    const Eigen::VectorXd room = draw.vector(n, 0.5, 25.0);
    const Eigen::VectorXd upper = lower + room;
    const Eigen::VectorXd stock = draw.vector(n, 0.0, 8.0);
    const double budget = 6.0 * static_cast<double>(n);
    const auto groups = nested(n);
    std::vector<std::string> names;
    for (long i = 0; i < n; ++i) names.push_back("N" + std::to_string(i));
    for (const double alpha : {0.0, 0.5, 1.0, 2.0, 7.5, HUGE_VAL}) {
        const std::string at = size + "[alpha=" + std::to_string(alpha) + ']';
        divide("fair_division" + at, need, {.budget = budget, .alpha = alpha});
        divide("fair_division.rules" + at, need, {.budget = budget, .alpha = alpha, .lower = lower, .upper = upper});
        divide("fair_division.groups" + at, need,
               {.budget = budget, .alpha = alpha, .lower = lower, .upper = upper, .stock = stock, .groups = groups});
        divide("fair_division.at_most" + at, need,
               {.budget = 4.0 * budget, .alpha = alpha, .upper = upper, .groups = groups, .spend = Spend::at_most});
        divide("fair_division.impossible" + at, need, {.budget = 0.5, .alpha = alpha, .lower = lower});
    }
    const FairDivisionOptions options{.budget = budget, .lower = lower, .upper = upper, .groups = groups};
    print("explain.names" + size, explain(need, options, fair_division(need, options), names));
    need[0] = 0.0;
    divide("fair_division.idle" + size, need, {.budget = budget, .alpha = 2.0, .upper = upper, .stock = stock});
    divide("fair_division.idle.proportional" + size, need, {.budget = budget, .groups = groups});
    quarrel("conflict.none" + size, n, rule_book(options, names));
    quarrel("conflict.floors" + size, n, rule_book(FairDivisionOptions{.budget = 0.5, .lower = lower}, names));
    quarrel("conflict.caps" + size, n, rule_book(FairDivisionOptions{.budget = 90.0 * budget, .upper = upper}));
    auto tight = groups;
    tight[0].floor = 0.0;
    tight[0].cap = 0.25;
    quarrel("conflict.groups" + size, n, {.budget = budget, .lower = lower, .groups = tight, .names = names});
    quarrel("conflict.at_most" + size, n, {.budget = 1.0, .spend = Spend::at_most, .lower = lower, .groups = groups});
}

} // namespace

void allocation_fair() {
    for (const long n : {3L, 8L, 40L}) one(n);
    const std::vector<std::string> label{"a", "", "b", "a", "c", "b"};
    print("groups_by", groups_by(label));
    for (const auto kind :
         {RuleKind::budget, RuleKind::place_floor, RuleKind::place_cap, RuleKind::group_floor, RuleKind::group_cap})
        print("describe", describe(Rule{.kind = kind, .index = 1, .name = "X", .amount = 2.5}));
}

} // namespace corewing::results
