#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/error.hpp"
#include "corewing/interaction/constrained_flows.hpp"
#include "corewing/interaction/detail/support_flow.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::interaction {
namespace detail {

template <class = void>
void check_constraint(const Eigen::Ref<const Eigen::MatrixXd>& weight, const Eigen::Ref<const Eigen::VectorXd>& totals,
                      Index size, std::string_view field) {
    base::check_size(totals.size(), size, field);
    base::check_nonnegative(weight, "weight");
    base::check_nonnegative(totals, field);
}

/// flow = diag(row factor) weight diag(column factor), with the cells that are 0 kept exactly 0.
template <class = void>
Eigen::MatrixXd scaled(const Eigen::MatrixXd& weight, const Eigen::VectorXd& rows, const Eigen::VectorXd& columns) {
    return rows.asDiagonal() * weight * columns.asDiagonal();
}

/// sum of x ln y with 0 ln 0 = 0
template <class = void>
double sum_x_ln_y(const Eigen::VectorXd& x, const Eigen::VectorXd& y) {
    double sum = 0.0;
    for (Index i = 0; i < x.size(); ++i)
        if (x[i] > 0.0) sum += x[i] * std::log(y[i]);
    return sum;
}

template <class = void>
void report_conflict(ConstrainedFlows& result, const Eigen::VectorXd& origins, const Eigen::VectorXd& destinations) {
    for (const Index i : result.conflict.origins) result.conflict.leaving += origins[i];
    for (const Index j : result.conflict.destinations) result.conflict.room += destinations[j];
    result.outcome.status = base::Status::infeasible;
    result.flow.setZero(origins.size(), destinations.size());
    result.origin_factor.setZero(origins.size());
    result.destination_factor.setZero(destinations.size());
}

/// Row and column totals of one sum.
template <class Double = double>
struct FlowTotals {
    Eigen::VectorX<Double> rows = {};    ///< origins x 1
    Eigen::VectorX<Double> columns = {}; ///< destinations x 1
};

/// Weights with each row, then each column, brought to a largest entry of 1.
template <class Double = double>
struct ScaledWeights {
    Eigen::MatrixX<Double> weight = {};
    Eigen::VectorX<Double> row_scale = {};    ///< origins x 1, 1 where the row is 0
    Eigen::VectorX<Double> column_scale = {}; ///< destinations x 1, 1 where the column is 0
};

/// Where balancing came to rest: the flow is diag(rows) weight diag(columns).
template <class Double = double>
struct Balance {
    Eigen::VectorX<Double> rows = {};
    Eigen::VectorX<Double> columns = {};
    double imbalance = std::numeric_limits<double>::infinity();
    long sweeps = 0;
};

template <class = void>
base::bad_value weights_too_far_apart() {
    return base::bad_value("the weights span too many orders of magnitude",
                           {.field = "weight", .remedy = "use a gentler deterrence"});
}

/// Sum of all flows.
template <class = void>
double check_totals(const Eigen::Ref<const Eigen::MatrixXd>& weight, const Eigen::Ref<const Eigen::VectorXd>& origins,
                    const Eigen::Ref<const Eigen::VectorXd>& destinations, const BalanceOptions& options) {
    check_constraint(weight, origins, weight.rows(), "origins");
    base::check_size(destinations.size(), weight.cols(), "destinations");
    base::check_nonnegative(destinations, "destinations");
    base::check_range(options.tolerance, 1e-14, 1.0, "tolerance");
    if (options.sweeps < 1) throw base::bad_value("needs at least 1 sweep", {.field = "sweeps"});
    const double total = origins.sum();
    base::check_range(total, 0.0, std::numeric_limits<double>::max(), "sum of origins");
    if (!(std::abs(total - destinations.sum()) <= 1e-9 * total))
        throw base::bad_value("origins add up to " + base::to_text(total) + ", destinations to " +
                                  base::to_text(destinations.sum()),
                              {.field = "destinations", .remedy = "scale one of the two to the other's sum"});
    return total;
}

/// Rows and columns without a total take no part.
template <class Double>
ScaledWeights<Double> scaled_weights(const Eigen::Ref<const Eigen::MatrixXd>& weight, const FlowTotals<Double>& total) {
    const auto or_one = [](double largest) { return largest == 0.0 ? 1.0 : largest; };
    Eigen::MatrixX<Double> work = weight;
    for (Index i = 0; i < work.rows(); ++i)
        if (total.rows[i] == 0.0) work.row(i).setZero();
    for (Index j = 0; j < work.cols(); ++j)
        if (total.columns[j] == 0.0) work.col(j).setZero();
    ScaledWeights<Double> result;
    result.row_scale = work.rowwise().maxCoeff().unaryExpr(or_one);
    work = result.row_scale.cwiseInverse().asDiagonal() * work;
    result.column_scale = work.colwise().maxCoeff().transpose().unaryExpr(or_one);
    result.weight = work * result.column_scale.cwiseInverse().asDiagonal();
    if (!result.weight.allFinite()) throw weights_too_far_apart();
    return result;
}

/// A row or column that has a total but no weight cannot be filled.
template <class Double>
FlowConflict empty_lines(const Eigen::MatrixX<Double>& weight, const FlowTotals<Double>& total) {
    FlowConflict conflict;
    const Eigen::VectorX<Double> row_most = weight.rowwise().maxCoeff();
    const Eigen::VectorX<Double> column_most = weight.colwise().maxCoeff().transpose();
    for (Index i = 0; i < weight.rows(); ++i)
        if (total.rows[i] > 0.0 && row_most[i] == 0.0) conflict.origins.push_back(i);
    if (!conflict.origins.empty() || !(total.columns.array() > 0.0 && column_most.array() == 0.0).any())
        return conflict;
    // A column that nobody can fill: all rows together have only the other columns.
    for (Index i = 0; i < weight.rows(); ++i)
        if (total.rows[i] > 0.0) conflict.origins.push_back(i);
    for (Index j = 0; j < weight.cols(); ++j)
        if (total.columns[j] > 0.0 && column_most[j] > 0.0) conflict.destinations.push_back(j);
    return conflict;
}

/// Looks for totals that cannot be met on the cells with weight, and closes cells that the totals force to 0.
template <class Double>
void close_cells(Eigen::MatrixX<Double>& weight, const FlowTotals<Double>& total, ConstrainedFlows& result) {
    if (!(weight.array() == 0.0).any()) return;
    const SupportFlow support = SupportFlowSolver<>(weight, total.rows, total.columns).solve();
    result.conflict.origins = support.rows;
    result.conflict.destinations = support.columns;
    if (!support.feasible) return;
    const Eigen::MatrixX<Double> usable = (support.open > 0).select(weight, 0.0);
    const FlowConflict emptied = empty_lines(usable, total);
    if (!emptied.origins.empty()) return; // a total below rounding of the sum keeps all its cells
    for (Index i = 0; i < weight.rows(); ++i)
        for (Index j = 0; j < weight.cols(); ++j)
            if (weight(i, j) > 0.0 && usable(i, j) == 0.0) result.closed.emplace_back(i, j);
    weight = usable;
    if (!result.closed.empty())
        result.findings.push_back(
            {.severity = base::Severity::note,
             .topic = "doubly_constrained",
             .text = std::to_string(result.closed.size()) + " usable cells are 0 in every solution with these totals"});
}

/// What brings `have` to `wanted`; 0 where nothing is wanted.
template <class Double>
Eigen::VectorX<Double> quotient(const Eigen::VectorX<Double>& wanted, const Eigen::VectorX<Double>& have) {
    return (wanted.array() > 0.0).select(wanted.array() / have.array(), 0.0);
}

template <class Double>
double largest_miss(const Eigen::VectorX<Double>& wanted, const Eigen::ArrayX<Double>& have) {
    double largest = 0.0;
    for (Index i = 0; i < have.size(); ++i)
        if (wanted[i] > 0.0) largest = std::max(largest, std::abs(have[i] - wanted[i]) / wanted[i]);
    return largest;
}

/// Furness balancing: columns from rows, rows from columns, until every row total is met beside the column totals.
template <class Double>
Balance<Double> balance(const Eigen::MatrixX<Double>& weight, const FlowTotals<Double>& total,
                        const BalanceOptions& options) {
    Balance<Double> result;
    result.columns = (total.columns.array() > 0.0).select(Eigen::VectorX<Double>::Ones(weight.cols()), 0.0);
    Eigen::VectorX<Double> reach = weight * result.columns;
    result.rows = quotient(total.rows, reach);
    while (result.sweeps < options.sweeps && (result.sweeps == 0 || !options.observer.stopped())) {
        ++result.sweeps;
        reach.setZero(); // columns from rows, and what the rows then reach, in one pass over the matrix
        for (Index j = 0; j < weight.cols(); ++j) {
            result.columns[j] = total.columns[j] > 0.0 ? total.columns[j] / weight.col(j).dot(result.rows) : 0.0;
            reach += result.columns[j] * weight.col(j);
        }
        const Eigen::ArrayX<Double> have = result.rows.array() * reach.array();
        result.imbalance = largest_miss(total.rows, have);
        if (!std::isfinite(result.imbalance)) throw weights_too_far_apart();
        if (result.imbalance <= options.tolerance) break;
        result.rows = quotient(total.rows, reach);
        if (result.sweeps % 16 == 0)
            options.observer.report("balancing",
                                    static_cast<double>(result.sweeps) / static_cast<double>(options.sweeps));
    }
    return result;
}

/// Objective of the flows and, where every total is met, the bound from the dual.
/// @param sum  of all totals
template <class Double>
void judge(const FlowTotals<Double>& total, double sum, double tolerance, ConstrainedFlows& result) {
    const auto worth = [&](const Eigen::VectorX<Double>& rows, const Eigen::VectorX<Double>& columns) {
        return sum_x_ln_y(rows, result.origin_factor) + sum_x_ln_y(columns, result.destination_factor);
    };
    result.outcome.objective = worth(result.flow.rowwise().sum(), result.flow.colwise().sum().transpose());
    if (result.imbalance <= tolerance) {
        result.outcome.status = base::Status::optimal;
        result.outcome.bound =
            std::min(result.outcome.objective, worth(total.rows, total.columns) - result.flow.sum() + sum);
        result.outcome.gap = base::relative_gap(result.outcome.objective, result.outcome.bound);
        return;
    }
    result.outcome.status = base::Status::interrupted;
    result.findings.push_back({.severity = base::Severity::warning,
                               .topic = "doubly_constrained",
                               .text = "stopped before every total was met; the worst is off by a share of " +
                                       base::to_text(result.imbalance)});
}

} // namespace detail

COREWING_BODY
ConstrainedFlows origin_constrained(const Eigen::Ref<const Eigen::MatrixXd>& weight,
                                    const Eigen::Ref<const Eigen::VectorXd>& origins) {
    const base::Stopwatch watch;
    detail::check_constraint(weight, origins, weight.rows(), "origins");
    ConstrainedFlows result;
    const Eigen::VectorX<Double> pull = weight.rowwise().sum();
    base::check_finite(pull, "row sum of weight");
    for (Index i = 0; i < origins.size(); ++i)
        if (origins[i] > 0.0 && !(pull[i] > 0.0)) result.conflict.origins.push_back(i);
    if (!result.conflict.origins.empty()) {
        detail::report_conflict(result, origins, Eigen::VectorX<Double>::Zero(weight.cols()));
        result.outcome.seconds = watch.seconds();
        return result;
    }
    result.origin_factor = (origins.array() > 0.0).select(origins.cwiseQuotient(pull), 0.0);
    base::check_finite(result.origin_factor, "origin_factor");
    result.destination_factor.setOnes(weight.cols());
    result.flow = result.origin_factor.asDiagonal() * weight;
    const double objective = detail::sum_x_ln_y(origins, result.origin_factor);
    result.outcome = {.status = base::Status::optimal,
                      .objective = objective,
                      .bound = objective,
                      .gap = 0.0,
                      .iterations = 1,
                      .seconds = watch.seconds()};
    return result;
}

COREWING_BODY
ConstrainedFlows destination_constrained(const Eigen::Ref<const Eigen::MatrixXd>& weight,
                                         const Eigen::Ref<const Eigen::VectorXd>& destinations) {
    detail::check_constraint(weight, destinations, weight.cols(), "destinations");
    const Eigen::MatrixX<Double> turned = weight.transpose();
    ConstrainedFlows result = origin_constrained(turned, destinations);
    result.flow.transposeInPlace();
    std::swap(result.origin_factor, result.destination_factor);
    std::swap(result.conflict.origins, result.conflict.destinations);
    std::swap(result.conflict.leaving, result.conflict.room);
    return result;
}

COREWING_BODY
ConstrainedFlows doubly_constrained(const Eigen::Ref<const Eigen::MatrixXd>& weight,
                                    const Eigen::Ref<const Eigen::VectorXd>& origins,
                                    const Eigen::Ref<const Eigen::VectorXd>& destinations,
                                    const BalanceOptions& options) {
    const base::Stopwatch watch;
    const double sum = detail::check_totals(weight, origins, destinations, options);
    ConstrainedFlows result;
    result.origin_factor.setZero(weight.rows());
    result.destination_factor.setZero(weight.cols());
    result.flow.setZero(weight.rows(), weight.cols());
    if (sum == 0.0) {
        result.outcome = {.status = base::Status::optimal, .gap = 0.0, .seconds = watch.seconds()};
        return result;
    }

    const detail::FlowTotals<Double> total{.rows = origins, .columns = destinations * (sum / destinations.sum())};
    detail::ScaledWeights<Double> scale = detail::scaled_weights(weight, total);
    result.conflict = detail::empty_lines(scale.weight, total);
    if (result.conflict.origins.empty()) detail::close_cells(scale.weight, total, result);
    if (!result.conflict.origins.empty()) {
        detail::report_conflict(result, total.rows, total.columns);
        result.outcome.seconds = watch.seconds();
        return result;
    }

    const detail::Balance<Double> balanced = detail::balance(scale.weight, total, options);
    result.flow = detail::scaled(scale.weight, balanced.rows, balanced.columns);
    result.origin_factor = balanced.rows.cwiseQuotient(scale.row_scale);
    result.destination_factor = balanced.columns.cwiseQuotient(scale.column_scale);
    result.imbalance = balanced.imbalance;
    base::check_finite(result.origin_factor, "origin_factor");
    base::check_finite(result.destination_factor, "destination_factor");
    detail::judge(total, sum, options.tolerance, result);
    result.outcome.iterations = balanced.sweeps;
    result.outcome.seconds = watch.seconds();
    return result;
}

} // namespace corewing::interaction
