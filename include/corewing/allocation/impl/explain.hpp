#pragma once

#include "corewing/allocation/explain.hpp"

#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/allocation/rule.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/base/index.hpp"
#include "corewing/allocation/detail/rule_names.hpp"
#include "corewing/allocation/detail/rules.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace corewing::allocation {
namespace detail {

/// Binding rules from amounts, marginal values and prices.
template <class Options>
void explain_rules(const Options& options, const Eigen::VectorXd& amount, double price,
                   const Eigen::VectorXd& group_price, const std::vector<Reason>& reason,
                   const std::vector<std::string>& names, bool with_places, Explanation& result) {
    const Index n = amount.size();
    const Rules rules = detail::rules(n, options.budget, options.lower, options.upper);
    Eigen::VectorXd in_force = Eigen::VectorXd::Constant(n, price);
    result.price = price;
    if (price > 0.0) result.binding.push_back({{.kind = RuleKind::budget, .amount = options.budget}, price});
    for (Index g = 0; g < std::ssize(options.groups); ++g) {
        const Group& group = options.groups[g];
        const double value = group_price(g);
        if (value == 0.0) continue;
        for (const Index i : group.members) in_force(i) += value;
        double sum = 0.0;
        for (const Index i : group.members) sum += amount(i);
        const bool is_cap = std::abs(sum - group.cap) <= std::abs(sum - group.floor);
        result.binding.push_back({{.kind = is_cap ? RuleKind::group_cap : RuleKind::group_floor,
                                   .index = g,
                                   .name = group_title(options.groups, g),
                                   .amount = is_cap ? group.cap : group.floor},
                                  value});
    }
    double highest = 0.0;
    for (Index i = 0; i < n; ++i) {
        const Reason& why = reason[i];
        if (why.marginal > highest && with_places) {
            highest = why.marginal;
            result.most_urgent = i;
        }
        const double value = why.marginal - in_force(i);
        if (!with_places || std::abs(value) <= 1e-9 * std::max(std::abs(why.marginal), std::abs(in_force(i)))) continue;
        if (why.hold == Hold::at_floor && value < 0.0 && rules.lower(i) > 0.0)
            result.binding.push_back(
                {{.kind = RuleKind::place_floor, .index = i, .name = place_label(names, i), .amount = rules.lower(i)},
                 value});
        const bool full = amount(i) >= rules.upper(i);
        if (full && value > 0.0)
            result.binding.push_back(
                {{.kind = RuleKind::place_cap, .index = i, .name = place_label(names, i), .amount = rules.upper(i)},
                 value});
    }
    std::stable_sort(result.binding.begin(), result.binding.end(),
                     [](const BindingRule& a, const BindingRule& b) { return std::abs(a.value) > std::abs(b.value); });
}

} // namespace detail

COREWING_BODY
Explanation explain(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options,
                    const FairDivision& division, const std::vector<std::string>& names) {
    Explanation result;
    if (!division.outcome.has_answer()) return result;
    const double alpha = options.alpha;
    const bool finite = alpha != std::numeric_limits<double>::infinity();
    detail::explain_rules(options, division.amount, division.price, division.group_price, division.reason, names,
                          finite, result);
    const Index n = need.size();
    result.next_unit = Eigen::VectorX<Double>::Zero(n);
    const Eigen::VectorX<Double> stock = detail::stocks(n, options.stock);
    const Eigen::VectorX<Double> upper =
        options.upper.expanded(n, "upper", std::numeric_limits<double>::infinity());
    const auto held = [&](Index i) { return division.amount(i) + stock(i); };
    const auto finish = [&] {
        const double sum = result.next_unit.sum();
        if (sum > 0.0) result.next_unit /= sum;
        return result;
    };
    if (!finite) {
        double lowest = std::numeric_limits<double>::infinity();
        for (Index i = 0; i < n; ++i) {
            if (division.reason[i].hold == Hold::at_price) result.next_unit(i) = need(i);
            if (need(i) > 0.0 && held(i) / need(i) < lowest) {
                lowest = held(i) / need(i);
                result.most_urgent = i;
            }
        }
        return finish();
    }
    if (division.price <= 0.0) return result;
    // Those whose marginal value is the price and who can take more; if nobody is free, those the price waits for.
    for (int attempt = 0; attempt < 2 && result.next_unit.sum() == 0.0; ++attempt)
        for (Index i = 0; i < n; ++i) {
            const Reason& why = division.reason[i];
            const bool waits = attempt == 1 && why.hold == Hold::at_floor && why.group < 0 &&
                               division.amount(i) < upper(i) &&
                               why.marginal >= division.price * (1.0 - 1e-9);
            if (why.hold != Hold::at_price && !waits) continue;
            if (alpha == 0.0 && result.next_unit.sum() > 0.0) continue; // one after the other
            // the common level lifts each in proportion to what it holds; from nothing, to need^(1 / alpha)
            if (need(i) > 0.0)
                result.next_unit(i) = alpha == 0.0    ? 1.0
                                      : held(i) > 0.0 ? held(i)
                                                      : std::pow(need(i) / need.maxCoeff(), 1.0 / alpha);
        }
    return finish();
}

COREWING_BODY
Explanation explain(const SpilloverOptions& options, const SpilloverDivision& division,
                    const std::vector<std::string>& names) {
    Explanation result;
    if (!division.outcome.has_answer()) return result;
    detail::explain_rules(options, division.amount, division.price, division.group_price, division.reason, names, true,
                          result);
    return result;
}

COREWING_BODY
Explanation explain(const MultiResourceOptions& options, const MultiResource& answer,
                    const std::vector<std::string>& names, const std::vector<std::string>& resources) {
    Explanation result;
    if (!answer.outcome.has_answer()) return result;
    for (Index k = 0; k < options.budget.size(); ++k) {
        const std::string title = k < std::ssize(resources) ? resources[k] : "resource " + std::to_string(k);
        if (answer.price(k) > 0.0)
            result.binding.push_back(
                {{.kind = RuleKind::budget, .resource = k, .name = title, .amount = options.budget(k)},
                 answer.price(k)});
        for (Index i = 0; i < answer.amount.rows(); ++i) {
            const double value = answer.marginal(i, k) - answer.price(k);
            const double low = options.lower.size() > 0 ? options.lower(i, k) : 0.0;
            const double high =
                options.upper.size() > 0 ? options.upper(i, k) : std::numeric_limits<double>::infinity();
            const double size = 1e-6 * std::max(answer.marginal(i, k), answer.price(k));
            if (low > 0.0 && answer.amount(i, k) <= low * (1.0 + 1e-6) && value < -size)
                result.binding.push_back({{.kind = RuleKind::place_floor,
                                           .index = i,
                                           .resource = k,
                                           .name = detail::place_label(names, i) + ", " + title,
                                           .amount = low},
                                          value});
            if (answer.amount(i, k) >= high * (1.0 - 1e-6) && value > size)
                result.binding.push_back({{.kind = RuleKind::place_cap,
                                           .index = i,
                                           .resource = k,
                                           .name = detail::place_label(names, i) + ", " + title,
                                           .amount = high},
                                          value});
        }
    }
    std::stable_sort(result.binding.begin(), result.binding.end(),
                     [](const BindingRule& a, const BindingRule& b) { return std::abs(a.value) > std::abs(b.value); });
    return result;
}

COREWING_BODY
Explanation explain_posts(const Eigen::VectorX<long>& posts, const Eigen::VectorX<long>& lower,
                          const Eigen::VectorX<long>& upper, const std::vector<Group>& groups,
                          const std::vector<std::string>& names) {
    Explanation result;
    for (Index g = 0; g < std::ssize(groups); ++g) {
        double sum = 0.0;
        for (const Index i : groups[g].members) sum += static_cast<double>(posts(i));
        const std::string title = detail::group_title(groups, g);
        if (groups[g].floor > 0.0 && sum - 1.0 < groups[g].floor)
            result.binding.push_back(
                {{.kind = RuleKind::group_floor, .index = g, .name = title, .amount = groups[g].floor}, 0.0});
        if (sum + 1.0 > groups[g].cap)
            result.binding.push_back(
                {{.kind = RuleKind::group_cap, .index = g, .name = title, .amount = groups[g].cap}, 0.0});
    }
    for (Index i = 0; i < posts.size(); ++i) {
        const std::string title = detail::place_label(names, i);
        if (lower.size() > 0 && lower(i) > 0 && posts(i) <= lower(i))
            result.binding.push_back(
                {{.kind = RuleKind::place_floor, .index = i, .name = title, .amount = static_cast<double>(lower(i))},
                 0.0});
        if (upper.size() > 0 && posts(i) >= upper(i))
            result.binding.push_back(
                {{.kind = RuleKind::place_cap, .index = i, .name = title, .amount = static_cast<double>(upper(i))},
                 0.0});
    }
    return result;
}

} // namespace corewing::allocation
