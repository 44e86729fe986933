#pragma once

#include "corewing/allocation/conflict.hpp"

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
#include "corewing/allocation/detail/rule_names.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace corewing::allocation {

COREWING_BODY
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

COREWING_BODY
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

COREWING_BODY
RuleBook rule_book(const ApportionmentOptions& options, std::vector<std::string> names) {
    RuleBook book{.budget = static_cast<double>(options.posts),
                  .groups = options.groups,
                  .names = std::move(names)};
    if (options.lower.size() > 0) book.lower = options.lower;
    if (options.upper.size() > 0) book.upper = options.upper;
    for (Group& group : book.groups) {
        group.floor = std::ceil(group.floor);
        group.cap = std::floor(group.cap);
    }
    return book;
}

COREWING_BODY
RuleBook rule_book(const MultiResourceOptions& options, Index resource, std::vector<std::string> names) {
    base::check_range(static_cast<double>(resource), 0.0, static_cast<double>(options.budget.size()) - 1.0, "resource");
    RuleBook book{.budget = options.budget(resource), .spend = Spend::at_most, .names = std::move(names)};
    if (options.lower.size() > 0) book.lower = options.lower.col(resource);
    if (options.upper.size() > 0) book.upper = options.upper.col(resource);
    return book;
}

} // namespace corewing::allocation
