#pragma once

#include "corewing/allocation/detail/certificate.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/interaction/detail/rising_below.hpp"
#include "corewing/interaction/poisson_regression.hpp"

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace corewing::interaction {

using allocation::Certificate;

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
    for (Index i = 0; i < counts.size(); ++i) {
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
    Index first = 0;
    if (move.cols() > 0) move.rowwise().norm().maxCoeff(&first);
    bool movable = move.cols() > 0;
    bool one_line = true;
    bool same_side = true;
    for (Index i = 0; i < move.rows() && movable; ++i) {
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
    for (Index j = 0; j < fitted.cols(); ++j) {
        if (lost[j] == 0 || fitted.col(j).isZero(0.0)) continue;
        Eigen::MatrixX<Double> earlier(fitted.rows(), 0);
        for (Index k = 0; k < j; ++k) {
            if (lost[k] != 0) continue;
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
    const Index columns = design.cols();
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
    std::vector<char> left_out(counts.size(), 0);
    for (const Index i : fit.separated) {
        faults.expect(counts[i] == 0.0, "row " + std::to_string(i) + " has a count but was left out");
        left_out[i] = 1;
    }
    std::vector<char> lost(columns, 0);
    for (const Index j : fit.not_identified) lost[j] = 1;
    const Index separated = std::ssize(fit.separated);
    const Index size = counts.size() - separated;
    const Index kept = columns - std::ssize(fit.not_identified);
    Eigen::MatrixX<Double> fitted(size, columns);
    Eigen::MatrixX<Double> gone(separated, columns);
    Eigen::VectorX<Double> count(size);
    Eigen::VectorX<Double> shift(size);
    for (Index i = 0, in = 0, out = 0; i < counts.size(); ++i) {
        if (left_out[i] != 0) {
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
    for (Index j = 0; j < columns; ++j) {
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
    std::vector<Index> column;
    for (Index j = 0; j < columns; ++j)
        if (lost[j] == 0) column.push_back(j);
    Eigen::MatrixX<Double> root(size, kept);
    Eigen::VectorX<Double> length(kept);
    for (Index a = 0; a < kept; ++a) {
        root.col(a) = mean.cwiseSqrt().cwiseProduct(fitted.col(column[a]));
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
    for (Index a = 0; a < kept; ++a) kept_design.col(a) = fitted.col(column[a]);
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
    for (Index a = 0; a < kept; ++a) {
        const Index i = column[a];
        const double error = std::sqrt(covariance(a, a));
        kept_score[a] = score[i];
        worst_score = std::max(worst_score, std::abs(score[i]) * error);
        blurred_score = std::max(blurred_score, 1e-13 * scale[i] * error + noise * length[a] * error);
        for (Index b = 0; b < kept; ++b) {
            const Index j = column[b];
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
    for (Index j = 0; j < columns; ++j) {
        const std::string at = '[' + std::to_string(j) + ']';
        faults.expect(lost[j] == 0 || fit.coefficient[j] == 0.0,
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
    for (Index i = 0; i < size; ++i)
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
