#pragma once

#include "corewing/allocation/fair_division.hpp"

#include "corewing/allocation/detail/utility.hpp"
#include "corewing/allocation/detail/filling.hpp"
#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/detail/water.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/parallel.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::allocation {
namespace detail {

template <class = void>
void check_alpha(double alpha) {
    if (alpha == 0.0 || alpha == infinite || (alpha >= 1e-6 && alpha <= 1e6)) return;
    throw base::bad_value(base::to_text(alpha) + " is not 0, not in [1e-06, 1e+06] and not infinity",
                          {.field = "alpha",
                           .value = base::to_text(alpha),
                           .remedy = "take 0 for the greatest total or infinity for max-min"});
}

/// The vessels of a fair division, in the order of the nesting.
template <class = void>
Water<> water_of(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options, const Rules& rules,
                 const Eigen::VectorXd& stock, const Nesting& nest) {
    const Index n = nest.place.size();
    const double alpha = options.alpha;
    Vessels vessels(n);
    std::vector<long> turn(alpha == 0.0 ? n : 0);
    if (alpha == 0.0) {
        std::vector<Index> order(n);
        std::iota(order.begin(), order.end(), Index{0});
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return need(a) > need(b); });
        for (Index r = 0; r < n; ++r) turn[order[r]] = static_cast<long>(r);
    }
    // Levels are kept as they are, or as logarithms where need^(1 / alpha) leaves the range of numbers.
    double heaviest = 0.0;
    double lightest = infinite;
    for (const double w : need) {
        heaviest = std::max(heaviest, w);
        if (w > 0.0) lightest = std::min(lightest, w);
    }
    const double scale = alpha == infinite || heaviest == 0.0 ? 1.0 : heaviest;
    const double exponent = alpha == infinite ? 1.0 : 1.0 / alpha;
    const bool is_wide = heaviest > 0.0 && (std::log(heaviest) - std::log(lightest)) * exponent > 100.0;
    const Law law = alpha == 0.0 ? Law::in_turn : is_wide ? Law::exponential : Law::linear;
    const auto shape = [&](Index k) {
        const Index i = nest.place[k];
        Vessel& v = vessels[k];
        v.low = rules.lower(i);
        v.high = rules.upper(i);
        v.rise = -infinite;
        v.full = infinite;
        if (law == Law::in_turn) {
            v.high = std::min(v.high, v.low + 2.0 * options.budget + 1.0); // beyond what anybody can get
            v.stage = turn[i];
            v.slope = v.high - v.low;
            v.stock = -v.low;
            return;
        }
        v.stock = stock(i);
        v.stage = need(i) > 0.0 ? 0 : 1;
        const double weight = need(i) > 0.0 ? need(i) / scale : 1.0;
        const double least = v.low + v.stock;
        const double most = v.high + v.stock;
        if (law == Law::linear) {
            v.slope = exponent == 1.0 ? weight : exponent == 0.5 ? std::sqrt(weight) : std::pow(weight, exponent);
            v.rise = least / v.slope;
            v.full = most / v.slope;
        } else {
            v.slope = std::log(weight) * exponent;
            v.rise = least > 0.0 ? std::log(least) - v.slope : -infinite;
            v.full = most > 0.0 ? std::log(most) - v.slope : -infinite;
        }
    };
    base::parallel_for(n, shape, {.grain = many_places});
    return {std::move(vessels), law};
}

/// Why each place has what it has and what its last unit is worth.
/// @return each place's part of the objective; 0 at max-min
template <class Double = double>
Eigen::VectorX<Double> give_reasons(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options,
                                    const Rules& rules, const Eigen::VectorXd& stock, const Nesting& nest,
                                    const std::vector<Index>& governor, FairDivision& result) {
    const double alpha = options.alpha;
    const auto held = [&](Index i) { return result.amount(i) + stock(i); };
    const auto is_out = [&](Index i) { return need(i) == 0.0 || (held(i) == 0.0 && alpha >= 1.0); };
    Eigen::VectorX<Double> part = Eigen::VectorX<Double>::Zero(need.size());
    std::atomic<Index> empty = 0;
    const auto judge = [&](Index i) {
        const double amount = result.amount(i);
        Reason& reason = result.reason[i];
        reason.group = governor[nest.owner[i]];
        if (amount <= rules.lower(i))
            reason.hold = Hold::at_floor;
        else if (amount >= rules.upper(i))
            reason.hold = Hold::at_cap;
        else
            reason.hold = reason.group >= 0 ? Hold::held_by_group : Hold::at_price;
        if (alpha == infinite) {
            reason.marginal = need(i) > 0.0 ? held(i) / need(i) : 0.0;
            return;
        }
        reason.marginal = marginal_value(need(i), held(i), alpha);
        if (!is_out(i))
            part(i) = weighted_utility(need(i), held(i), alpha);
        else if (need(i) > 0.0)
            ++empty;
    };
    base::parallel_for(nest.owner.size(), judge, {.grain = many_places});
    if (empty > 0)
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "fair_division",
                                   .text = std::to_string(empty) + " places can have nothing at all and are left out "
                                                                   "of the objective"});
    return part;
}

/// The price that stands behind a level, for alpha below infinity.
template <class = void>
class LevelPrice {
public:
    LevelPrice(const Eigen::Ref<const Eigen::VectorXd>& need, double alpha, Law law)
        : alpha_(alpha), law_(law), heaviest_(need.size() > 0 ? need.maxCoeff() : 0.0) {
        if (alpha != 0.0) return;
        sorted_.assign(need.data(), need.data() + need.size());
        std::sort(sorted_.begin(), sorted_.end(), std::greater<>());
    }

    [[nodiscard]] double operator()(Level l) const {
        if (alpha_ == 0.0) {
            if (l.stage < 0) return heaviest_;
            return l.stage < std::ssize(sorted_) ? sorted_[l.stage] : 0.0;
        }
        if (l.stage != 0) return 0.0;
        const double log_level = law_ == Law::exponential ? l.at : l.at > 0.0 ? std::log(l.at) : -infinite;
        return std::min(largest_price, std::exp(std::log(heaviest_) - alpha_ * log_level));
    }

private:
    double alpha_;
    Law law_;
    double heaviest_;
    std::vector<double> sorted_ = {};
};

/// Max-min: the smallest held / need, and into `mobile` the weight that moves with each level.
template <class = void>
double smallest_level(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivision& result, Index root,
                      std::vector<double>& mobile) {
    double smallest = infinite;
    for (Index i = 0; i < need.size(); ++i) {
        const Reason& reason = result.reason[i];
        if (reason.hold == Hold::at_price || reason.hold == Hold::held_by_group)
            mobile[reason.group >= 0 ? reason.group : root] += need(i);
        if (need(i) > 0.0) smallest = std::min(smallest, reason.marginal);
    }
    return smallest == infinite ? 0.0 : smallest;
}

/// Fills in prices, reasons, objective and bound once the amounts and the levels are known.
template <class Double = double>
void explain_division(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options,
                      const Rules& rules, const Eigen::VectorXd& stock, const Nesting& nest, Law law,
                      const std::vector<Level>& level, const std::vector<Index>& governor, FairDivision& result) {
    const bool is_max_min = options.alpha == infinite;
    const Index root = nest.root();
    double objective = give_reasons(need, options, rules, stock, nest, governor, result).sum();
    std::vector<double> mobile(root + 1, 0.0);
    if (is_max_min) objective = smallest_level(need, result, root, mobile);

    const LevelPrice<> price(need, options.alpha, law);
    const auto lift = [&](Index node) { return mobile[node] > 0.0 ? 1.0 / mobile[node] : 0.0; };
    result.price = is_max_min ? lift(root) : price(level[root]);
    double slack = 0.0;
    const auto add_slack = [&](double worth, double rest) {
        if (std::abs(worth) < largest_price) slack += std::abs(worth * rest);
    };
    add_slack(result.price, options.budget - result.amount.sum());
    const auto gather = [&](Index g) {
        for (Index k = nest.begin[g]; k < nest.end[g]; ++k)
            result.group_amount(g) += result.amount(nest.place[k]);
    };
    base::parallel_for(root, gather, {.grain = std::ssize(nest.place) >= many_places ? 8 : root});
    for (const Index g : nest.inwards) {
        const Level outside = level[nest.parent[g]];
        if (level[g] == outside) continue;
        const double rule = level[g] < outside ? options.groups[g].cap : options.groups[g].floor;
        result.group_price(g) = is_max_min ? lift(g) : price(level[g]) - price(outside);
        add_slack(result.group_price(g), rule - result.group_amount(g));
    }

    // The prices prove the amounts best: what is missing is rounding in the rules that bind.
    result.outcome.status = base::Status::optimal;
    result.outcome.objective = objective;
    result.outcome.bound = is_max_min ? objective : objective + slack;
    result.outcome.gap = base::relative_gap(objective, result.outcome.bound);
}

} // namespace detail

COREWING_BODY
FairDivision fair_division(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options) {
    const base::Stopwatch watch;
    const Index n = need.size();
    const double alpha = options.alpha;
    base::check_nonnegative(need, "need");
    detail::check_alpha(alpha);
    const Eigen::VectorX<Double> stock = detail::stocks(n, options.stock);
    const detail::Rules rules = detail::rules(n, options.budget, options.lower, options.upper);
    const detail::Nesting nest = detail::nesting(n, options.groups);
    const Index groups = std::ssize(options.groups);

    FairDivision result;
    result.amount = Eigen::VectorX<Double>::Zero(n);
    for (const Group& group : options.groups) result.group_name.push_back(group.name);
    result.group_amount = Eigen::VectorX<Double>::Zero(groups);
    result.group_price = Eigen::VectorX<Double>::Zero(groups);
    result.reason.assign(n, {});
    if (!detail::rules_can_hold(rules, nest, options.groups, options.budget, options.spend)) {
        result.outcome.seconds = watch.seconds();
        return result;
    }

    detail::Water<> water = detail::water_of(need, options, rules, stock, nest);
    const detail::Level useless = alpha == 0.0 ? detail::Level{static_cast<long>((need.array() > 0.0).count()), 0.0}
                                               : detail::Level{1, -detail::infinite}; // the first that helps nobody
    detail::Filling filling = detail::fill(water, nest, options.groups, options.budget, options.spend, useless);
    result.amount = std::move(filling.amount);
    detail::explain_division(need, options, rules, stock, nest, water.law(), filling.level, filling.governor,
                             result);
    result.outcome.iterations = water.steps();
    result.outcome.seconds = watch.seconds();
    return result;
}

} // namespace corewing::allocation
