#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/outcome.hpp"
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

/// Why totals cannot be met: everything that leaves `origins` must go to `destinations`, and that is too little.
/// Both lists are empty where the totals can be met.
struct FlowConflict {
    std::vector<Index> origins = {};      ///< rows, ascending
    std::vector<Index> destinations = {}; ///< all columns those rows can use, ascending
    double leaving = 0.0;                        ///< sum of the totals of the origins
    double room = 0.0;                           ///< sum of the totals of the destinations, < leaving
};

/// What the constrained models answer: T_ij = origin_factor_i * destination_factor_j * weight_ij.
struct ConstrainedFlows {
    Eigen::MatrixXd flow = {};               ///< origins x destinations; all 0 where infeasible
    Eigen::VectorXd origin_factor = {};      ///< origins x 1; 0 where the total is 0
    Eigen::VectorXd destination_factor = {}; ///< destinations x 1; 0 where the total is 0
    double imbalance = 0.0;                  ///< largest relative miss of a total, |sum - total| / total
    FlowConflict conflict = {};              ///< the proof, where infeasible
    std::vector<std::pair<Index, Index>> closed = {}; ///< usable cells the totals force to 0
    base::Outcome outcome = {};   ///< minimises sum T ln(T / weight); bound from the dual; gap infinite if not balanced
    base::Findings findings = {}; ///< closed cells; sweeps used up
};

/// Choices of doubly_constrained().
struct BalanceOptions {
    double tolerance = 1e-10;     ///< largest relative miss of any total, in [1e-14, 1]
    long sweeps = 10000;          ///< at most so many sweeps over rows and columns, >= 1
    base::Observer observer = {}; ///< progress and stop
};

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

} // namespace detail

/// Flows with given row totals (单约束引力模型, 产生约束): each origin's total is shared by weight.
///   T_ij = O_i w_ij / sum_k w_ik
/// @param weight   origins x destinations, any unit, >= 0: pull of each destination, M_j^b f(t_ij), from gravity() say
/// @param origins  origins x 1, unit of flow, >= 0: what leaves each origin
/// @return flow, factors and outcome; infeasible with the origin named where a positive total has no positive weight
/// @throws bad_shape, bad_value
/// Complexity O(cells). Source: Wilson 1971, Environment and Planning 3(1), section 3.
template <class Double = double>
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

/// Flows with given column totals (单约束引力模型, 吸引约束): each destination's total is shared by weight.
///   T_ij = D_j w_ij / sum_k w_kj
/// @param weight        origins x destinations, any unit, >= 0
/// @param destinations  destinations x 1, unit of flow, >= 0: what arrives at each destination
/// @return as origin_constrained(); where infeasible, conflict.destinations are the columns without positive weight,
///         conflict.origins is empty and `leaving` 0
/// @throws bad_shape, bad_value
/// Complexity O(cells). Source: Wilson 1971, Environment and Planning 3(1), section 3.
template <class Double = double>
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

/// Flows with given row and column totals (双约束引力模型), by Furness balancing (iterative proportional fitting).
///   T_ij = a_i b_j w_ij,  sum_j T_ij = O_i,  sum_i T_ij = D_j
/// Among all flows with these totals it is the one nearest to the weights: it minimises sum T ln(T / w).
/// Before balancing, a maximum flow on the cells with positive weight decides whether the totals can be met. If not,
/// `conflict` names origins that send more than the destinations they can use may receive. Cells that the totals
/// force to 0 are closed first, for balancing would creep towards that limit for ever; they are listed.
/// @param weight        origins x destinations, any unit, >= 0; 0 = no flow possible
/// @param origins       origins x 1, unit of flow, >= 0
/// @param destinations  destinations x 1, unit of flow, >= 0, same sum as origins (to 1e-9; then scaled to agree)
/// @return flow, factors, outcome; status `interrupted` with an infinite gap where the sweeps were used up or stop was
///         requested before every total was met
/// @throws bad_shape; bad_value, also where the two sums differ or the weights span too many orders of magnitude
/// Complexity O(cells * sweeps); the maximum flow O(cells * phases), only where a cell is 0.
/// Source: Furness 1965, Traffic Engineering and Control 7; Wilson 1971; limits and closed cells: Pukelsheim 2014,
/// Annals of Operations Research 215.
template <class Double = double>
ConstrainedFlows
doubly_constrained(const Eigen::Ref<const Eigen::MatrixXd>& weight, const Eigen::Ref<const Eigen::VectorXd>& origins,
                   const Eigen::Ref<const Eigen::VectorXd>& destinations, const BalanceOptions& options = {}) {
    const base::Stopwatch watch;
    detail::check_constraint(weight, origins, weight.rows(), "origins");
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

    ConstrainedFlows result;
    result.origin_factor.setZero(weight.rows());
    result.destination_factor.setZero(weight.cols());
    result.flow.setZero(weight.rows(), weight.cols());
    if (total == 0.0) {
        result.outcome = {.status = base::Status::optimal, .gap = 0.0, .seconds = watch.seconds()};
        return result;
    }
    const Eigen::VectorX<Double> row_total = origins;
    const Eigen::VectorX<Double> column_total = destinations * (total / destinations.sum());

    // Rows and columns without a total take no part. Each row, then column, is brought to a largest weight of 1.
    Eigen::MatrixX<Double> work = weight;
    for (Index i = 0; i < work.rows(); ++i)
        if (row_total[i] == 0.0) work.row(i).setZero();
    for (Index j = 0; j < work.cols(); ++j)
        if (column_total[j] == 0.0) work.col(j).setZero();
    Eigen::VectorX<Double> row_scale = work.rowwise().maxCoeff();
    for (Index i = 0; i < work.rows(); ++i) {
        if (row_total[i] > 0.0 && row_scale[i] == 0.0) result.conflict.origins.push_back(i);
        if (row_scale[i] == 0.0) row_scale[i] = 1.0;
    }
    work = row_scale.cwiseInverse().asDiagonal() * work;
    Eigen::VectorX<Double> column_scale = work.colwise().maxCoeff().transpose();
    bool stranded = false;
    for (Index j = 0; j < work.cols(); ++j) {
        if (column_total[j] > 0.0 && column_scale[j] == 0.0) stranded = true;
        if (column_scale[j] == 0.0) column_scale[j] = 1.0;
    }
    work = work * column_scale.cwiseInverse().asDiagonal();
    if (!work.allFinite())
        throw base::bad_value("the weights span too many orders of magnitude",
                              {.field = "weight", .remedy = "use a gentler deterrence"});

    if (result.conflict.origins.empty() && stranded) {
        // A column that nobody can fill: all rows together have only the other columns.
        for (Index i = 0; i < work.rows(); ++i)
            if (row_total[i] > 0.0) result.conflict.origins.push_back(i);
        for (Index j = 0; j < work.cols(); ++j)
            if (column_total[j] > 0.0 && work.col(j).maxCoeff() > 0.0) result.conflict.destinations.push_back(j);
    }
    if (result.conflict.origins.empty() && (work.array() == 0.0).any()) {
        const detail::SupportFlow support = detail::SupportFlowSolver<>(work, row_total, column_total).solve();
        result.conflict.origins = support.rows;
        result.conflict.destinations = support.columns;
        if (support.feasible) {
            const Eigen::MatrixX<Double> usable = (support.open > 0).select(work, 0.0);
            bool every_total_usable = true; // a total below rounding of the sum keeps all its cells
            for (Index i = 0; i < work.rows(); ++i)
                every_total_usable = every_total_usable && (row_total[i] == 0.0 || usable.row(i).maxCoeff() > 0.0);
            for (Index j = 0; j < work.cols(); ++j)
                every_total_usable = every_total_usable && (column_total[j] == 0.0 || usable.col(j).maxCoeff() > 0.0);
            if (every_total_usable) {
                for (Index i = 0; i < work.rows(); ++i)
                    for (Index j = 0; j < work.cols(); ++j)
                        if (work(i, j) > 0.0 && usable(i, j) == 0.0) result.closed.emplace_back(i, j);
                work = usable;
            }
        }
    }
    if (!result.conflict.origins.empty()) {
        detail::report_conflict(result, row_total, column_total);
        result.outcome.seconds = watch.seconds();
        return result;
    }
    if (!result.closed.empty())
        result.findings.push_back(
            {.severity = base::Severity::note,
             .topic = "doubly_constrained",
             .text = std::to_string(result.closed.size()) + " usable cells are 0 in every solution with these totals"});

    const auto quotient = [](const Eigen::VectorX<Double>& wanted,
                             const Eigen::VectorX<Double>& have) -> Eigen::VectorX<Double> {
        return (wanted.array() > 0.0).select(wanted.array() / have.array(), 0.0);
    };
    Eigen::VectorX<Double> columns =
        (column_total.array() > 0.0).select(Eigen::VectorX<Double>::Ones(work.cols()), 0.0);
    Eigen::VectorX<Double> reach = work * columns;
    Eigen::VectorX<Double> rows = quotient(row_total, reach);
    long sweep = 0;
    result.imbalance = std::numeric_limits<double>::infinity();
    while (sweep < options.sweeps && !options.observer.stopped()) {
        ++sweep;
        reach.setZero(); // columns from rows, and what the rows then reach, in one pass over the matrix
        for (Index j = 0; j < work.cols(); ++j) {
            columns[j] = column_total[j] > 0.0 ? column_total[j] / work.col(j).dot(rows) : 0.0;
            reach += columns[j] * work.col(j);
        }
        const Eigen::ArrayX<Double> have = rows.array() * reach.array();
        result.imbalance = 0.0;
        for (Index i = 0; i < have.size(); ++i)
            if (row_total[i] > 0.0)
                result.imbalance = std::max(result.imbalance, std::abs(have[i] - row_total[i]) / row_total[i]);
        if (!std::isfinite(result.imbalance))
            throw base::bad_value("the weights span too many orders of magnitude",
                                  {.field = "weight", .remedy = "use a gentler deterrence"});
        if (result.imbalance <= options.tolerance) break;
        rows = quotient(row_total, reach);
        if (sweep % 16 == 0)
            options.observer.report("balancing", static_cast<double>(sweep) / static_cast<double>(options.sweeps));
    }
    result.flow = detail::scaled(work, rows, columns);
    result.origin_factor = rows.cwiseQuotient(row_scale);
    result.destination_factor = columns.cwiseQuotient(column_scale);
    base::check_finite(result.origin_factor, "origin_factor");
    base::check_finite(result.destination_factor, "destination_factor");

    const Eigen::VectorX<Double> row_sum = result.flow.rowwise().sum();
    const Eigen::VectorX<Double> column_sum = result.flow.colwise().sum().transpose();
    result.outcome.objective =
        detail::sum_x_ln_y(row_sum, result.origin_factor) + detail::sum_x_ln_y(column_sum, result.destination_factor);
    result.outcome.iterations = sweep;
    const bool balanced = result.imbalance <= options.tolerance;
    result.outcome.status = balanced ? base::Status::optimal : base::Status::interrupted;
    if (balanced) {
        result.outcome.bound =
            std::min(result.outcome.objective, detail::sum_x_ln_y(row_total, result.origin_factor) +
                                                   detail::sum_x_ln_y(column_total, result.destination_factor) -
                                                   result.flow.sum() + total);
        result.outcome.gap = base::relative_gap(result.outcome.objective, result.outcome.bound);
    } else {
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "doubly_constrained",
                                   .text = "stopped before every total was met; the worst is off by a share of " +
                                           base::to_text(result.imbalance)});
    }
    result.outcome.seconds = watch.seconds();
    return result;
}

} // namespace corewing::interaction
