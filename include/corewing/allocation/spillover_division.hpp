#pragma once

#include "corewing/allocation/detail/filling.hpp"
#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/detail/spillover.hpp"
#include "corewing/allocation/detail/water.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/outcome.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace corewing::allocation {

struct SpilloverOptions {
    double budget = 0.0;        ///< what there is to divide, >= 0, in the unit of the amounts
    double alpha = 1.0;         ///< how much equality counts: 0 = the greatest total, 1 = logarithm; 0 or [0.01, 20]
    double reach = 0.3;         ///< share of a place's benefit that its neighbours pass on to it, in [0, 0.99]
    Eigen::VectorXd lower = {}; ///< places x 1, floor of each amount, >= 0; empty = 0
    Eigen::VectorXd upper = {}; ///< places x 1, cap of each amount, >= 0, infinity allowed; empty = none
    Eigen::VectorXd stock = {}; ///< places x 1, benefit each place has already, >= 0, not passed on; empty = 0
    std::vector<Group> groups = {}; ///< nested groups with floors and caps
    Spend spend = Spend::all;       ///< whether the budget must be used up
    double gap = 1e-6;              ///< stop when the proven relative gap is this small, [1e-10, 1]
    long iterations = 5000;         ///< stop after this many steps, >= 1
    Eigen::VectorXd start = {};     ///< places x 1, amounts to start from, for example an earlier answer; empty = none
    base::Observer observer = {};   ///< watches and stops
};

struct SpilloverDivision {
    Eigen::VectorXd amount = {};       ///< places x 1
    Eigen::VectorXd benefit = {};      ///< places x 1, stock + amount + what comes through neighbours
    Eigen::VectorXd received = {};     ///< places x 1, the part that comes through neighbours
    Eigen::VectorXd marginal = {};     ///< places x 1, value of one more unit given here, to everybody it reaches
    double price = 0.0;                ///< value of one more unit of budget
    Eigen::VectorXd group_amount = {}; ///< groups x 1
    Eigen::VectorXd group_price = {};  ///< groups x 1, of cap (> 0) or floor (< 0)
    std::vector<Reason> reason = {};   ///< one for each place
    base::Outcome outcome = {};        ///< bound and gap are those of the exact linear subproblem at the answer
    base::Findings findings = {};
};

namespace detail {

/// The objective of a spillover division and the steps towards its maximum.
template <class Double = double>
class SpilloverClimb {
public:
    SpilloverClimb(const Eigen::VectorX<Double>& need, const Spillover<>& spillover, const SpilloverOptions& options,
                   const Rules& rules, const Nesting& nest)
        : need_(need), spillover_(&spillover), options_(&options), rules_(&rules), nest_(&nest),
          stock_(options.stock.size() > 0 ? options.stock : Eigen::VectorX<Double>::Zero(need.size())) {
        // Below alpha = 1 the slope at 0 is infinite and worth nothing: a tangent stands in for the last bit.
        if (options.alpha > 0.0 && options.alpha < 1.0 && need.size() > 0)
            least_ = 1e-9 * (options.budget + stock_.sum()) / static_cast<double>(need.size());
        linear_ = {.budget = options.budget,
                   .alpha = 0.0,
                   .lower = rules.lower,
                   .upper = rules.upper,
                   .groups = options.groups,
                   .spend = options.spend};
    }

    /// Leaves out places that cannot have any benefit. Their number.
    Index leave_out(const Eigen::VectorX<Double>& spread) {
        if (options_->alpha < 1.0) return 0;
        Index count = 0;
        for (Index i = 0; i < need_.size(); ++i)
            if (need_(i) > 0.0 && !(stock_(i) + spread(i) > 0.0)) {
                need_(i) = 0.0;
                ++count;
            }
        return count;
    }

    /// sum w u(z + d) - sum w u(z) without the cancellation; -infinity where z + d leaves the domain.
    [[nodiscard]] double gain(const Eigen::VectorX<Double>& from, const Eigen::VectorX<Double>& change) const {
        const double alpha = options_->alpha;
        double sum = 0.0;
        for (Index i = 0; i < need_.size(); ++i) {
            if (need_(i) == 0.0) continue;
            const double z = stock_(i) + from(i);
            const double y = z + change(i);
            if (alpha >= 1.0 && !(y > 0.0)) return -infinite;
            const double relative = change(i) / z;
            if (alpha == 1.0)
                sum += need_(i) * std::log1p(relative);
            else if (std::abs(relative) < 0.5) // else nothing cancels
                sum += weighted_utility(need_(i), z, alpha) * std::expm1((1.0 - alpha) * std::log1p(relative));
            else
                sum += weighted_utility(need_(i), y, alpha) - weighted_utility(need_(i), z, alpha);
        }
        return sum;
    }

    [[nodiscard]] double objective(const Eigen::VectorX<Double>& spread) const {
        double sum = 0.0;
        for (Index i = 0; i < need_.size(); ++i)
            if (need_(i) > 0.0) sum += weighted_utility(need_(i), stock_(i) + spread(i), options_->alpha);
        return sum;
    }

    /// Whether the objective has a slope there.
    [[nodiscard]] bool inside(const Eigen::VectorX<Double>& spread) const {
        for (Index i = 0; i < need_.size(); ++i) {
            const double y = stock_(i) + spread(i);
            if (need_(i) > 0.0 && (options_->alpha >= 1.0 ? !(y > 0.0) : y < 0.0)) return false;
        }
        return true;
    }

    /// How much the tangents that stand for the utility below `least_` lie above it.
    [[nodiscard]] double overstated(const Eigen::VectorX<Double>& spread) const {
        double sum = 0.0;
        for (Index i = 0; i < need_.size(); ++i) {
            const double y = stock_(i) + spread(i);
            if (need_(i) > 0.0 && y < least_)
                sum += weighted_utility(need_(i), least_, options_->alpha) -
                       weighted_utility(need_(i), y, options_->alpha) +
                       marginal_value(need_(i), least_, options_->alpha) * (y - least_);
        }
        return sum;
    }

    void gradient(const Eigen::VectorX<Double>& spread, Eigen::VectorX<Double>& marginal,
                  double tolerance = 1e-14) const {
        Eigen::VectorX<Double> slope(need_.size());
        for (Index i = 0; i < need_.size(); ++i)
            slope(i) = marginal_value(need_(i), std::max(least_, stock_(i) + spread(i)), options_->alpha);
        spillover_->gather(slope, marginal, tolerance);
    }

    /// A diagonal above the curvature: S'DS <= diag(S'D S1), because S has no negative entry.
    [[nodiscard]] Eigen::VectorX<Double> curvature(const Eigen::VectorX<Double>& spread) {
        if (all_.size() == 0) {
            all_ = Eigen::VectorX<Double>::Ones(need_.size());
            spillover_->spread(Eigen::VectorX<Double>::Ones(need_.size()), all_);
        }
        Eigen::VectorX<Double> bend(need_.size());
        for (Index i = 0; i < need_.size(); ++i) {
            const double y = std::max(least_, stock_(i) + spread(i));
            bend(i) = need_(i) > 0.0 ? options_->alpha * marginal_value(need_(i), y, options_->alpha) / y * all_(i) : 0;
        }
        Eigen::VectorX<Double> result = bend;
        spillover_->gather(bend, result);
        const double least = result.size() > 0 ? 1e-12 * result.maxCoeff() : 0.0;
        return result.cwiseMax(least > 0.0 ? least : 1.0);
    }

    /// The best amounts for slope . x - 1/2 sum bend (x - centre)^2: vessels again.
    [[nodiscard]] Filling step(const Eigen::VectorX<Double>& slope, const Eigen::VectorX<Double>& bend,
                               const Eigen::VectorX<Double>& centre) const {
        Vessels vessels(nest_->place.size());
        for (Index k = 0; k < std::ssize(vessels); ++k) {
            const Index i = nest_->place[k];
            Vessel& v = vessels[k];
            v.low = rules_->lower(i);
            v.high = rules_->upper(i);
            v.slope = 1.0 / bend(i); // the level is minus the price
            v.stock = -slope(i) / bend(i) - centre(i);
            v.rise = (v.low + v.stock) * bend(i);
            v.full = (v.high + v.stock) * bend(i);
            v.stage = 0;
        }
        Water<> water(std::move(vessels), Law::linear);
        return fill(water, *nest_, options_->groups, options_->budget, options_->spend, {0, 0.0});
    }

    /// The exact linear subproblem: the amounts that are best for these marginal values.
    [[nodiscard]] FairDivision vertex(const Eigen::VectorX<Double>& marginal) const {
        return fair_division(marginal, linear_);
    }

private:
    Eigen::VectorX<Double> need_;
    const Spillover<>* spillover_;
    const SpilloverOptions* options_;
    const Rules* rules_;
    const Nesting* nest_;
    Eigen::VectorX<Double> stock_;
    Eigen::VectorX<Double> all_ = {};
    FairDivisionOptions linear_ = {};
    double least_ = 0.0;
};

template <class = void>
void check_spillover(const Eigen::Ref<const Eigen::VectorXd>& need, const SpilloverOptions& options) {
    base::check_nonnegative(need, "need");
    if (options.alpha != 0.0) base::check_range(options.alpha, 0.01, 20.0, "alpha");
    base::check_range(options.gap, 1e-10, 1.0, "gap");
    base::check_range(static_cast<double>(options.iterations), 1.0, 1e9, "iterations");
    for (const auto* vector : {&options.stock, &options.start}) {
        const char* field = vector == &options.stock ? "stock" : "start";
        if (vector->size() == 0) continue;
        base::check_size(vector->size(), need.size(), field);
        base::check_nonnegative(*vector, field);
    }
}

} // namespace detail

/// Divides a budget among places whose benefit reaches their neighbours (溢出效应).
///   maximise sum_i need_i u(y_i),  y = stock + S amount,  S = (I - reach W)^-1
///   u as in fair_division; W = link with every row divided by its sum
/// over floors and caps of places and groups and sum amount = (or <=) budget. A place without links keeps what it
/// gets. Accelerated projected gradient in a diagonal metric; every step and the proof are exact water-fillings.
/// @param need  places x 1, weight of each place, any unit, >= 0
/// @param link  places x places; link(i, j) >= 0 says how much of the benefit of j reaches i, relative to the
///              other entries of row i; the diagonal is left out
/// @param options  budget, alpha, reach, floors, caps, stock, groups, when to stop, and a start
/// @return amounts, benefits, marginal values, prices and reasons; status `optimal` if the gap was reached,
///         `feasible` if the iterations ran out, `interrupted`, or `infeasible` with amounts of 0
/// @throws bad_value, bad_shape naming the entry or the group
/// Complexity O(steps * (links + places)); steps grow with 1 / (1 - reach).
/// Source: Beck & Teboulle 2009 (acceleration); O'Donoghue & Candes 2015 (restarts); Jaggi 2013 (the gap);
/// LeSage & Pace 2009, ch. 2 (S as the spillover of a spatial lag).
template <class Double = double>
SpilloverDivision spillover_division(const Eigen::Ref<const Eigen::VectorXd>& need,
                                     const Eigen::SparseMatrix<double>& link, const SpilloverOptions& options) {
    const base::Stopwatch watch;
    const Index n = need.size();
    detail::check_spillover(need, options);
    const detail::Rules rules = detail::rules(n, options.budget, options.lower, options.upper);
    const detail::Nesting nest = detail::nesting(n, options.groups);
    const detail::Spillover<> spillover(link, options.reach, n);

    SpilloverDivision result;
    for (auto* vector : {&result.amount, &result.benefit, &result.received, &result.marginal})
        *vector = Eigen::VectorX<Double>::Zero(n);
    result.group_amount = result.group_price =
        Eigen::VectorX<Double>::Zero(std::ssize(options.groups));
    result.reason.assign(n, {});
    if (!detail::rules_can_hold(rules, nest, options.groups, options.budget, options.spend)) {
        result.outcome.seconds = watch.seconds();
        return result;
    }

    // Start where everybody who can have something has something.
    detail::SpilloverClimb<> climb(need, spillover, options, rules, nest);
    FairDivisionOptions simple{.budget = options.budget,
                               .lower = rules.lower,
                               .upper = rules.upper,
                               .groups = options.groups,
                               .spend = options.spend};
    const double least = n > 0 ? 1e-3 * need.mean() : 0.0;
    Eigen::VectorX<Double> x = fair_division(need.cwiseMax(least > 0.0 ? least : 1.0), simple).amount;
    if (options.start.size() > 0) {
        const Eigen::VectorX<Double> flat = Eigen::VectorX<Double>::Zero(n);
        x = 0.001 * x + 0.999 * climb.step(flat, Eigen::VectorX<Double>::Ones(n), options.start).amount;
    }
    Eigen::VectorX<Double> z = x;
    spillover.spread(x, z);
    const Index empty = climb.leave_out(z);
    if (empty > 0)
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "spillover_division",
                                   .text = std::to_string(empty) + " places can have nothing at all and are left out "
                                                                   "of the objective"});

    Eigen::VectorX<Double> marginal = Eigen::VectorX<Double>::Zero(n);
    FairDivision vertex;
    double missing = 0.0; // the Frank-Wolfe gap at x
    const auto prove = [&] {
        spillover.spread(x, z);
        climb.gradient(z, marginal);
        vertex = climb.vertex(marginal);
        missing = std::max(0.0, marginal.dot(vertex.amount - x)) + climb.overstated(z);
    };
    prove();
    if (options.alpha == 0.0) {
        x = vertex.amount;
        prove();
    }

    auto& outcome = result.outcome;
    outcome.objective = climb.objective(z);
    const auto proven = [&] {
        return base::relative_gap(outcome.objective, outcome.objective + missing) <= options.gap;
    };
    Eigen::VectorX<Double> bend = climb.curvature(z);
    Eigen::VectorX<Double> v = x;  // where the slope is taken
    Eigen::VectorX<Double> zv = z; // and what it spreads to
    Eigen::VectorX<Double> slope = marginal;
    Eigen::VectorX<Double> z_new = z;
    Eigen::VectorX<Double> lift = z;
    const double rough = std::clamp(1e-3 * options.gap, 1e-12, 1e-9); // accuracy of slopes on the way
    double scale = 1.0;
    double momentum = 1.0;
    long since_restart = 0;
    long next_proof = 4;
    bool stopped = false;
    std::vector<Index> governor(nest.root() + 1, -1);
    bool has_governor = false;
    while (!proven() && outcome.iterations < options.iterations) {
        if (options.observer.stopped()) {
            stopped = true;
            break;
        }
        ++outcome.iterations;
        climb.gradient(zv, slope, rough);
        detail::Filling filling;
        double rise = 0.0; // of the objective from v
        for (;;) {
            filling = climb.step(slope, scale * bend, v);
            // What the step itself spreads, so that a small step is judged by itself and not by the rounding of all.
            const Eigen::VectorX<Double> move = filling.amount - v;
            lift = move;
            spillover.spread(move, lift, 1e-10);
            rise = climb.gain(zv, lift);
            const double promise = slope.dot(move) - 0.5 * scale * (bend.array() * move.array().square()).sum();
            const double noise = 4.0 * rough * slope.cwiseAbs().dot(move.cwiseAbs());
            if (rise >= promise - noise || scale > 1e12) break;
            scale *= 2.0;
        }
        z_new = zv + lift;
        const double change = climb.gain(z, z_new - z);
        if (change < 0.0 && since_restart > 0) { // the momentum leads astray: start again from x
            v = x;
            zv = z;
            momentum = 1.0;
            since_restart = 0;
            bend = climb.curvature(z);
            continue;
        }
        const double next_momentum = 0.5 * (1.0 + std::sqrt(1.0 + 4.0 * momentum * momentum));
        const double push = (momentum - 1.0) / next_momentum;
        v = filling.amount + push * (filling.amount - x);
        zv = z_new + push * (z_new - z);
        if (!climb.inside(zv)) {
            v = filling.amount;
            zv = z_new;
        }
        momentum = next_momentum;
        x = filling.amount;
        z = z_new;
        governor = std::move(filling.governor);
        has_governor = true;
        scale = std::max(0.05, 0.95 * scale);
        ++since_restart;
        if (outcome.iterations >= next_proof) {
            prove();
            spillover.spread(v, zv); // what the steps have added up, afresh
            outcome.objective = climb.objective(z);
            next_proof = outcome.iterations + std::clamp<long>(outcome.iterations / 8, 4, 50);
            options.observer.report("spillover_division",
                                    static_cast<double>(outcome.iterations) / static_cast<double>(options.iterations));
        }
    }

    prove();
    outcome.objective = climb.objective(z);
    outcome.bound = outcome.objective + missing;
    outcome.gap = base::relative_gap(outcome.objective, outcome.bound);
    outcome.status = outcome.gap <= options.gap ? base::Status::optimal
                     : stopped                  ? base::Status::interrupted
                                                : base::Status::feasible;
    result.amount = x;
    result.received = z - x;
    result.benefit = z;
    if (options.stock.size() > 0) result.benefit += options.stock;
    result.marginal = marginal;
    result.price = vertex.price;
    result.group_price = vertex.group_price;
    for (Index g = 0; g < std::ssize(options.groups); ++g)
        for (const Index i : options.groups[g].members)
            result.group_amount(g) += x(i);
    // A group that held the last step back may not bind any more; then one around it sets the price, or none.
    const auto binds = [&](Index g) {
        const double sum = result.group_amount(g);
        return sum >= options.groups[g].cap * (1.0 - 1e-9) || sum * (1.0 - 1e-9) <= options.groups[g].floor;
    };
    const auto holder = [&](Index first) -> Index {
        if (first < 0) return -1;
        Index g = first;
        if (binds(g)) return first;
        for (g = nest.parent[g]; g != nest.root(); g = nest.parent[g])
            if (binds(g) && result.group_price(g) != 0.0)
                return g;
        return -1;
    };
    for (Index i = 0; i < n; ++i) {
        Reason& reason = result.reason[i];
        reason.group = holder(has_governor ? governor[nest.owner[i]]
                                           : vertex.reason[i].group);
        reason.marginal = marginal(i);
        if (x(i) <= rules.lower(i))
            reason.hold = Hold::at_floor;
        else if (x(i) >= rules.upper(i))
            reason.hold = Hold::at_cap;
        else
            reason.hold = reason.group >= 0 ? Hold::held_by_group : Hold::at_price;
    }
    outcome.seconds = watch.seconds();
    return result;
}

/// Whom one more unit at a place lifts, and by how much (column of S).
/// @param link, reach  as in spillover_division
/// @param place  where the unit goes
/// @return places x 1, benefit added to each place
/// Complexity O(sweeps * links).
template <class Double = double>
Eigen::VectorXd unit_lift(const Eigen::SparseMatrix<double>& link, double reach, Index place) {
    base::check_range(static_cast<double>(place), 0.0, static_cast<double>(link.rows()) - 1.0, "place");
    const detail::Spillover<> spillover(link, reach, link.rows());
    const Eigen::VectorX<Double> unit = Eigen::VectorX<Double>::Unit(link.rows(), place);
    Eigen::VectorX<Double> lift = unit;
    spillover.spread(unit, lift);
    return lift;
}

} // namespace corewing::allocation
