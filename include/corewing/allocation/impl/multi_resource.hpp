#pragma once

#include "corewing/allocation/multi_resource.hpp"

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/allocation/detail/place_demand.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
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
    base::check_nonnegative(need, "need");
    base::check_nonnegative(options.budget, "budget");
    base::check_shape(use, n, m, "use");
    base::check_nonnegative(use, "use");
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
    bool can_hold = (place.lower.array() <= place.upper.array()).all();
    for (Index k = 0; k < m; ++k)
        can_hold = can_hold && place.lower.col(k).sum() <= options.budget(k) * (1.0 + 1e-12);
    if (!can_hold) {
        result.outcome.seconds = watch.seconds();
        return result;
    }

    // A resource whose floors take all of it is settled; nobody needs a cap above the budget.
    for (Index k = 0; k < m; ++k) {
        const double floors = place.lower.col(k).sum();
        if (floors >= options.budget(k) * (1.0 - 1e-12)) place.upper.col(k) = place.lower.col(k);
    }
    const Index empty = place.leave_out();
    if (empty > 0)
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "multi_resource",
                                   .text = std::to_string(empty) + " places can have no benefit and are left out of "
                                                                   "the objective"});

    // The dual: smallest sum of what the places gain at the prices, and what the budgets cost. Convex in the prices.
    Eigen::VectorX<Double> price = place.first_price(options.budget);
    const double weight = std::max(1e-300, place.need.sum());
    detail::Response now = place.respond(price, true);
    double dual = now.value + price.dot(options.budget);
    auto& outcome = result.outcome;
    double best_objective = -detail::infinite;
    const auto take = [&] { // keeps the best amounts met so far
        Eigen::MatrixX<Double> amount = now.amount;
        detail::fit_to_budget(place, options.budget, amount);
        const double objective = place.objective(amount);
        if (!(objective > best_objective)) return;
        best_objective = objective;
        result.amount = std::move(amount);
    };
    take();
    double best_dual = dual;
    result.price = price;
    double damping = 1e-12;
    while (outcome.iterations < options.iterations && base::relative_gap(best_objective, best_dual) > options.gap) {
        ++outcome.iterations;
        const Eigen::VectorX<Double> slope = options.budget - now.amount.colwise().sum().transpose();
        // Newton in the prices that may move: those above 0, or at 0 and asked for.
        std::vector<Index> free;
        for (Index k = 0; k < m; ++k)
            if (price(k) > 0.0 || slope(k) < 0.0) free.push_back(k);
        const Index f = std::ssize(free);
        if (f == 0) break;
        Eigen::MatrixX<Double> bend(f, f);
        Eigen::VectorX<Double> right(f);
        for (Index a = 0; a < f; ++a) {
            for (Index b = 0; b < f; ++b)
                bend(a, b) = now.bend(free[a], free[b]);
            right(a) = -slope(free[a]);
        }
        bool moved = false;
        for (int attempt = 0; attempt < 60 && !moved; ++attempt) {
            Eigen::MatrixX<Double> ridge = bend;
            for (Index a = 0; a < f; ++a) {
                const Index k = free[a];
                const double scale = std::max(price(k), 1e-9 * weight / std::max(1e-300, options.budget(k)));
                ridge(a, a) += damping * (bend(a, a) + weight / (scale * scale));
            }
            const Eigen::VectorX<Double> step = ridge.ldlt().solve(right);
            Eigen::VectorX<Double> trial = price;
            for (Index a = 0; a < f; ++a) {
                const Index k = free[a];
                // CES prices stay above 0; those of fixed proportions may end there.
                double least = 0.1 * price(k);
                if (options.rho == -detail::infinite && price(k) * options.budget(k) < 1e-7 * weight) least = 0.0;
                trial(k) = std::max(least, price(k) + step(a));
            }
            if (!trial.allFinite() || trial == price) {
                damping = std::max(1e-12, damping * 10.0);
                continue;
            }
            detail::Response next = place.respond(trial, true);
            const double value = next.value + trial.dot(options.budget);
            if (value < dual || (value <= dual + 1e-14 * std::abs(dual) && attempt > 2)) {
                moved = true;
                price = trial;
                now = std::move(next);
                dual = value;
                damping = std::max(1e-12, damping * 0.1);
            } else {
                damping = std::max(1e-12, damping * 10.0);
            }
        }
        take();
        if (dual < best_dual) {
            best_dual = dual;
            result.price = price;
        }
        if (!moved) break;
    }

    outcome.objective = best_objective;
    outcome.bound = std::max(best_objective, best_dual);
    outcome.gap = base::relative_gap(outcome.objective, outcome.bound);
    outcome.status = outcome.gap <= options.gap ? base::Status::optimal : base::Status::feasible;
    result.unused = (options.budget - result.amount.colwise().sum().transpose()).cwiseMax(0.0);
    for (Index i = 0; i < n; ++i) {
        result.benefit(i) = place.benefit(i, result.amount.row(i).transpose());
        if (result.benefit(i) == 0.0 || need(i) == 0.0) continue;
        result.elasticity.row(i) = place.elasticity(i, result.amount.row(i).transpose(), result.price).transpose();
        for (Index k = 0; k < m; ++k)
            if (result.amount(i, k) > 0.0)
                result.marginal(i, k) = need(i) * result.elasticity(i, k) / result.amount(i, k);
        Index worst = 0;
        result.elasticity.row(i).maxCoeff(&worst);
        result.bottleneck[i] = worst;
    }
    outcome.seconds = watch.seconds();
    return result;
}

} // namespace corewing::allocation
