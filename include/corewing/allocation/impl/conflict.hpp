#pragma once

#include "corewing/allocation/conflict.hpp"

#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/detail/contradiction.hpp"
#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/relaxation.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/allocation/rule.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace corewing::allocation {

COREWING_BODY
std::string describe(const Conflict& conflict) {
    if (!conflict.found) return "the rules can hold together";
    return detail::clash_text(conflict.demands, conflict.limits);
}

COREWING_BODY
Conflict conflict(Index places, const RuleBook& rules) {
    const detail::Rules bounds = detail::rules(places, rules.budget, rules.lower, rules.upper);
    const detail::Nesting nest = detail::nesting(places, rules.groups);
    Conflict result;
    if (detail::rules_can_hold(bounds, nest, rules.groups, rules.budget, rules.spend)) return result;

    detail::RuleClash clash =
        detail::rule_clash(bounds, nest, rules.groups, rules.budget, rules.spend, rules.names);
    result.found = true;
    result.smallest = clash.smallest;
    result.demands = std::move(clash.demands);
    result.limits = std::move(clash.limits);
    result.demanded = detail::sum_of(result.demands);
    result.allowed = detail::sum_of(result.limits);

    for (const auto& [kind, index, to] :
         detail::least_relaxation(bounds, nest, rules.groups, rules.budget, rules.spend)) {
        Relaxation relaxation{
            .rule = detail::rule_of({kind, index}, bounds, rules.groups, rules.budget, rules.names), .to = to};
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
