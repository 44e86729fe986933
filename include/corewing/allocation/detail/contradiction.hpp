#pragma once

#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/rule_names.hpp"
#include "corewing/allocation/detail/rule_sets.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/allocation/rule.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

/// A choice as a rule in the user's own words.
template <class = void>
Rule rule_of(RuleSets<>::Choice choice, const Rules& bounds, const std::vector<Group>& groups, double budget,
             const std::vector<std::string>& names) {
    Rule rule{.kind = choice.kind, .index = choice.index};
    const Index g = choice.index;
    switch (choice.kind) {
    case RuleKind::budget:
        rule.amount = budget;
        rule.index = -1;
        break;
    case RuleKind::place_floor:
    case RuleKind::place_cap:
        rule.name = place_label(names, g);
        rule.amount = choice.kind == RuleKind::place_floor ? bounds.lower(g) : bounds.upper(g);
        break;
    case RuleKind::group_floor:
    case RuleKind::group_cap:
        rule.name = group_title(groups, g);
        rule.amount = choice.kind == RuleKind::group_floor ? groups[g].floor : groups[g].cap;
        break;
    }
    return rule;
}

/// Rules that ask for more than others allow, both in the order of groups and places.
struct RuleClash {
    std::vector<Rule> demands = {};
    std::vector<Rule> limits = {};
    bool smallest = false;
};

/// The smallest contradiction of rules that cannot hold together.
template <class = void>
RuleClash rule_clash(const Rules& bounds, const Nesting& nest, const std::vector<Group>& groups, double budget,
                     Spend spend, const std::vector<std::string>& names) {
    const RuleSets<>::Contradiction worst = RuleSets<>(bounds, nest, groups, budget, spend).smallest();
    RuleClash result;
    result.smallest = worst.smallest;
    for (const auto& choice : worst.demands) result.demands.push_back(rule_of(choice, bounds, groups, budget, names));
    for (const auto& choice : worst.limits) result.limits.push_back(rule_of(choice, bounds, groups, budget, names));
    const auto in_order = [](const Rule& a, const Rule& b) {
        return std::pair(a.kind < RuleKind::group_floor, a.index) < std::pair(b.kind < RuleKind::group_floor, b.index);
    };
    std::sort(result.demands.begin(), result.demands.end(), in_order);
    std::sort(result.limits.begin(), result.limits.end(), in_order);
    return result;
}

/// What rules ask for together, at most the largest number.
template <class = void>
double sum_of(const std::vector<Rule>& rules) {
    double sum = 0.0;
    for (const Rule& rule : rules) sum += rule.amount;
    return std::min(sum, std::numeric_limits<double>::max());
}

/// "A floor 90 + B floor 60 = 150 > budget 140".
/// @param most  so many rules a side are written out
template <class = void>
std::string clash_text(const std::vector<Rule>& demands, const std::vector<Rule>& limits,
                       Index most = std::numeric_limits<Index>::max()) {
    const auto side = [most](const std::vector<Rule>& rules) {
        const double sum = sum_of(rules);
        if (rules.empty()) return base::to_text(sum);
        std::string text;
        for (Index k = 0; k < std::min(most, std::ssize(rules)); ++k)
            text += (text.empty() ? "" : " + ") + describe(rules[k]);
        if (std::ssize(rules) > most) text += " + " + std::to_string(std::ssize(rules) - most) + " more";
        if (rules.size() > 1) text += " = " + base::to_text(sum);
        return text;
    };
    return side(demands) + " > " + side(limits);
}

/// The finding of an answer that says that there is none.
template <class = void>
base::Finding clash_finding(std::string_view topic, const RuleClash& clash) {
    return {.severity = base::Severity::warning,
            .topic = std::string(topic),
            .text = "no division keeps every rule: " + clash_text(clash.demands, clash.limits, 6)};
}

} // namespace corewing::allocation::detail
