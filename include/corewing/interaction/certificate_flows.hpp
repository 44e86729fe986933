#pragma once

#include "corewing/allocation/detail/certificate.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/interaction/constrained_flows.hpp"
#include "corewing/interaction/poisson_regression.hpp"

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace corewing::interaction {

using allocation::Certificate;

namespace detail {

/// Whether a list of numbers of rows or columns is rising and in [0, size), so that none is named twice.
template <class = void>
bool rising_below(const std::vector<Eigen::Index>& list, Eigen::Index size) {
    for (std::size_t k = 0; k < list.size(); ++k)
        if (list[k] < (k > 0 ? list[k - 1] + 1 : 0) || list[k] >= size) return false;
    return true;
}

/// That every solution with these totals has 0 in a closed cell: more could go there only if something left its column
/// for another row, that row's columns for yet other rows, and so on round to its own row. What goes through the cells
/// left open can be taken back; a closed cell may be filled but not emptied.
template <class Double = double>
void check_closed(const Eigen::MatrixX<Double>& usable, const ConstrainedFlows& answer,
                  allocation::detail::Faults<>& faults) {
    const Eigen::Index n = usable.rows();
    const Eigen::Index m = usable.cols();
    Eigen::MatrixX<Double> open = usable;
    std::vector<std::vector<Eigen::Index>> closed_rows(static_cast<std::size_t>(m));
    for (const auto& [i, j] : answer.closed) {
        const bool known = i >= 0 && i < n && j >= 0 && j < m && open(i, j) > 0.0;
        faults.expect(known, "closed names a cell twice or one that is not usable");
        if (!known) return;
        open(i, j) = 0.0;
        closed_rows[static_cast<std::size_t>(j)].push_back(i);
    }
    for (Eigen::Index j = 0; j < m; ++j) {
        if (closed_rows[static_cast<std::size_t>(j)].empty()) continue;
        std::vector<char> row_seen(static_cast<std::size_t>(n), 0);
        std::vector<char> column_seen(static_cast<std::size_t>(m), 0);
        std::vector<Eigen::Index> columns{j};
        column_seen[static_cast<std::size_t>(j)] = 1;
        for (std::size_t head = 0; head < columns.size(); ++head)
            for (Eigen::Index row = 0; row < n; ++row) {
                if (!(open(row, columns[head]) > 0.0) || row_seen[static_cast<std::size_t>(row)] != 0) continue;
                row_seen[static_cast<std::size_t>(row)] = 1;
                for (Eigen::Index column = 0; column < m; ++column) {
                    if (!(usable(row, column) > 0.0) || column_seen[static_cast<std::size_t>(column)] != 0) continue;
                    column_seen[static_cast<std::size_t>(column)] = 1;
                    columns.push_back(column);
                }
            }
        for (const Eigen::Index i : closed_rows[static_cast<std::size_t>(j)])
            faults.expect(row_seen[static_cast<std::size_t>(i)] == 0, "the closed cell " + std::to_string(i) + ", " +
                                                                          std::to_string(j) +
                                                                          " is not forced to 0 by the totals");
    }
}

/// That totals cannot be met: what leaves the rows named is more than the columns they can use may receive.
template <class Double = double>
void check_flow_conflict(const Eigen::MatrixX<Double>& usable, const Eigen::VectorX<Double>& origins,
                         const Eigen::VectorX<Double>& destinations, const FlowConflict& conflict,
                         allocation::detail::Faults<>& faults) {
    const bool known =
        rising_below(conflict.origins, usable.rows()) && rising_below(conflict.destinations, usable.cols());
    faults.expect(known, "conflict does not name rows and columns in rising order");
    if (!known) return;
    double leaving = 0.0;
    double room = 0.0;
    std::vector<char> named(static_cast<std::size_t>(usable.cols()), 0);
    for (const Eigen::Index j : conflict.destinations) {
        room += destinations[j];
        named[static_cast<std::size_t>(j)] = 1;
        bool reached = false;
        for (const Eigen::Index i : conflict.origins) reached = reached || usable(i, j) > 0.0;
        faults.expect(reached, "destination " + std::to_string(j) + " cannot be used by the origins named");
    }
    for (const Eigen::Index i : conflict.origins) {
        leaving += origins[i];
        for (Eigen::Index j = 0; j < usable.cols(); ++j)
            faults.expect(!(usable(i, j) > 0.0) || named[static_cast<std::size_t>(j)] != 0,
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

/// Re-checks doubly constrained flows from the problem and the answer alone.
/// Balanced flows must meet the totals and have the product form, and cells closed must be such that the totals leave
/// them no flow, which makes these flows the only minimiser; the bound is that of the dual at the answer's own factors.
/// Infeasible: the origins named must send more than all the destinations they can use may receive. Destinations count
/// as scaled to the sum of the origins. Not checked: outcome.iterations and seconds beyond their sign, and the
/// findings.
/// @param tolerance  largest relative miss of a total that is forgiven
/// @throws bad_shape where the totals do not fit the weights
/// Complexity O(cells), and as much again for each column with a closed cell.
template <class Double = double>
Certificate verify_doubly_constrained(const Eigen::Ref<const Eigen::MatrixXd>& weight,
                                      const Eigen::Ref<const Eigen::VectorXd>& origins,
                                      const Eigen::Ref<const Eigen::VectorXd>& destinations,
                                      const ConstrainedFlows& answer, double tolerance = 1e-8) {
    Certificate certificate;
    allocation::detail::Faults<> faults(certificate);
    const Eigen::Index n = weight.rows();
    const Eigen::Index m = weight.cols();
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
    for (Eigen::Index j = 0; j < m; ++j)
        for (Eigen::Index i = 0; i < n; ++i)
            if (leaving[i] == 0.0 || arriving[j] == 0.0) usable(i, j) = 0.0;

    if (answer.outcome.status == base::Status::infeasible) {
        faults.expect(answer.flow.isZero(0.0), "without an answer the flows are 0");
        faults.expect(answer.origin_factor.isZero(0.0) && answer.destination_factor.isZero(0.0) &&
                          answer.imbalance == 0.0 && answer.closed.empty(),
                      "without an answer factors and imbalance are 0 and no cell is closed");
        detail::check_flow_conflict(usable, leaving, arriving, answer.conflict, faults);
        allocation::detail::check_no_answer(answer.outcome, faults);
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
    for (Eigen::Index i = 0; i < n; ++i) factors_fit = factors_fit && fits(answer.origin_factor[i], leaving[i]);
    for (Eigen::Index j = 0; j < m; ++j) factors_fit = factors_fit && fits(answer.destination_factor[j], arriving[j]);
    faults.expect(factors_fit, "a factor is not above 0 although its total is, or the reverse");
    if (!faults.clean()) return finish();

    const auto miss = [&](double sum, double wanted, const std::string& what) {
        const double share = wanted > 0.0 ? std::abs(sum - wanted) / wanted : std::abs(sum);
        certificate.violation = std::max(certificate.violation, share);
        faults.expect(share <= tolerance,
                      what + " adds up to " + base::to_text(sum) + ", not " + base::to_text(wanted));
    };
    for (Eigen::Index i = 0; i < n; ++i) miss(answer.flow.row(i).sum(), leaving[i], "row " + std::to_string(i));
    for (Eigen::Index j = 0; j < m; ++j) miss(answer.flow.col(j).sum(), arriving[j], "column " + std::to_string(j));
    faults.expect_near(answer.imbalance, certificate.violation, 1e-6, "imbalance", 1e-6);
    Eigen::MatrixX<Double> form = answer.origin_factor.asDiagonal() * weight * answer.destination_factor.asDiagonal();
    for (const auto& [i, j] : answer.closed) form(i, j) = 0.0;
    faults.expect(answer.flow.size() == 0 || answer.flow.minCoeff() >= 0.0, "a flow is negative");
    faults.expect((answer.flow - form).cwiseAbs().sum() <= 1e-10 * total, "the flows are not factors times weights");

    double objective = 0.0;
    for (Eigen::Index j = 0; j < m; ++j)
        for (Eigen::Index i = 0; i < n; ++i)
            if (answer.flow(i, j) > 0.0) objective += answer.flow(i, j) * std::log(answer.flow(i, j) / weight(i, j));
    certificate.bound = total - answer.flow.sum();
    for (Eigen::Index i = 0; i < n; ++i)
        if (leaving[i] > 0.0) certificate.bound += leaving[i] * std::log(answer.origin_factor[i]);
    for (Eigen::Index j = 0; j < m; ++j)
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

namespace detail {

/// Deviance and log likelihood of given linear predictors, term by term as they are defined.
struct PoissonWorth {
    double deviance = 0.0;
    double log_likelihood = 0.0;
    double size = 1.0; ///< sum of the sizes of all terms of the likelihood, for rounding
};

template <class = void>
PoissonWorth poisson_worth(const Eigen::VectorXd& counts, const Eigen::VectorXd& predictor) {
    PoissonWorth worth;
    for (Eigen::Index i = 0; i < counts.size(); ++i) {
        const double y = counts[i];
        const double mean = std::exp(predictor[i]);
        worth.deviance += 2.0 * ((y > 0.0 ? y * (std::log(y) - predictor[i]) : 0.0) - (y - mean));
        worth.log_likelihood += y * predictor[i] - mean - std::lgamma(y + 1.0);
        worth.size += std::abs(y * predictor[i]) + mean + std::abs(std::lgamma(y + 1.0));
    }
    worth.deviance = std::max(worth.deviance, 0.0);
    return worth;
}

/// The rows left out have no count, and could be moved without moving a row that was fitted. Where they can be moved
/// along one direction only, all must be movable to the same side, for their means to fall to 0 together.
template <class Double = double>
void check_separated(const Eigen::MatrixX<Double>& fitted, const Eigen::MatrixX<Double>& left_out,
                     allocation::detail::Faults<>& faults) {
    if (left_out.rows() == 0) return;
    // Columns of one length; directions along which the fitted rows stay where they are: the rest of a QR of their
    // rows.
    Eigen::VectorX<Double> length = (fitted.colwise().squaredNorm() + left_out.colwise().squaredNorm()).cwiseSqrt();
    for (double& l : length) l = l > 0.0 ? 1.0 / l : 0.0;
    const Eigen::MatrixX<Double> turned = (fitted * length.asDiagonal()).transpose();
    Eigen::ColPivHouseholderQR<Eigen::MatrixX<Double>> qr(turned);
    qr.setThreshold(1e-9);
    const Eigen::MatrixX<Double> q = qr.householderQ();
    const Eigen::MatrixX<Double> move = left_out * length.asDiagonal() * q.rightCols(q.cols() - qr.rank());
    Eigen::Index first = 0;
    if (move.cols() > 0) move.rowwise().norm().maxCoeff(&first);
    bool movable = move.cols() > 0;
    bool one_line = true;
    bool same_side = true;
    for (Eigen::Index i = 0; i < move.rows() && movable; ++i) {
        const double size = move.row(i).norm();
        movable = size > 1e-9 * (left_out.row(i) * length.asDiagonal()).norm();
        const Eigen::RowVectorX<Double> line = move.row(first).normalized();
        const double along = move.row(i).dot(line);
        one_line = one_line && (move.row(i) - along * line).norm() <= 1e-12 * size;
        same_side = same_side && along > 0.0;
    }
    faults.expect(movable && (!one_line || same_side), "a row was left out that the likelihood does not drive to 0");
}

/// Each column called not identified is a combination of earlier ones on the rows fitted.
template <class Double = double>
void check_not_identified(const Eigen::MatrixX<Double>& fitted, const std::vector<char>& lost,
                          allocation::detail::Faults<>& faults) {
    for (Eigen::Index j = 0; j < fitted.cols(); ++j) {
        if (lost[static_cast<std::size_t>(j)] == 0 || fitted.col(j).isZero(0.0)) continue;
        Eigen::MatrixX<Double> earlier(fitted.rows(), 0);
        for (Eigen::Index k = 0; k < j; ++k) {
            if (lost[static_cast<std::size_t>(k)] != 0) continue;
            earlier.conservativeResize(Eigen::NoChange, earlier.cols() + 1);
            earlier.rightCols(1) = fitted.col(k) / std::max(fitted.col(k).norm(), 1e-300);
        }
        Eigen::VectorX<Double> rest = fitted.col(j);
        if (earlier.cols() > 0) rest -= earlier * earlier.colPivHouseholderQr().solve(rest);
        faults.expect(rest.norm() <= 1e-8 * fitted.col(j).norm(), "column " + std::to_string(j) + " is identified");
    }
}

} // namespace detail

/// Re-checks a Poisson fit from the data and the answer alone. The likelihood is concave, so a score of 0 on the rows
/// fitted is proof of the maximum; covariances, errors, deviances, likelihoods, their shares, dispersion, score and the
/// Newton bound are computed afresh. Columns called not identified must be combinations of earlier ones.
/// Not checked: that the rows left out can all fall to 0 together where they can be moved along more than one direction
/// (each must be movable), that no other row should have been left out, outcome.iterations and seconds beyond their
/// sign, and the findings.
/// @param offset  as in PoissonOptions, or empty
/// @throws bad_shape where counts or offset do not fit the design
/// Complexity O(rows * columns^2), and as much again for each column that is not identified.
template <class Double = double>
Certificate verify_poisson_regression(const Eigen::Ref<const Eigen::MatrixXd>& design,
                                      const Eigen::Ref<const Eigen::VectorXd>& counts, const PoissonFit& fit,
                                      const Eigen::VectorXd& offset = {}) {
    Certificate certificate;
    allocation::detail::Faults<> faults(certificate);
    const Eigen::Index columns = design.cols();
    base::check_size(counts.size(), design.rows(), "counts");
    if (offset.size() > 0) base::check_size(offset.size(), design.rows(), "offset");
    faults.expect(fit.outcome.status == base::Status::optimal, "the fit did not come to rest");
    faults.expect(fit.coefficient.size() == columns && fit.coefficient.allFinite(), "coefficients are missing");
    const auto square = [columns](const Eigen::MatrixXd& matrix) {
        return matrix.rows() == columns && matrix.cols() == columns && matrix.allFinite();
    };
    faults.expect(fit.standard_error.size() == columns && fit.robust_error.size() == columns &&
                      square(fit.covariance) && square(fit.robust_covariance),
                  "errors or covariances are missing");
    faults.expect(detail::rising_below(fit.separated, counts.size()), "separated is no list of rows in rising order");
    faults.expect(detail::rising_below(fit.not_identified, columns),
                  "not_identified is no list of columns in rising order");
    if (!faults.clean()) return certificate;

    // The rows fitted, those left out, and the columns kept.
    std::vector<char> left_out(static_cast<std::size_t>(counts.size()), 0);
    for (const Eigen::Index i : fit.separated) {
        faults.expect(counts[i] == 0.0, "row " + std::to_string(i) + " has a count but was left out");
        left_out[static_cast<std::size_t>(i)] = 1;
    }
    std::vector<char> lost(static_cast<std::size_t>(columns), 0);
    for (const Eigen::Index j : fit.not_identified) lost[static_cast<std::size_t>(j)] = 1;
    const auto separated = static_cast<Eigen::Index>(fit.separated.size());
    const Eigen::Index size = counts.size() - separated;
    const Eigen::Index kept = columns - static_cast<Eigen::Index>(fit.not_identified.size());
    Eigen::MatrixX<Double> fitted(size, columns);
    Eigen::MatrixX<Double> gone(separated, columns);
    Eigen::VectorX<Double> count(size);
    Eigen::VectorX<Double> shift(size);
    for (Eigen::Index i = 0, in = 0, out = 0; i < counts.size(); ++i) {
        if (left_out[static_cast<std::size_t>(i)] != 0) {
            gone.row(out++) = design.row(i);
            continue;
        }
        fitted.row(in) = design.row(i);
        count[in] = counts[i];
        shift[in++] = offset.size() > 0 ? offset[i] : 0.0;
    }
    const Eigen::VectorX<Double> predictor = fitted * fit.coefficient + shift;
    const Eigen::VectorX<Double> mean = predictor.array().exp();
    const Eigen::VectorX<Double> miss = count - mean;
    const Eigen::VectorX<Double> score = fitted.transpose() * miss;
    const Eigen::VectorX<Double> scale = fitted.transpose().cwiseAbs() * (count + mean);
    for (Eigen::Index j = 0; j < columns; ++j) {
        const double share = scale[j] > 0.0 ? std::abs(score[j]) / scale[j] : 0.0;
        certificate.violation = std::max(certificate.violation, share);
        faults.expect(share <= 1e-7, "the likelihood still rises along column " + std::to_string(j));
    }
    detail::check_separated(fitted, gone, faults);
    detail::check_not_identified(fitted, lost, faults);
    faults.expect(fit.observations == size, "observations is not the number of rows fitted");
    if (!faults.clean()) return certificate;

    // With W = sqrt(mean) X = Q R on the columns kept, the covariance (X' diag(mean) X)^-1 is R^-1 R^-T, and a change
    // of a count moves the coefficients by `reach`, the covariance times X'.
    std::vector<Eigen::Index> column;
    for (Eigen::Index j = 0; j < columns; ++j)
        if (lost[static_cast<std::size_t>(j)] == 0) column.push_back(j);
    Eigen::MatrixX<Double> root(size, kept);
    Eigen::VectorX<Double> length(kept);
    for (Eigen::Index a = 0; a < kept; ++a) {
        root.col(a) = mean.cwiseSqrt().cwiseProduct(fitted.col(column[static_cast<std::size_t>(a)]));
        length[a] = root.col(a).norm();
        faults.expect(length[a] > 0.0, "a column that nothing tells of is called identified");
        if (length[a] > 0.0) root.col(a) /= length[a];
    }
    faults.expect(kept <= size, "more columns are called identified than rows were fitted");
    if (!faults.clean()) return certificate;
    Eigen::MatrixX<Double> half = Eigen::MatrixX<Double>::Zero(kept, kept); // covariance = half half'
    double condition = 1.0;
    if (kept > 0) {
        const Eigen::HouseholderQR<Eigen::MatrixX<Double>> qr(root);
        const Eigen::MatrixX<Double> r = qr.matrixQR().topRows(kept).template triangularView<Eigen::Upper>();
        condition = 1.0 / r.diagonal().cwiseAbs().minCoeff();
        faults.expect(condition < 1e14, "a column that is a combination of others is called identified");
        if (!faults.clean()) return certificate;
        half = length.cwiseInverse().asDiagonal() *
               r.template triangularView<Eigen::Upper>().solve(Eigen::MatrixX<Double>::Identity(kept, kept));
    }
    const Eigen::MatrixX<Double> covariance = half * half.transpose();
    Eigen::MatrixX<Double> kept_design(size, kept);
    for (Eigen::Index a = 0; a < kept; ++a) kept_design.col(a) = fitted.col(column[static_cast<std::size_t>(a)]);
    const Eigen::MatrixX<Double> reach = covariance * kept_design.transpose();
    const Eigen::MatrixX<Double> robust = reach * miss.cwiseAbs2().asDiagonal() * reach.transpose();
    // What rounding leaves of misses that are 0.
    const Eigen::VectorX<Double> blur = miss.cwiseAbs() + 1e-7 * (count + mean);
    const Eigen::VectorX<Double> width = (reach.cwiseAbs2() * blur.cwiseAbs2()).cwiseSqrt();
    // And of products that cancel: the sandwich as the product of three matrices, with no sign to cancel by.
    const Eigen::MatrixX<Double> meat =
        kept_design.cwiseAbs().transpose() * miss.cwiseAbs2().asDiagonal() * kept_design.cwiseAbs();
    const Eigen::MatrixX<Double> product = covariance.cwiseAbs() * meat * covariance.cwiseAbs();

    // Rounding of the predictors, in the unit of the decrement: it grows where large terms cancel.
    const Eigen::VectorX<Double> terms = fitted.cwiseAbs() * fit.coefficient.cwiseAbs() + shift.cwiseAbs();
    const double noise = 1e-15 * std::sqrt((mean.array() * (terms.array() + 1.0).square()).sum() + count.sum() + 1.0);

    // Columns close to a combination of others cost digits.
    const double fine = std::min(1e-3, 1e-7 + 1e-14 * condition);
    const double coarse = std::min(1e-3, 1e-6 + 1e-15 * condition * condition);
    double worst_score = 0.0;
    double blurred_score = 1e-12;
    Eigen::MatrixX<Double> model = Eigen::MatrixX<Double>::Zero(columns, columns);
    Eigen::MatrixX<Double> sandwich = Eigen::MatrixX<Double>::Zero(columns, columns);
    Eigen::MatrixX<Double> model_room = Eigen::MatrixX<Double>::Zero(columns, columns);
    Eigen::MatrixX<Double> sandwich_room = Eigen::MatrixX<Double>::Zero(columns, columns);
    Eigen::VectorX<Double> kept_score(kept);
    for (Eigen::Index a = 0; a < kept; ++a) {
        const Eigen::Index i = column[static_cast<std::size_t>(a)];
        const double error = std::sqrt(covariance(a, a));
        kept_score[a] = score[i];
        worst_score = std::max(worst_score, std::abs(score[i]) * error);
        blurred_score = std::max(blurred_score, 1e-13 * scale[i] * error + noise * length[a] * error);
        for (Eigen::Index b = 0; b < kept; ++b) {
            const Eigen::Index j = column[static_cast<std::size_t>(b)];
            model(i, j) = covariance(a, b);
            sandwich(i, j) = robust(a, b);
            model_room(i, j) = fine * error * std::sqrt(covariance(b, b));
            sandwich_room(i, j) = coarse * width[a] * width[b] + 1e-13 * product(a, b);
        }
    }
    const double decrement = (half.transpose() * kept_score).norm();
    faults.expect(((fit.covariance - model).cwiseAbs().array() <= model_room.array()).all(),
                  "covariance is not the inverse of the curvature");
    faults.expect(((fit.robust_covariance - sandwich).cwiseAbs().array() <= sandwich_room.array()).all(),
                  "robust_covariance is not the sandwich");
    for (Eigen::Index j = 0; j < columns; ++j) {
        const std::string at = '[' + std::to_string(j) + ']';
        faults.expect(lost[static_cast<std::size_t>(j)] == 0 || fit.coefficient[j] == 0.0,
                      "coefficient" + at + " is not 0 although it is not identified");
        faults.expect_near(fit.standard_error[j], std::sqrt(model(j, j)), fine, "standard_error" + at);
        // A root loses half the digits where misses are 0.
        const double robust_error = std::sqrt(std::max(sandwich(j, j), 0.0));
        const bool near = std::abs(fit.robust_error[j] * fit.robust_error[j] - sandwich(j, j)) <= sandwich_room(j, j);
        faults.expect(near && fit.robust_error[j] >= 0.0, "robust_error" + at + " is " +
                                                              base::to_text(fit.robust_error[j]) + " but should be " +
                                                              base::to_text(robust_error));
    }

    const detail::PoissonWorth worth = detail::poisson_worth(count, predictor);
    const double mean_alone = std::log(count.sum()) - std::log(shift.array().exp().sum());
    const detail::PoissonWorth null = detail::poisson_worth(count, shift.array() + mean_alone);
    const double sum = 1.0 + count.sum();
    faults.expect_near(fit.deviance, worth.deviance, 1e-7, "deviance", 1e-6 * sum);
    faults.expect_near(fit.null_deviance, null.deviance, 1e-7, "null_deviance", 1e-6 * sum);
    faults.expect_near(fit.log_likelihood, worth.log_likelihood, 1e-12, "log_likelihood", worth.size);
    faults.expect_near(fit.null_log_likelihood, null.log_likelihood, 1e-12, "null_log_likelihood", null.size);
    // Shares of what is 0 but for rounding are given as 0; near that border rounding decides.
    const double tiny = 1e-12 * count.sum();
    if (null.deviance > 2.0 * tiny || fit.pseudo_r2 != 0.0)
        faults.expect_near(fit.pseudo_r2, null.deviance > 0.5 * tiny ? 1.0 - worth.deviance / null.deviance : 0.0, 1e-7,
                           "pseudo_r2", 1.0 + 1e-5 * sum / std::max(null.deviance, tiny));
    if (std::abs(null.log_likelihood) > 1e-10 * null.size)
        faults.expect_near(fit.mcfadden_r2,
                           null.log_likelihood < 0.0 ? 1.0 - worth.log_likelihood / null.log_likelihood : 0.0, 1e-7,
                           "mcfadden_r2", 1.0 + 1e-5 * worth.size / std::abs(null.log_likelihood));
    double pearson = 0.0;
    for (Eigen::Index i = 0; i < size; ++i)
        if (mean[i] > 0.0) pearson += miss[i] * miss[i] / mean[i];
    const auto freedom = static_cast<double>(size - kept);
    faults.expect_near(fit.dispersion, freedom > 0.0 ? pearson / freedom : 0.0, 1e-7, "dispersion",
                       freedom > 0.0 ? 1e-6 * sum / freedom : 0.0);
    faults.expect(std::abs(fit.score - worst_score) <= blurred_score + 1e-6 * worst_score,
                  "score is " + base::to_text(fit.score) + " but should be " + base::to_text(worst_score));

    certificate.bound = worth.log_likelihood + decrement * decrement;
    certificate.gap = base::relative_gap(worth.log_likelihood, certificate.bound);
    faults.expect_near(fit.outcome.objective, worth.log_likelihood, 1e-12, "outcome.objective", worth.size);
    const double bound_room = 1e-12 * worth.size + (2.0 * decrement + noise) * noise + fine * decrement * decrement;
    faults.expect(std::abs(fit.outcome.bound - certificate.bound) <= bound_room,
                  "outcome.bound is " + base::to_text(fit.outcome.bound) + " but should be " +
                      base::to_text(certificate.bound));
    faults.expect(fit.outcome.bound >= fit.outcome.objective, "outcome.bound is below outcome.objective");
    faults.expect_near(fit.outcome.gap, base::relative_gap(fit.outcome.objective, fit.outcome.bound), 1e-9,
                       "outcome.gap", 1e-9);
    faults.expect(fit.outcome.iterations >= 0, "outcome.iterations is negative");
    faults.expect(fit.outcome.seconds >= 0.0 && std::isfinite(fit.outcome.seconds), "outcome.seconds is no time");
    certificate.holds = faults.clean();
    return certificate;
}

} // namespace corewing::interaction
