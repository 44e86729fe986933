#pragma once

#include "corewing/allocation/detail/contradiction.hpp"
#include "corewing/allocation/detail/spillover.hpp"
#include "corewing/allocation/detail/spillover_ascent.hpp"
#include "corewing/allocation/detail/spillover_objective.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace corewing::allocation {
namespace detail {

template <class = void>
void check_spillover(const Eigen::Ref<const Eigen::VectorXd>& need, const SpilloverOptions& options) {
    base::check_nonnegative(need, "need");
    if (options.alpha != 0.0) base::check_range(options.alpha, 0.01, 20.0, "alpha");
    base::check_range(options.gap, 1e-10, 1.0, "gap");
    base::check_range(static_cast<double>(options.iterations), 1.0, 1e9, "iterations");
    stocks(need.size(), options.stock);
    if (options.start.size() == 0) return;
    base::check_size(options.start.size(), need.size(), "start");
    base::check_nonnegative(options.start, "start");
}

template <class Double = double>
FeasibleDivisions<Double> feasible_divisions(Index places, const SpilloverOptions& options) {
    FeasibleDivisions<Double> feasible;
    feasible.rules = rules(places, options.budget, options.lower, options.upper);
    feasible.nest = nesting(places, options.groups);
    feasible.linear = {.budget = options.budget,
                       .alpha = 0.0,
                       .lower = feasible.rules.lower,
                       .upper = feasible.rules.upper,
                       .groups = options.groups,
                       .spend = options.spend};
    return feasible;
}

/// Where everybody who can have something has something, near the start asked for.
template <class Double>
Eigen::VectorX<Double> first_amounts(const Eigen::VectorX<Double>& need, const FeasibleDivisions<Double>& feasible,
                                     const Eigen::VectorXd& start) {
    FairDivisionOptions logarithm = feasible.linear;
    logarithm.alpha = 1.0;
    const double least = need.size() > 0 ? 1e-3 * need.mean() : 0.0;
    Eigen::VectorX<Double> amount = fair_division(need.cwiseMax(least > 0.0 ? least : 1.0), logarithm).amount;
    if (start.size() == 0) return amount;
    const Eigen::VectorX<Double> flat = Eigen::VectorX<Double>::Zero(need.size());
    const Eigen::VectorX<Double> even = Eigen::VectorX<Double>::Ones(need.size());
    return 0.001 * amount + 0.999 * feasible.highest_near(start, flat, even).amount;
}

/// Steps until the gap is proven, the iterations run out or stop is requested; true in the last case.
/// @param scale  of the objective, see base::relative_gap()
template <class Double>
bool climb(SpilloverAscent<Double>& ascent, const SpilloverOptions& options, double scale, base::Outcome& outcome) {
    outcome.objective = ascent.value();
    const auto proven = [&] {
        return base::relative_gap(outcome.objective, outcome.objective + ascent.proof().missing, scale) <= options.gap;
    };
    long next_proof = 4;
    while (!proven() && outcome.iterations < options.iterations && !ascent.stuck()) {
        if (options.observer.stopped()) return true;
        ++outcome.iterations;
        if (!ascent.step() || outcome.iterations < next_proof) continue;
        ascent.prove();
        ascent.refresh();
        outcome.objective = ascent.value();
        next_proof = outcome.iterations + std::clamp<long>(outcome.iterations / 8, 4, 50);
        options.observer.report("spillover_division",
                                static_cast<double>(outcome.iterations) / static_cast<double>(options.iterations));
    }
    return false;
}

/// Who keeps each amount where it is.
template <class Double>
void explain_spillovers(const FeasibleDivisions<Double>& feasible, const SpilloverAscent<Double>& ascent,
                        SpilloverDivision& result) {
    const Nesting& nest = feasible.nest;
    const Index whole = nest.root();
    const auto binds = [&](Index g) {
        const Group& group = feasible.linear.groups[g];
        const double sum = result.group_amount(g);
        return sum >= group.cap * (1.0 - 1e-9) || sum * (1.0 - 1e-9) <= group.floor;
    };
    // A group that held the last step back may not bind any more; then one around it sets the price, or none.
    const auto holder = [&](Index first) -> Index {
        if (first < 0 || binds(first)) return first;
        for (Index g = nest.parent[first]; g != whole; g = nest.parent[g])
            if (binds(g) && result.group_price(g) != 0.0) return g;
        return -1;
    };
    for (Index i = 0; i < result.amount.size(); ++i) {
        Reason& reason = result.reason[i];
        reason.group = holder(ascent.governor().empty() ? ascent.proof().highest.reason[i].group
                                                        : ascent.governor()[nest.owner[i]]);
        reason.marginal = result.marginal(i);
        if (result.amount(i) <= feasible.rules.lower(i))
            reason.hold = Hold::at_floor;
        else if (result.amount(i) >= feasible.rules.upper(i))
            reason.hold = Hold::at_cap;
        else
            reason.hold = reason.group >= 0 ? Hold::held_by_group : Hold::at_price;
    }
}

/// Fills in the answer where the ascent stands, its proof already renewed.
template <class Double>
void take_answer(const SpilloverAscent<Double>& ascent, const FeasibleDivisions<Double>& feasible,
                 const Eigen::VectorXd& stock, SpilloverDivision& result) {
    const auto& [amount, spread] = ascent.here();
    result.amount = amount;
    result.received = spread - amount;
    result.benefit = spread;
    result.benefit += stock;
    result.marginal = ascent.proof().marginal;
    result.price = ascent.proof().highest.price;
    result.group_price = ascent.proof().highest.group_price;
    const std::vector<Group>& groups = feasible.linear.groups;
    for (Index g = 0; g < std::ssize(groups); ++g)
        for (const Index i : groups[g].members) result.group_amount(g) += amount(i);
    explain_spillovers(feasible, ascent, result);
}

} // namespace detail

COREWING_BODY
SpilloverDivision spillover_division(const Eigen::Ref<const Eigen::VectorXd>& need,
                                     const Eigen::SparseMatrix<double>& link, const SpilloverOptions& options) {
    const base::Stopwatch watch;
    const Index n = need.size();
    detail::check_spillover(need, options);
    const auto feasible = detail::feasible_divisions<Double>(n, options);
    const detail::Spillover<Double> spillover(link, options.reach, n);

    SpilloverDivision result;
    for (auto* vector : {&result.amount, &result.benefit, &result.received, &result.marginal}) vector->setZero(n);
    for (const Group& group : options.groups) result.group_name.push_back(group.name);
    for (auto* vector : {&result.group_amount, &result.group_price}) vector->setZero(std::ssize(options.groups));
    result.reason.resize(n);
    if (!feasible.any()) {
        result.findings.push_back(detail::clash_finding(
            "spillover_division", detail::rule_clash(feasible.rules, feasible.nest, options.groups, options.budget,
                                                     options.spend, {})));
        result.outcome.seconds = watch.seconds();
        return result;
    }

    const Eigen::VectorX<Double> weight = need;
    const Eigen::VectorX<Double> stock = options.stock.expanded(n, "stock", 0.0);
    detail::SpilloverObjective<Double> objective(weight, stock, options.alpha, options.budget, spillover);
    detail::SpreadAmounts<Double> start;
    start.amount = detail::first_amounts(weight, feasible, options.start);
    start.spread = start.amount;
    spillover.spread(start.amount, start.spread);
    const Index empty = objective.leave_out(start.spread);
    if (empty > 0)
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "spillover_division",
                                   .text = std::to_string(empty) + " places can have nothing at all and are left out "
                                                                   "of the objective"});

    const double rough = std::clamp(1e-3 * options.gap, 1e-12, 1e-9);
    detail::SpilloverAscent<Double> ascent(spillover, objective, feasible, start, rough);
    base::Outcome& outcome = result.outcome;
    const bool stopped = detail::climb(ascent, options, objective.scale(), outcome);
    ascent.prove();
    outcome.objective = ascent.value();
    outcome.bound = outcome.objective + ascent.proof().missing;
    outcome.gap = base::relative_gap(outcome.objective, outcome.bound, objective.scale());
    outcome.status = outcome.gap <= options.gap ? base::Status::optimal
                     : stopped                  ? base::Status::interrupted
                                                : base::Status::feasible;
    detail::take_answer(ascent, feasible, stock, result);
    outcome.seconds = watch.seconds();
    return result;
}

COREWING_BODY
Eigen::VectorXd unit_lift(const Eigen::SparseMatrix<double>& link, double reach, Index place) {
    base::check_range(static_cast<double>(place), 0.0, static_cast<double>(link.rows()) - 1.0, "place");
    const detail::Spillover<Double> spillover(link, reach, link.rows());
    const Eigen::VectorX<Double> unit = Eigen::VectorX<Double>::Unit(link.rows(), place);
    Eigen::VectorX<Double> lift = unit;
    spillover.spread(unit, lift);
    return lift;
}

} // namespace corewing::allocation
