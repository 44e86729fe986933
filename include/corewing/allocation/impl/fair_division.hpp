#pragma once

#include "corewing/allocation/fair_division.hpp"

#include "corewing/allocation/detail/utility.hpp"
#include "corewing/allocation/detail/contradiction.hpp"
#include "corewing/allocation/detail/filling.hpp"
#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/detail/water.hpp"
#include "corewing/allocation/detail/wide_water.hpp"
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
#include <numbers>
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

/// What a division is made of, in the unit of its levels.
template <class Double = double>
struct Amounts {
    double budget;
    const Rules& rules;
    const Eigen::VectorX<Double>& stock;
    const std::vector<Group>& groups;
};

/// The same in a unit of its own, a power of two, so that nothing is rounded.
template <class Double = double>
struct Scaled {
    double budget = 0.0;
    Rules rules = {};
    Eigen::VectorX<Double> stock = {};
    std::vector<Group> groups = {};

    [[nodiscard]] Amounts<Double> amounts() const { return {budget, rules, stock, groups}; }
};

/// The unit in which budget and stock are far enough from the ends of the range of numbers; nearly always 1.
/// @throws bad_value for a budget that vanishes beside a stock
template <class Double = double>
int unit_exponent(double budget, const Eigen::VectorX<Double>& stock) {
    Index place = 0;
    const double most = stock.size() > 0 ? stock.maxCoeff(&place) : 0.0;
    const int of_budget = budget > 0.0 ? std::ilogb(budget) : 0;
    const int of_stock = most > 0.0 ? std::ilogb(most) : of_budget;
    constexpr int high = 900, low = -960; // sums of many amounts stay below 2^1024, a millionth of one above 2^-1022
    if (std::max(of_budget, of_stock) <= high) return std::min(0, of_budget - low);
    if (of_budget < low)
        throw base::bad_value("is nothing beside the stock of place " + std::to_string(place),
                              {.field = "budget",
                               .value = base::to_text(budget),
                               .remedy = "leave that place out"});
    return std::max(of_budget, of_stock) - high;
}

template <class Double = double>
Scaled<Double> scaled(const FairDivisionOptions& options, const Rules& rules, const Eigen::VectorX<Double>& stock,
                      int exponent) {
    const auto in_unit = [exponent](double value) { return std::ldexp(value, -exponent); };
    Scaled<Double> result{.budget = in_unit(options.budget), .groups = options.groups};
    result.rules = {rules.lower.unaryExpr(in_unit), rules.upper.unaryExpr(in_unit)};
    result.stock = stock.unaryExpr(in_unit);
    for (Group& group : result.groups) {
        group.floor = in_unit(group.floor);
        group.cap = in_unit(group.cap);
    }
    return result;
}

/// How levels follow from needs.
struct LevelLaw {
    Law law = Law::linear;
    double unit = 1.0;     ///< of the needs, as levels see them
    double exponent = 1.0; ///< 1 / alpha
};

/// Levels are kept as they are, or as logarithms where need^(1 / alpha) leaves the range of numbers.
template <class = void>
LevelLaw level_law(const Eigen::Ref<const Eigen::VectorXd>& need, double alpha) {
    if (alpha == 0.0) return {.law = Law::in_turn};
    double heaviest = 0.0;
    double lightest = infinite;
    for (const double w : need) {
        heaviest = std::max(heaviest, w);
        if (w > 0.0) lightest = std::min(lightest, w);
    }
    LevelLaw result{.exponent = alpha == infinite ? 1.0 : 1.0 / alpha};
    if (heaviest == 0.0) return result;
    const bool is_wide = (std::log(heaviest) - std::log(lightest)) * result.exponent > 100.0;
    result.law = is_wide ? Law::exponential : Law::linear;
    const bool is_extreme = std::abs(std::ilogb(heaviest)) >= 200;
    result.unit = alpha != infinite ? heaviest : is_extreme ? std::ldexp(1.0, std::ilogb(heaviest)) : 1.0;
    return result;
}

/// The vessels of a fair division, in the order of the nesting.
template <class = void>
Water<> water_of(const Eigen::Ref<const Eigen::VectorXd>& need, const LevelLaw& law, const Amounts<>& problem,
                 const Nesting& nest) {
    const Index n = nest.place.size();
    const bool is_in_turn = law.law == Law::in_turn;
    Vessels vessels(n);
    std::vector<long> turn(is_in_turn ? n : 0);
    if (is_in_turn) {
        std::vector<Index> order(n);
        std::iota(order.begin(), order.end(), Index{0});
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return need(a) > need(b); });
        for (Index r = 0; r < n; ++r) turn[order[r]] = static_cast<long>(r);
    }
    const double plenty = problem.budget > 0.0 ? 2.0 * problem.budget : 1.0; // beyond what anybody can get
    const auto shape = [&](Index k) {
        const Index i = nest.place[k];
        Vessel& v = vessels[k];
        v.low = problem.rules.lower(i);
        v.high = problem.rules.upper(i);
        v.rise = -infinite;
        v.full = infinite;
        if (is_in_turn) {
            v.high = std::min(v.high, v.low + plenty);
            v.stage = turn[i];
            v.slope = v.stock = 0.0;
            return;
        }
        v.stock = problem.stock(i);
        v.stage = need(i) > 0.0 ? 0 : 1;
        const double weight = need(i) > 0.0 ? need(i) / law.unit : 1.0;
        v.slope = law.exponent == 1.0   ? weight
                  : law.exponent == 0.5 ? std::sqrt(weight)
                  : weight > 1e-290     ? std::pow(weight, law.exponent)
                                        : std::exp((std::log(need(i)) - std::log(law.unit)) * law.exponent);
        v.rise = (v.low + v.stock) / v.slope;
        v.full = (v.high + v.stock) / v.slope;
    };
    base::parallel_for(n, shape, {.grain = many_places});
    return {std::move(vessels), law.law};
}

/// The same where levels are logarithms.
template <class = void>
WideWater<> wide_water_of(const Eigen::Ref<const Eigen::VectorXd>& need, const LevelLaw& law, const Amounts<>& problem,
                          const Nesting& nest) {
    std::vector<WideVessel> vessels(nest.place.size());
    const auto shape = [&](Index k) {
        const Index i = nest.place[k];
        WideVessel& v = vessels[k];
        v.low = problem.rules.lower(i);
        v.high = problem.rules.upper(i);
        v.stock = problem.stock(i);
        v.stage = need(i) > 0.0 ? 0 : 1;
        v.slope = need(i) > 0.0 ? (std::log(need(i)) - std::log(law.unit)) * law.exponent : 0.0;
        const auto level_of = [&](double held) {
            return held > 0.0 ? Height::sum(-v.slope, std::log(held)) : Height{-infinite};
        };
        v.rise = level_of(v.low + v.stock);
        v.full = level_of(v.high + v.stock);
    };
    base::parallel_for(std::ssize(vessels), shape, {.grain = many_places});
    return WideWater<>(std::move(vessels));
}

/// The vessels filled.
template <class = void>
Filling fill_vessels(const Eigen::Ref<const Eigen::VectorXd>& need, const LevelLaw& law, const Amounts<>& problem,
                     const Nesting& nest, Spend spend, long& steps) {
    const Level useless = law.law == Law::in_turn ? Level{static_cast<long>((need.array() > 0.0).count()), 0.0}
                                                  : Level{1, -infinite}; // the first that helps nobody
    const auto run = [&](auto&& water) {
        Filling filling = fill(water, nest, problem.groups, problem.budget, spend, useless);
        steps = water.steps();
        return filling;
    };
    return law.law == Law::exponential ? run(wide_water_of(need, law, problem, nest))
                                       : run(water_of(need, law, problem, nest));
}

/// Why each place has what it has and what its last unit is worth.
/// @return each place's part of the objective; 0 at max-min
template <class Double = double>
Eigen::VectorX<Double> give_reasons(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options,
                                    const Rules& rules, const Eigen::VectorXd& stock, const Nesting& nest,
                                    const std::vector<Index>& governor, FairDivision& result) {
    const double alpha = options.alpha;
    const auto held = [&](Index i) { return std::min(largest_number, result.amount(i) + stock(i)); };
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
            reason.marginal = need(i) > 0.0 ? std::min(largest_price, held(i) / need(i)) : 0.0;
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
    if (need.size() > 0 && need.maxCoeff() == 0.0)
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "fair_division",
                                   .text = "no place has a need: the poorest get first, whoever they are"});
    return part;
}

/// The price that stands behind a level, for alpha below infinity.
template <class = void>
class LevelPrice {
public:
    LevelPrice(const Eigen::Ref<const Eigen::VectorXd>& need, double alpha, const LevelLaw& law, int exponent)
        : alpha_(alpha), law_(law.law), log_unit_(exponent * std::numbers::ln2),
          heaviest_(need.size() > 0 ? need.maxCoeff() : 0.0) {
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
        return std::min(largest_price, std::exp(std::log(heaviest_) - alpha_ * (log_level + log_unit_)));
    }

private:
    double alpha_;
    Law law_;
    double log_unit_; ///< of the unit of amounts in which the levels are
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
                      const Rules& rules, const Eigen::VectorXd& stock, const Nesting& nest, const LevelPrice<>& price,
                      const std::vector<Level>& level, const std::vector<Index>& governor, FairDivision& result) {
    const bool is_max_min = options.alpha == infinite;
    const Index root = nest.root();
    double objective = give_reasons(need, options, rules, stock, nest, governor, result).sum();
    std::vector<double> mobile(root + 1, 0.0);
    if (is_max_min) objective = smallest_level(need, result, root, mobile);

    const auto lift = [&](Index node) {
        return mobile[node] > 0.0 ? std::min(largest_price, 1.0 / mobile[node]) : 0.0;
    };
    result.price = is_max_min ? lift(root) : price(level[root]);
    double slack = 0.0, counted = 0.0;
    for (Index i = 0; i < need.size(); ++i)
        if (result.amount(i) + stock(i) > 0.0) counted += need(i);
    const auto add_slack = [&](double worth, double rule, double amount) {
        if (std::abs(worth) > 1e-10 * largest_price || std::abs(rule - amount) <= 1e-14 * rule) return;
        slack = std::min(largest_price, slack + std::abs(worth * (rule - amount)));
    };
    add_slack(result.price, options.budget, result.amount.sum());
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
        add_slack(result.group_price(g), rule, result.group_amount(g));
    }

    // The prices prove the amounts best: what is missing is rounding in the rules that bind, beyond their own last
    // digits. Where the objective is beyond the range of numbers the levels alone prove it.
    if (std::abs(objective) >= largest_price) slack = 0.0;
    result.outcome.status = base::Status::optimal;
    result.outcome.objective = objective;
    result.outcome.bound = is_max_min ? objective : objective + slack;
    result.outcome.gap = base::relative_gap(objective, result.outcome.bound, objective_scale(counted, options.alpha));
}

} // namespace detail

COREWING_BODY
FairDivision fair_division(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options) {
    const base::Stopwatch watch;
    const Index n = need.size();
    base::check_nonnegative(need, "need");
    detail::check_alpha(options.alpha);
    const Eigen::VectorX<Double> stock = detail::stocks(n, options.stock);
    const detail::Rules rules = detail::rules(n, options.budget, options.lower, options.upper);
    const detail::Nesting nest = detail::nesting(n, options.groups);
    const int unit = detail::unit_exponent(options.budget, stock);
    const Index groups = std::ssize(options.groups);

    FairDivision result;
    result.amount = Eigen::VectorX<Double>::Zero(n);
    for (const Group& group : options.groups) result.group_name.push_back(group.name);
    result.group_amount = Eigen::VectorX<Double>::Zero(groups);
    result.group_price = Eigen::VectorX<Double>::Zero(groups);
    result.reason.assign(n, {});
    if (!detail::rules_can_hold(rules, nest, options.groups, options.budget, options.spend)) {
        result.findings.push_back(detail::clash_finding(
            "fair_division", detail::rule_clash(rules, nest, options.groups, options.budget, options.spend, {})));
        result.outcome.seconds = watch.seconds();
        return result;
    }

    const detail::LevelLaw law = detail::level_law(need, options.alpha);
    const detail::LevelPrice<> price(need, options.alpha, law, unit);
    const auto fill = [&](const detail::Amounts<>& amounts) {
        return detail::fill_vessels(need, law, amounts, nest, options.spend, result.outcome.iterations);
    };
    detail::Filling filling = unit == 0 ? fill({options.budget, rules, stock, options.groups})
                                              : fill(detail::scaled(options, rules, stock, unit).amounts());
    result.amount = std::move(filling.amount);
    if (unit != 0)
        for (double& x : result.amount) x = std::ldexp(x, unit);
    detail::explain_division(need, options, rules, stock, nest, price, filling.level, filling.governor, result);
    result.outcome.seconds = watch.seconds();
    return result;
}

} // namespace corewing::allocation
