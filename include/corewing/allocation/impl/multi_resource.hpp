#pragma once

#include "corewing/allocation/multi_resource.hpp"

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/allocation/detail/place_demand.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace corewing::allocation {
namespace detail {

/// All that is checked before anything is computed.
template <class Double = double>
PlaceDemand<> place_demand(const Eigen::Ref<const Eigen::VectorXd>& need, const Eigen::Ref<const Eigen::MatrixXd>& use,
                           const MultiResourceOptions& options) {
    const Index n = need.size();
    const Index m = options.budget.size();
    check_moderate(need, "need");
    check_moderate(options.budget, "budget");
    base::check_shape(use, n, m, "use");
    check_moderate(use, "use");
    if (options.rho != -infinite) base::check_range(options.rho, -10.0, 0.95, "rho");
    base::check_range(options.gap, 1e-12, 1.0, "gap");
    base::check_range(static_cast<double>(options.iterations), 1.0, 1e9, "iterations");
    PlaceDemand<> place{.need = need, .use = use, .rho = options.rho};
    if (options.lower.size() > 0) {
        base::check_shape(options.lower, n, m, "lower");
        base::check_nonnegative(options.lower, "lower");
    }
    if (options.upper.size() > 0) {
        base::check_shape(options.upper, n, m, "upper");
        for (Index k = 0; k < m; ++k)
            for (Index i = 0; i < n; ++i)
                if (!(options.upper(i, k) >= 0.0))
                    throw base::bad_value(base::to_text(options.upper(i, k)) + " is not a cap",
                                          {.field = "upper[" + std::to_string(i) + ',' + std::to_string(k) + ']',
                                           .value = base::to_text(options.upper(i, k)),
                                           .remedy = "give a number of at least 0, or infinity for none"});
    }
    place.lower = options.lower.size() > 0 ? options.lower : Eigen::MatrixX<Double>::Zero(n, m);
    place.upper = options.upper.size() > 0 ? options.upper : Eigen::MatrixX<Double>::Constant(n, m, infinite);
    if (options.rho == 0.0)
        for (Index i = 0; i < n; ++i)
            if (place.use.row(i).sum() > 0.0) place.use.row(i) /= place.use.row(i).sum();
    return place;
}

/// Shrinks amounts to what there is of each resource without touching a floor, and to what can be used.
template <class = void>
void fit_to_budget(const PlaceDemand<>& place, const Eigen::VectorXd& budget, Eigen::MatrixXd& amount) {
    for (Index k = 0; k < budget.size(); ++k) {
        const double floors = place.lower.col(k).sum();
        const double above = amount.col(k).sum() - floors;
        const double room = std::max(0.0, budget(k) - floors);
        if (above > room) amount.col(k) = place.lower.col(k) + (amount.col(k) - place.lower.col(k)) * (room / above);
    }
    if (!place.fixed_proportions()) return;
    for (Index i = 0; i < amount.rows(); ++i) {
        const double t = place.benefit(i, amount.row(i).transpose());
        amount.row(i) = (place.use.row(i) * t).cwiseMax(place.lower.row(i)).cwiseMin(amount.row(i));
    }
}

/// Whether floors, caps and budgets leave any amounts.
template <class = void>
bool can_hold(const PlaceDemand<>& place, const Eigen::VectorXd& budget) {
    bool holds = (place.lower.array() <= place.upper.array()).all();
    for (Index k = 0; k < budget.size(); ++k) holds = holds && !base::above(place.lower.col(k).sum(), budget(k));
    return holds;
}

/// The finding where they do not.
template <class = void>
base::Finding resource_clash(const PlaceDemand<>& place, const Eigen::VectorXd& budget) {
    std::string text;
    for (Index k = 0; k < budget.size() && text.empty(); ++k) {
        const double floors = std::min(place.lower.col(k).sum(), std::numeric_limits<double>::max());
        for (Index i = 0; i < place.lower.rows() && text.empty(); ++i)
            if (place.lower(i, k) > place.upper(i, k))
                text = "place " + std::to_string(i) + " floor " + base::to_text(place.lower(i, k)) + " > cap " +
                       base::to_text(place.upper(i, k));
        if (text.empty() && base::above(floors, budget(k)))
            text = "floors of all places " + base::to_text(floors) + " > budget " + base::to_text(budget(k));
        if (!text.empty()) text = "no division keeps every rule: resource " + std::to_string(k) + ", " + text;
    }
    return {.severity = base::Severity::warning, .topic = "multi_resource", .text = text};
}

/// @throws bad_value naming the place whose need is nothing beside the others, where the objective is no number
template <class = void>
void check_value(const PlaceDemand<>& place, double objective) {
    if (std::isfinite(objective)) return;
    Index least = 0;
    (place.need.array() > 0.0).select(place.need, infinite).minCoeff(&least);
    throw base::bad_value("is so little beside the others that the place gets nothing",
                          {.field = "need[" + std::to_string(least) + ']',
                           .value = base::to_text(place.need(least)),
                           .remedy = "give it 0 or more"});
}

/// The dual: smallest sum of what the places gain at the prices, and what the budgets cost. Convex in the prices;
/// Newton's method finds them, and the best amounts met on the way are kept.
template <class Double = double>
class PriceSearch {
public:
    PriceSearch(const PlaceDemand<>& place, const Eigen::VectorX<Double>& budget, Eigen::VectorX<Double> first)
        : place_(place), budget_(budget), weight_(std::max(1e-300, place.need.sum())), price_(std::move(first)),
          now_(place.respond(price_, true)), dual_(now_.value + price_.dot(budget)), best_price_(price_),
          best_dual_(dual_) {
        keep_amount();
    }

    /// False where no price can move any more.
    bool step() {
        const Eigen::VectorX<Double> slope = budget_ - now_.amount.colwise().sum().transpose();
        std::vector<Index> free; // the prices that may move: those above 0, or at 0 and asked for
        for (Index k = 0; k < price_.size(); ++k)
            if (price_(k) > 0.0 || slope(k) < 0.0) free.push_back(k);
        const Index f = std::ssize(free);
        if (f == 0) return false;
        Eigen::MatrixX<Double> bend(f, f);
        Eigen::VectorX<Double> right(f);
        for (Index a = 0; a < f; ++a) {
            for (Index b = 0; b < f; ++b) bend(a, b) = now_.bend(free[a], free[b]);
            right(a) = -slope(free[a]);
        }
        bool moved = false;
        for (int attempt = 0; attempt < 60 && !moved; ++attempt) {
            const Eigen::VectorX<Double> trial = newton(free, bend, right);
            moved = trial.allFinite() && trial != price_ && take(trial, attempt > 2);
            damping_ = std::max(1e-12, damping_ * (moved ? 0.1 : 10.0));
        }
        keep_amount();
        if (dual_ < best_dual_) {
            best_dual_ = dual_;
            best_price_ = price_;
        }
        return moved;
    }

    [[nodiscard]] double gap() const { return base::relative_gap(best_objective_, best_dual_, place_.need.sum()); }
    [[nodiscard]] double objective() const { return best_objective_; }
    [[nodiscard]] double bound() const { return best_dual_; }
    [[nodiscard]] const Eigen::MatrixX<Double>& amount() const { return best_amount_; }
    [[nodiscard]] const Eigen::VectorX<Double>& price() const { return best_price_; }

private:
    /// The prices after a damped step. CES prices stay above 0; those of fixed proportions may end there.
    [[nodiscard]] Eigen::VectorX<Double> newton(const std::vector<Index>& free, const Eigen::MatrixX<Double>& bend,
                                                const Eigen::VectorX<Double>& right) const {
        Eigen::MatrixX<Double> ridge = bend;
        for (Index a = 0; a < std::ssize(free); ++a) {
            const Index k = free[a];
            const double scale = std::max(price_(k), 1e-9 * weight_ / std::max(1e-300, budget_(k)));
            ridge(a, a) += damping_ * (bend(a, a) + weight_ / (scale * scale));
        }
        const Eigen::VectorX<Double> step = ridge.ldlt().solve(right);
        Eigen::VectorX<Double> trial = price_;
        for (Index a = 0; a < std::ssize(free); ++a) {
            const Index k = free[a];
            double least = 0.1 * price_(k);
            if (place_.fixed_proportions() && price_(k) * budget_(k) < 1e-7 * weight_) least = 0.0;
            trial(k) = std::max(least, price_(k) + step(a));
        }
        return trial;
    }

    /// Goes to these prices if the dual falls there, or at least does not rise beyond rounding.
    bool take(const Eigen::VectorX<Double>& trial, bool may_stay) {
        Response next = place_.respond(trial, true);
        const double value = next.value + trial.dot(budget_);
        if (!(value < dual_ || (value <= dual_ + 1e-14 * std::abs(dual_) && may_stay))) return false;
        price_ = trial;
        now_ = std::move(next);
        dual_ = value;
        return true;
    }

    void keep_amount() {
        Eigen::MatrixX<Double> amount = now_.amount;
        fit_to_budget(place_, budget_, amount);
        const double objective = place_.objective(amount);
        if (!(objective > best_objective_)) return;
        best_objective_ = objective;
        best_amount_ = std::move(amount);
    }

    const PlaceDemand<>& place_;
    const Eigen::VectorX<Double>& budget_;
    double weight_;
    Eigen::VectorX<Double> price_;
    Response now_;
    double dual_;
    Eigen::VectorX<Double> best_price_;
    double best_dual_;
    double best_objective_ = -infinite;
    Eigen::MatrixX<Double> best_amount_ = {};
    double damping_ = 1e-12;
};

/// The bottleneck table and what one more unit is worth, once amounts and prices are known.
template <class = void>
void explain_amounts(const Eigen::Ref<const Eigen::VectorXd>& need, const PlaceDemand<>& place,
                     MultiResource& result) {
    for (Index i = 0; i < need.size(); ++i) {
        result.benefit(i) = place.benefit(i, result.amount.row(i).transpose());
        if (result.benefit(i) == 0.0 || need(i) == 0.0) continue;
        result.elasticity.row(i) = place.elasticity(i, result.amount.row(i).transpose(), result.price).transpose();
        for (Index k = 0; k < result.price.size(); ++k)
            if (result.amount(i, k) > 0.0)
                result.marginal(i, k) = need(i) * result.elasticity(i, k) / result.amount(i, k);
        result.elasticity.row(i).maxCoeff(&result.bottleneck[i]);
    }
}

} // namespace detail

COREWING_BODY
MultiResource multi_resource(const Eigen::Ref<const Eigen::VectorXd>& need,
                             const Eigen::Ref<const Eigen::MatrixXd>& use, const MultiResourceOptions& options) {
    const base::Stopwatch watch;
    detail::PlaceDemand<> place = detail::place_demand(need, use, options);
    const Index n = need.size();
    const Index m = options.budget.size();
    MultiResource result;
    result.amount = result.marginal = result.elasticity = Eigen::MatrixX<Double>::Zero(n, m);
    result.benefit = Eigen::VectorX<Double>::Zero(n);
    result.price = result.unused = Eigen::VectorX<Double>::Zero(m);
    result.bottleneck.assign(n, -1);
    auto& outcome = result.outcome;
    if (!detail::can_hold(place, options.budget)) {
        result.findings.push_back(detail::resource_clash(place, options.budget));
        outcome.seconds = watch.seconds();
        return result;
    }

    // A resource whose floors take all of it is settled; nobody needs a cap above the budget.
    const Eigen::MatrixX<Double> caps = place.upper;
    std::vector<Index> settled;
    for (Index k = 0; k < m; ++k) {
        const double floors = place.lower.col(k).sum();
        if (floors < options.budget(k) * (1.0 - 1e-12)) continue;
        place.upper.col(k) = place.lower.col(k);
        settled.push_back(k);
    }
    const Index empty = place.leave_out();
    if (empty > 0)
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "multi_resource",
                                   .text = std::to_string(empty) + " places can have no benefit and are left out of "
                                                                   "the objective"});

    detail::PriceSearch<> search(place, options.budget, place.first_price(options.budget));
    bool moved = true;
    while (moved && outcome.iterations < options.iterations && search.gap() > options.gap) {
        ++outcome.iterations;
        moved = search.step();
    }
    detail::check_value(place, search.objective());
    if (search.amount().size() > 0) result.amount = search.amount();
    result.price = search.price();
    outcome.objective = search.objective();
    outcome.bound = std::max(search.objective(), search.bound());
    outcome.gap = base::relative_gap(outcome.objective, outcome.bound, place.need.sum());
    outcome.status = outcome.gap <= options.gap ? base::Status::optimal : base::Status::feasible;
    result.unused = (options.budget - result.amount.colwise().sum().transpose()).cwiseMax(0.0);
    detail::explain_amounts(need, place, result);
    // Of a settled resource one more unit goes where it is worth most; at that price nobody wants more than the floor.
    for (const Index k : settled)
        for (Index i = 0; i < n; ++i)
            if (result.amount(i, k) < caps(i, k)) result.price(k) = std::max(result.price(k), result.marginal(i, k));
    outcome.seconds = watch.seconds();
    return result;
}

} // namespace corewing::allocation
