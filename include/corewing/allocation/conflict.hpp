#pragma once

#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/relaxation.hpp"
#include "corewing/allocation/detail/rule_sets.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/allocation/rule.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace corewing::allocation {

/// The rules of a division, and what the user calls the places.
struct RuleBook {
    double budget = 0.0;                 ///< what there is to divide, >= 0
    Spend spend = Spend::all;            ///< whether it must be used up
    Eigen::VectorXd lower = {};          ///< places x 1, floors, >= 0; empty = 0
    Eigen::VectorXd upper = {};          ///< places x 1, caps, >= 0, infinity allowed; empty = none
    std::vector<Group> groups = {};      ///< nested groups with floors and caps
    std::vector<std::string> names = {}; ///< names of the places; empty = "place 0", "place 1" ...
};

/// A rule that gives way.
struct Relaxation {
    Rule rule = {};
    double to = 0.0; ///< its new amount
};

/// Rules that cannot hold together, and what would have to give.
struct Conflict {
    bool found = false;             ///< false = the rules can hold together, and the rest is empty
    std::vector<Rule> demands = {}; ///< together they ask for `demanded`
    std::vector<Rule> limits = {};  ///< together they allow `allowed`, which is less
    double demanded = 0.0;
    double allowed = 0.0;
    /// True if no smaller set of rules contradicts itself; else only that none of these rules can be left out.
    bool smallest = false;
    /// The least sum of changes that lets all rules hold, this conflict's and every other's. Where others are as small,
    /// those are taken that leave the budget as it is.
    std::vector<Relaxation> relaxation = {};
    double change = 0.0; ///< that sum
};

/// One line: "A floor 90 + B floor 60 = 150 > budget 140".
template <class = void>
std::string describe(const Conflict& conflict) {
    if (!conflict.found) return "the rules can hold together";
    const auto side = [](const std::vector<Rule>& rules, double sum) {
        if (rules.empty()) return base::to_text(sum);
        std::string text;
        for (const Rule& rule : rules) text += (text.empty() ? "" : " + ") + describe(rule);
        if (rules.size() > 1) text += " = " + base::to_text(sum);
        return text;
    };
    return side(conflict.demands, conflict.demanded) + " > " + side(conflict.limits, conflict.allowed);
}

/// The smallest set of rules that cannot hold together, and the least relaxation that lets all hold (冲突规则).
/// Under nested rules a contradiction is always of one of two forms: floors inside a group (or all) ask for more than
/// its cap (the budget) allows, or caps that cover a group allow less than its floor (the budget) asks for. The
/// smallest of them is found exactly as long as it has 64 rules or fewer.
/// @param places  number of places
/// @param rules  the rules as they were given to the division
/// @throws bad_value, bad_shape naming the entry or the group
/// Complexity O(places log places + groups * 64^2).
/// Source: Chinneck 2008, Feasibility and Infeasibility in Optimization, ch. 6 and 7 (the notions).
template <class = void>
Conflict conflict(Index places, const RuleBook& rules) {
    const detail::Rules bounds = detail::rules(places, rules.budget, rules.lower, rules.upper);
    const detail::Nesting nest = detail::nesting(places, rules.groups);
    Conflict result;
    if (detail::rules_can_hold(bounds, nest, rules.groups, rules.budget, rules.spend)) return result;

    const auto write = [&](const detail::RuleSets<>::Choice& choice) {
        Rule rule{.kind = choice.kind, .index = choice.index};
        const Index g = choice.index;
        switch (choice.kind) {
        case RuleKind::budget:
            rule.amount = rules.budget;
            rule.index = -1;
            break;
        case RuleKind::place_floor:
        case RuleKind::place_cap:
            rule.name = detail::place_label(rules.names, choice.index);
            rule.amount =
                choice.kind == RuleKind::place_floor ? bounds.lower(choice.index) : bounds.upper(choice.index);
            break;
        case RuleKind::group_floor:
        case RuleKind::group_cap:
            rule.name = detail::group_title(rules.groups, g);
            rule.amount = choice.kind == RuleKind::group_floor ? rules.groups[g].floor : rules.groups[g].cap;
            break;
        }
        return rule;
    };
    const detail::RuleSets<> sets(bounds, nest, rules.groups, rules.budget, rules.spend);
    const detail::RuleSets<>::Contradiction worst = sets.smallest();
    result.found = true;
    result.smallest = worst.smallest;
    for (const auto& choice : worst.demands) result.demands.push_back(write(choice));
    for (const auto& choice : worst.limits) result.limits.push_back(write(choice));
    const auto in_order = [](const Rule& a, const Rule& b) {
        return std::pair(a.kind < RuleKind::group_floor, a.index) < std::pair(b.kind < RuleKind::group_floor, b.index);
    };
    std::sort(result.demands.begin(), result.demands.end(), in_order);
    std::sort(result.limits.begin(), result.limits.end(), in_order);
    for (const Rule& rule : result.demands) result.demanded += rule.amount;
    for (const Rule& rule : result.limits) result.allowed += rule.amount;

    for (const auto& [kind, index, to] :
         detail::least_relaxation(bounds, nest, rules.groups, rules.budget, rules.spend)) {
        Relaxation relaxation{.rule = write({kind, index}), .to = to};
        result.change += std::abs(relaxation.to - relaxation.rule.amount);
        result.relaxation.push_back(std::move(relaxation));
    }
    return result;
}

/// The rules of a fair or spillover division as a RuleBook: conflict(n, rule_book(options, names)).
template <class Options>
RuleBook rule_book(const Options& options, std::vector<std::string> names = {}) {
    return {.budget = options.budget,
            .spend = options.spend,
            .lower = options.lower,
            .upper = options.upper,
            .groups = options.groups,
            .names = std::move(names)};
}

/// The rules of an apportionment; floors and caps of groups become whole posts.
template <class = void>
RuleBook rule_book(const ApportionmentOptions& options, std::vector<std::string> names = {}) {
    RuleBook book{.budget = static_cast<double>(options.posts),
                  .lower = options.lower.cast<double>(),
                  .upper = options.upper.cast<double>(),
                  .groups = options.groups,
                  .names = std::move(names)};
    for (Group& group : book.groups) {
        group.floor = std::ceil(group.floor);
        group.cap = std::floor(group.cap);
    }
    return book;
}

/// The rules for one resource of several: its budget is a limit, not a demand.
/// @param resource  its number, 0 .. resources - 1
template <class = void>
RuleBook rule_book(const MultiResourceOptions& options, Index resource, std::vector<std::string> names = {}) {
    base::check_range(static_cast<double>(resource), 0.0, static_cast<double>(options.budget.size()) - 1.0, "resource");
    RuleBook book{.budget = options.budget(resource), .spend = Spend::at_most, .names = std::move(names)};
    if (options.lower.size() > 0) book.lower = options.lower.col(resource);
    if (options.upper.size() > 0) book.upper = options.upper.col(resource);
    return book;
}

} // namespace corewing::allocation
