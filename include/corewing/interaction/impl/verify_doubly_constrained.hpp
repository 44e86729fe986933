#pragma once

#include "corewing/interaction/verify_doubly_constrained.hpp"

#include "corewing/allocation/detail/rule_check.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/interaction/constrained_flows.hpp"
#include "corewing/interaction/detail/rising_below.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace corewing::interaction {
namespace detail {

/// That every solution with these totals has 0 in a closed cell: more could go there only if something left its column
/// for another row, that row's columns for yet other rows, and so on round to its own row. What goes through the cells
/// left open can be taken back; a closed cell may be filled but not emptied.
template <class Double = double>
void check_closed(const Eigen::MatrixX<Double>& usable, const ConstrainedFlows& answer,
                  base::Faults<>& faults) {
    const Index n = usable.rows();
    const Index m = usable.cols();
    Eigen::MatrixX<Double> open = usable;
    std::vector<std::vector<Index>> closed_rows(m);
    for (const auto& [i, j] : answer.closed) {
        const bool known = i >= 0 && i < n && j >= 0 && j < m && open(i, j) > 0.0;
        faults.expect(known, "closed names a cell twice or one that is not usable");
        if (!known) return;
        open(i, j) = 0.0;
        closed_rows[j].push_back(i);
    }
    for (Index j = 0; j < m; ++j) {
        if (closed_rows[j].empty()) continue;
        std::vector<char> row_seen(n, 0);
        std::vector<char> column_seen(m, 0);
        std::vector<Index> columns{j};
        column_seen[j] = 1;
        for (Index head = 0; head < std::ssize(columns); ++head)
            for (Index row = 0; row < n; ++row) {
                if (!(open(row, columns[head]) > 0.0) || row_seen[row] != 0) continue;
                row_seen[row] = 1;
                for (Index column = 0; column < m; ++column) {
                    if (!(usable(row, column) > 0.0) || column_seen[column] != 0) continue;
                    column_seen[column] = 1;
                    columns.push_back(column);
                }
            }
        for (const Index i : closed_rows[j])
            faults.expect(row_seen[i] == 0, "the closed cell " + std::to_string(i) + ", " +
                                                                          std::to_string(j) +
                                                                          " is not forced to 0 by the totals");
    }
}

/// That totals cannot be met: what leaves the rows named is more than the columns they can use may receive.
template <class Double = double>
void check_flow_conflict(const Eigen::MatrixX<Double>& usable, const Eigen::VectorX<Double>& origins,
                         const Eigen::VectorX<Double>& destinations, const FlowConflict& conflict,
                         base::Faults<>& faults) {
    const bool known =
        rising_below(conflict.origins, usable.rows()) && rising_below(conflict.destinations, usable.cols());
    faults.expect(known, "conflict does not name rows and columns in rising order");
    if (!known) return;
    double leaving = 0.0;
    double room = 0.0;
    std::vector<char> named(usable.cols(), 0);
    for (const Index j : conflict.destinations) {
        room += destinations[j];
        named[j] = 1;
        bool reached = false;
        for (const Index i : conflict.origins) reached = reached || usable(i, j) > 0.0;
        faults.expect(reached, "destination " + std::to_string(j) + " cannot be used by the origins named");
    }
    for (const Index i : conflict.origins) {
        leaving += origins[i];
        for (Index j = 0; j < usable.cols(); ++j)
            faults.expect(!(usable(i, j) > 0.0) || named[j] != 0,
                          "origin " + std::to_string(i) + " can also use destination " + std::to_string(j));
    }
    // More than the two sums may be off by rounding.
    const auto terms = static_cast<double>(conflict.origins.size() + conflict.destinations.size());
    faults.expect(leaving - room > terms * std::numeric_limits<double>::epsilon() * leaving,
                  "the origins named send no more than their destinations may receive");
    faults.expect_near(conflict.leaving, leaving, 1e-12, "conflict.leaving");
    faults.expect_near(conflict.room, room, 1e-12, "conflict.room");
}

} // namespace detail

COREWING_BODY
base::Certificate verify_doubly_constrained(const Eigen::Ref<const Eigen::MatrixXd>& weight,
                                      const Eigen::Ref<const Eigen::VectorXd>& origins,
                                      const Eigen::Ref<const Eigen::VectorXd>& destinations,
                                      const ConstrainedFlows& answer, double tolerance) {
    base::Certificate certificate;
    base::Faults<> faults(certificate);
    const Index n = weight.rows();
    const Index m = weight.cols();
    base::check_size(origins.size(), n, "origins");
    base::check_size(destinations.size(), m, "destinations");
    const auto finish = [&] {
        certificate.holds = faults.clean();
        return certificate;
    };
    faults.expect(answer.flow.rows() == n && answer.flow.cols() == m && answer.flow.allFinite(),
                  "flow has the wrong shape or is not finite");
    faults.expect(answer.origin_factor.size() == n && answer.destination_factor.size() == m,
                  "a factor vector has the wrong size");
    if (!faults.clean()) return finish();
    const double total = origins.sum();
    const Eigen::VectorX<Double> leaving = origins;
    const Eigen::VectorX<Double> arriving = total > 0.0 ? destinations * (total / destinations.sum()) : destinations;
    // Cells that may have a flow: a weight and two totals above 0.
    Eigen::MatrixX<Double> usable = weight;
    for (Index j = 0; j < m; ++j)
        for (Index i = 0; i < n; ++i)
            if (leaving[i] == 0.0 || arriving[j] == 0.0) usable(i, j) = 0.0;

    if (answer.outcome.status == base::Status::infeasible) {
        faults.expect(answer.flow.isZero(0.0), "without an answer the flows are 0");
        faults.expect(answer.origin_factor.isZero(0.0) && answer.destination_factor.isZero(0.0) &&
                          answer.imbalance == 0.0 && answer.closed.empty(),
                      "without an answer factors and imbalance are 0 and no cell is closed");
        detail::check_flow_conflict(usable, leaving, arriving, answer.conflict, faults);
        base::check_no_answer(answer.outcome, faults);
        return finish();
    }
    faults.expect(answer.outcome.status == base::Status::optimal, "the totals are not met");
    faults.expect(answer.conflict.origins.empty() && answer.conflict.destinations.empty() &&
                      answer.conflict.leaving == 0.0 && answer.conflict.room == 0.0,
                  "a conflict is named although the totals are met");
    detail::check_closed(usable, answer, faults);
    const auto fits = [](double factor, double sum) {
        return std::isfinite(factor) && (sum > 0.0 ? factor > 0.0 : factor == 0.0);
    };
    bool factors_fit = true;
    for (Index i = 0; i < n; ++i) factors_fit = factors_fit && fits(answer.origin_factor[i], leaving[i]);
    for (Index j = 0; j < m; ++j) factors_fit = factors_fit && fits(answer.destination_factor[j], arriving[j]);
    faults.expect(factors_fit, "a factor is not above 0 although its total is, or the reverse");
    if (!faults.clean()) return finish();

    const auto miss = [&](double sum, double wanted, const std::string& what) {
        const double share = wanted > 0.0 ? std::abs(sum - wanted) / wanted : std::abs(sum);
        certificate.violation = std::max(certificate.violation, share);
        faults.expect(share <= tolerance,
                      what + " adds up to " + base::to_text(sum) + ", not " + base::to_text(wanted));
    };
    for (Index i = 0; i < n; ++i) miss(answer.flow.row(i).sum(), leaving[i], "row " + std::to_string(i));
    for (Index j = 0; j < m; ++j) miss(answer.flow.col(j).sum(), arriving[j], "column " + std::to_string(j));
    faults.expect_near(answer.imbalance, certificate.violation, 1e-6, "imbalance", 1e-6);
    Eigen::MatrixX<Double> form = answer.origin_factor.asDiagonal() * weight * answer.destination_factor.asDiagonal();
    for (const auto& [i, j] : answer.closed) form(i, j) = 0.0;
    faults.expect(answer.flow.size() == 0 || answer.flow.minCoeff() >= 0.0, "a flow is negative");
    faults.expect((answer.flow - form).cwiseAbs().sum() <= 1e-10 * total, "the flows are not factors times weights");

    double objective = 0.0;
    for (Index j = 0; j < m; ++j)
        for (Index i = 0; i < n; ++i)
            if (answer.flow(i, j) > 0.0) objective += answer.flow(i, j) * std::log(answer.flow(i, j) / weight(i, j));
    certificate.bound = total - answer.flow.sum();
    for (Index i = 0; i < n; ++i)
        if (leaving[i] > 0.0) certificate.bound += leaving[i] * std::log(answer.origin_factor[i]);
    for (Index j = 0; j < m; ++j)
        if (arriving[j] > 0.0) certificate.bound += arriving[j] * std::log(answer.destination_factor[j]);
    certificate.gap = base::relative_gap(objective, certificate.bound);
    faults.expect_near(answer.outcome.objective, objective, 1e-8, "outcome.objective", total);
    faults.expect_near(certificate.bound, objective, 1e-6, "bound", total);
    faults.expect_near(answer.outcome.bound, certificate.bound, 1e-8, "outcome.bound", total);
    faults.expect(answer.outcome.bound <= answer.outcome.objective, "outcome.bound is above outcome.objective");
    faults.expect_near(answer.outcome.gap, base::relative_gap(answer.outcome.objective, answer.outcome.bound), 1e-9,
                       "outcome.gap", 1e-9);
    faults.expect(answer.outcome.iterations >= 0, "outcome.iterations is negative");
    faults.expect(answer.outcome.seconds >= 0.0 && std::isfinite(answer.outcome.seconds), "outcome.seconds is no time");
    return finish();
}

} // namespace corewing::interaction
