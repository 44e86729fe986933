#pragma once

#include "corewing/interaction/verify_doubly_constrained.hpp"

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

/// Checks flows between given totals from problem and answer alone.
template <class Double = double>
class ConstrainedFlowsCheck {
public:
    ConstrainedFlowsCheck(const Eigen::Ref<const Eigen::MatrixX<Double>>& weight,
                          const Eigen::Ref<const Eigen::VectorX<Double>>& origins,
                          const Eigen::Ref<const Eigen::VectorX<Double>>& destinations, const ConstrainedFlows& answer,
                          double tolerance)
        : weight_(weight), leaving_(origins), arriving_(destinations), answer_(answer), tolerance_(tolerance),
          n_(weight.rows()), m_(weight.cols()), total_(origins.sum()) {
        if (total_ > 0.0) arriving_ = destinations * (total_ / destinations.sum());
    }

    base::Certificate run() {
        faults_.expect(answer_.flow.rows() == n_ && answer_.flow.cols() == m_ && answer_.flow.allFinite(),
                       "flow has the wrong shape or is not finite");
        faults_.expect(answer_.origin_factor.size() == n_ && answer_.destination_factor.size() == m_,
                       "a factor vector has the wrong size");
        if (faults_.clean()) {
            if (answer_.outcome.status == base::Status::infeasible) {
                no_answer();
            } else {
                factors();
                if (faults_.clean()) flows();
            }
        }
        certificate_.holds = faults_.clean();
        return certificate_;
    }

private:
    /// Weights of the cells that may have a flow: a weight and two totals above 0.
    [[nodiscard]] Eigen::MatrixX<Double> usable() const {
        Eigen::MatrixX<Double> cells = weight_;
        for (Index j = 0; j < m_; ++j)
            for (Index i = 0; i < n_; ++i)
                if (leaving_[i] == 0.0 || arriving_[j] == 0.0) cells(i, j) = 0.0;
        return cells;
    }

    void no_answer() {
        faults_.expect(answer_.flow.isZero(0.0), "without an answer the flows are 0");
        faults_.expect(answer_.findings.empty(), "without an answer there are no findings");
        faults_.expect(answer_.origin_factor.isZero(0.0) && answer_.destination_factor.isZero(0.0) &&
                           answer_.imbalance == 0.0 && answer_.closed.empty(),
                       "without an answer factors and imbalance are 0 and no cell is closed");
        check_flow_conflict(usable(), leaving_, arriving_, answer_.conflict, faults_);
        base::check_no_answer(answer_.outcome, faults_);
    }

    /// Closed cells are forced to 0, and factors are above 0 where their totals are.
    void factors() {
        faults_.expect(answer_.outcome.status == base::Status::optimal, "the totals are not met");
        faults_.expect(answer_.conflict.origins.empty() && answer_.conflict.destinations.empty() &&
                           answer_.conflict.leaving == 0.0 && answer_.conflict.room == 0.0,
                       "a conflict is named although the totals are met");
        check_closed(usable(), answer_, faults_);
        const auto fits = [](double factor, double sum) {
            return std::isfinite(factor) && (sum > 0.0 ? factor > 0.0 : factor == 0.0);
        };
        bool all_fit = true;
        for (Index i = 0; i < n_; ++i) all_fit = all_fit && fits(answer_.origin_factor[i], leaving_[i]);
        for (Index j = 0; j < m_; ++j) all_fit = all_fit && fits(answer_.destination_factor[j], arriving_[j]);
        faults_.expect(all_fit, "a factor is not above 0 although its total is, or the reverse");
    }

    void flows() {
        for (Index i = 0; i < n_; ++i) miss(answer_.flow.row(i).sum(), leaving_[i], "row " + std::to_string(i));
        for (Index j = 0; j < m_; ++j) miss(answer_.flow.col(j).sum(), arriving_[j], "column " + std::to_string(j));
        faults_.expect_near(answer_.imbalance, certificate_.violation, 1e-6, "imbalance", 1e-6);
        Eigen::MatrixX<Double> form =
            answer_.origin_factor.asDiagonal() * weight_ * answer_.destination_factor.asDiagonal();
        for (const auto& [i, j] : answer_.closed) form(i, j) = 0.0;
        faults_.expect(answer_.flow.size() == 0 || answer_.flow.minCoeff() >= 0.0, "a flow is negative");
        faults_.expect((answer_.flow - form).cwiseAbs().sum() <= 1e-10 * total_,
                       "the flows are not factors times weights");
        outcome();
    }

    void miss(double sum, double wanted, const std::string& what) {
        const double share = wanted > 0.0 ? std::abs(sum - wanted) / wanted : std::abs(sum);
        certificate_.violation = std::max(certificate_.violation, share);
        faults_.expect(share <= tolerance_,
                       what + " adds up to " + base::to_text(sum) + ", not " + base::to_text(wanted));
    }

    /// Objective and bound afresh: the flows are best where the two meet.
    void outcome() {
        const base::Outcome& said = answer_.outcome;
        faults_.expect(answer_.findings.empty() == answer_.closed.empty(), "findings: cells are closed");
        double objective = 0.0;
        for (Index j = 0; j < m_; ++j)
            for (Index i = 0; i < n_; ++i)
                if (answer_.flow(i, j) > 0.0)
                    objective += answer_.flow(i, j) * std::log(answer_.flow(i, j) / weight_(i, j));
        certificate_.bound = total_ - answer_.flow.sum();
        for (Index i = 0; i < n_; ++i)
            if (leaving_[i] > 0.0) certificate_.bound += leaving_[i] * std::log(answer_.origin_factor[i]);
        for (Index j = 0; j < m_; ++j)
            if (arriving_[j] > 0.0) certificate_.bound += arriving_[j] * std::log(answer_.destination_factor[j]);
        certificate_.gap = base::relative_gap(objective, certificate_.bound);
        faults_.expect_near(said.objective, objective, 1e-8, "outcome.objective", total_);
        faults_.expect_near(certificate_.bound, objective, 1e-6, "bound", total_);
        faults_.expect_near(said.bound, certificate_.bound, 1e-8, "outcome.bound", total_);
        faults_.expect(said.bound <= said.objective, "outcome.bound is above outcome.objective");
        faults_.expect_near(said.gap, base::relative_gap(said.objective, said.bound), 1e-9, "outcome.gap", 1e-9);
        faults_.expect(said.iterations >= 0, "outcome.iterations is negative");
        faults_.expect(said.seconds >= 0.0 && std::isfinite(said.seconds), "outcome.seconds is no time");
    }

    const Eigen::Ref<const Eigen::MatrixX<Double>>& weight_;
    Eigen::VectorX<Double> leaving_;
    Eigen::VectorX<Double> arriving_; // with the sum of what leaves
    const ConstrainedFlows& answer_;
    double tolerance_;
    Index n_;
    Index m_;
    double total_;
    base::Certificate certificate_ = {};
    base::Faults<> faults_{certificate_};
};

} // namespace detail

COREWING_BODY
base::Certificate verify_doubly_constrained(const Eigen::Ref<const Eigen::MatrixXd>& weight,
                                            const Eigen::Ref<const Eigen::VectorXd>& origins,
                                            const Eigen::Ref<const Eigen::VectorXd>& destinations,
                                            const ConstrainedFlows& answer, double tolerance) {
    base::check_size(origins.size(), weight.rows(), "origins");
    base::check_size(destinations.size(), weight.cols(), "destinations");
    return detail::ConstrainedFlowsCheck<>(weight, origins, destinations, answer, tolerance).run();
}

} // namespace corewing::interaction
