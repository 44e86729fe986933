#pragma once

#include "corewing/base/certificate.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/interaction/detail/fitted_rows.hpp"
#include "corewing/interaction/detail/rising_below.hpp"
#include "corewing/interaction/verify_poisson_regression.hpp"

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

namespace corewing::interaction {
namespace detail {

/// The covariance of the coefficients kept, from the curvature of the likelihood.
template <class Double = double>
struct FitCovariance {
    Eigen::VectorX<Double> length = {};     ///< kept x 1, of the columns weighted by sqrt(mean)
    Eigen::MatrixX<Double> half = {};       ///< kept x kept; covariance = half half'
    Eigen::MatrixX<Double> covariance = {}; ///< kept x kept
    double condition = 1.0;                 ///< of the weighted columns, each brought to length 1
};

/// The covariance that holds for any variance of the counts, and what rounding may do to it.
template <class Double = double>
struct FitSandwich {
    Eigen::MatrixX<Double> covariance = {}; ///< kept x kept
    Eigen::VectorX<Double> width = {};      ///< kept x 1, errors with what rounding leaves of misses that are 0
    Eigen::MatrixX<Double> cancelling = {}; ///< kept x kept, the product of the three matrices without their signs
};

/// What the numbers of a fit may be off by.
struct FitRounding {
    double noise = 0.0;  ///< of the predictors, in the unit of the decrement
    double fine = 0.0;   ///< relative, of errors
    double coarse = 0.0; ///< relative, of robust errors
};

/// Covariances in all columns, and how far each entry may be from them.
template <class Double = double>
struct ExpectedCovariance {
    Eigen::MatrixX<Double> model = {};
    Eigen::MatrixX<Double> model_room = {};
    Eigen::MatrixX<Double> sandwich = {};
    Eigen::MatrixX<Double> sandwich_room = {};
};

/// How far from the maximum the fit stands.
struct ExpectedScore {
    double worst = 0.0;     ///< largest |score| times standard error
    double room = 1e-12;    ///< what rounding may do to it
    double decrement = 0.0; ///< of Newton: the likelihood can rise by about half its square
};

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

/// The answer is complete, and its lists name rows and columns that there are.
template <class = void>
void check_fit_shape(const PoissonFit& fit, Index rows, Index columns, base::Faults<>& faults) {
    const auto square = [columns](const Eigen::MatrixXd& matrix) {
        return matrix.rows() == columns && matrix.cols() == columns && matrix.allFinite();
    };
    faults.expect(fit.outcome.status == base::Status::optimal, "the fit did not come to rest");
    faults.expect(fit.coefficient.size() == columns && fit.coefficient.allFinite(), "coefficients are missing");
    faults.expect(fit.standard_error.size() == columns && fit.robust_error.size() == columns &&
                      square(fit.covariance) && square(fit.robust_covariance),
                  "errors or covariances are missing");
    faults.expect(rising_below(fit.separated, rows), "separated is no list of rows in rising order");
    faults.expect(rising_below(fit.not_identified, columns), "not_identified is no list of columns in rising order");
}

/// With W = sqrt(mean) X = Q R on the columns kept, the covariance (X' diag(mean) X)^-1 is R^-1 R^-T.
/// Not filled where a column cannot be told from the others.
template <class Double>
FitCovariance<Double> fit_covariance(const FittedRows<Double>& rows, const Eigen::VectorX<Double>& mean,
                                     base::Faults<>& faults) {
    const Index size = rows.design.rows();
    const Index kept = std::ssize(rows.kept);
    FitCovariance<Double> result;
    result.length.resize(kept);
    Eigen::MatrixX<Double> root(size, kept);
    for (Index a = 0; a < kept; ++a) {
        root.col(a) = mean.cwiseSqrt().cwiseProduct(rows.design.col(rows.kept[a]));
        result.length[a] = root.col(a).norm();
        faults.expect(result.length[a] > 0.0, "a column that nothing tells of is called identified");
        if (result.length[a] > 0.0) root.col(a) /= result.length[a];
    }
    faults.expect(kept <= size, "more columns are called identified than rows were fitted");
    if (!faults.clean()) return result;
    result.half.setZero(kept, kept);
    if (kept > 0) {
        const Eigen::HouseholderQR<Eigen::MatrixX<Double>> qr(root);
        const Eigen::MatrixX<Double> r = qr.matrixQR().topRows(kept).template triangularView<Eigen::Upper>();
        result.condition = 1.0 / r.diagonal().cwiseAbs().minCoeff();
        faults.expect(result.condition < 1e14, "a column that is a combination of others is called identified");
        if (!faults.clean()) return result;
        result.half = result.length.cwiseInverse().asDiagonal() *
                      r.template triangularView<Eigen::Upper>().solve(Eigen::MatrixX<Double>::Identity(kept, kept));
    }
    result.covariance = result.half * result.half.transpose();
    return result;
}

/// A change of a count moves the coefficients by the covariance times X'.
template <class Double>
FitSandwich<Double> fit_sandwich(const FittedRows<Double>& rows, const FitMoments<Double>& moments,
                                 const Eigen::MatrixX<Double>& covariance) {
    const Index kept = std::ssize(rows.kept);
    Eigen::MatrixX<Double> design(rows.design.rows(), kept);
    for (Index a = 0; a < kept; ++a) design.col(a) = rows.design.col(rows.kept[a]);
    const Eigen::VectorX<Double>& miss = moments.miss;
    const Eigen::MatrixX<Double> reach = covariance * design.transpose();
    FitSandwich<Double> result;
    result.covariance = reach * miss.cwiseAbs2().asDiagonal() * reach.transpose();
    const Eigen::VectorX<Double> blur = miss.cwiseAbs() + 1e-7 * (rows.count + moments.mean);
    result.width = (reach.cwiseAbs2() * blur.cwiseAbs2()).cwiseSqrt();
    const Eigen::MatrixX<Double> meat =
        design.cwiseAbs().transpose() * miss.cwiseAbs2().asDiagonal() * design.cwiseAbs();
    result.cancelling = covariance.cwiseAbs() * meat * covariance.cwiseAbs();
    return result;
}

/// It grows where large terms of a predictor cancel, and columns close to a combination of others cost digits.
template <class Double>
FitRounding fit_rounding(const FittedRows<Double>& rows, const Eigen::VectorX<Double>& mean,
                         const Eigen::VectorX<Double>& coefficient, double condition) {
    const Eigen::VectorX<Double> terms = rows.design.cwiseAbs() * coefficient.cwiseAbs() + rows.offset.cwiseAbs();
    return {.noise = 1e-15 * std::sqrt((mean.array() * (terms.array() + 1.0).square()).sum() + rows.count.sum() + 1.0),
            .fine = std::min(1e-3, 1e-7 + 1e-14 * condition),
            .coarse = std::min(1e-3, 1e-6 + 1e-15 * condition * condition)};
}

template <class Double>
ExpectedCovariance<Double> expected_covariance(const FittedRows<Double>& rows, const FitCovariance<Double>& curved,
                                               const FitSandwich<Double>& robust, const FitRounding& rounding) {
    const Index columns = rows.design.cols();
    ExpectedCovariance<Double> expected;
    for (auto* matrix : {&expected.model, &expected.model_room, &expected.sandwich, &expected.sandwich_room})
        matrix->setZero(columns, columns);
    for (Index a = 0; a < std::ssize(rows.kept); ++a)
        for (Index b = 0; b < std::ssize(rows.kept); ++b) {
            const Index i = rows.kept[a], j = rows.kept[b];
            const double error = std::sqrt(curved.covariance(a, a));
            expected.model(i, j) = curved.covariance(a, b);
            expected.sandwich(i, j) = robust.covariance(a, b);
            expected.model_room(i, j) = rounding.fine * error * std::sqrt(curved.covariance(b, b));
            expected.sandwich_room(i, j) =
                rounding.coarse * robust.width[a] * robust.width[b] + 1e-13 * robust.cancelling(a, b);
        }
    return expected;
}

template <class Double>
ExpectedScore expected_score(const FittedRows<Double>& rows, const FitMoments<Double>& moments,
                             const FitCovariance<Double>& curved, double noise) {
    ExpectedScore expected;
    Eigen::VectorX<Double> score(std::ssize(rows.kept));
    for (Index a = 0; a < score.size(); ++a) {
        const Index i = rows.kept[a];
        const double error = std::sqrt(curved.covariance(a, a));
        score[a] = moments.score[i];
        expected.worst = std::max(expected.worst, std::abs(score[a]) * error);
        expected.room = std::max(expected.room, 1e-13 * moments.scale[i] * error + noise * curved.length[a] * error);
    }
    expected.decrement = (curved.half.transpose() * score).norm();
    return expected;
}

template <class Double>
void check_errors(const PoissonFit& fit, const std::vector<char>& lost, const ExpectedCovariance<Double>& expected,
                  double fine, base::Faults<>& faults) {
    const auto& [model, model_room, sandwich, sandwich_room] = expected;
    faults.expect(((fit.covariance - model).cwiseAbs().array() <= model_room.array()).all(),
                  "covariance is not the inverse of the curvature");
    faults.expect(((fit.robust_covariance - sandwich).cwiseAbs().array() <= sandwich_room.array()).all(),
                  "robust_covariance is not the sandwich");
    for (Index j = 0; j < model.cols(); ++j) {
        const std::string at = '[' + std::to_string(j) + ']';
        faults.expect(lost[j] == 0 || (fit.coefficient[j] == 0.0 && fit.robust_error[j] == 0.0),
                      "coefficient" + at + " or its robust error is not 0 although it is not identified");
        faults.expect_near(fit.standard_error[j], std::sqrt(model(j, j)), fine, "standard_error" + at);
        // A root loses half the digits where misses are 0.
        const double robust_error = std::sqrt(std::max(sandwich(j, j), 0.0));
        const bool near = std::abs(fit.robust_error[j] * fit.robust_error[j] - sandwich(j, j)) <= sandwich_room(j, j);
        faults.expect(near && fit.robust_error[j] >= 0.0, "robust_error" + at + " is " +
                                                              base::to_text(fit.robust_error[j]) + " but should be " +
                                                              base::to_text(robust_error));
    }
}

/// Deviances, likelihoods and their shares. `worth` is that of the fit.
template <class Double>
void check_worth(const PoissonFit& fit, const PoissonWorth& worth, const FittedRows<Double>& rows,
                 base::Faults<>& faults) {
    const double mean_alone = std::log(rows.count.sum()) - std::log(rows.offset.array().exp().sum());
    const PoissonWorth null = poisson_worth(rows.count, rows.offset.array() + mean_alone);
    const double sum = 1.0 + rows.count.sum();
    faults.expect_near(fit.deviance, worth.deviance, 1e-7, "deviance", 1e-6 * sum);
    faults.expect_near(fit.null_deviance, null.deviance, 1e-7, "null_deviance", 1e-6 * sum);
    faults.expect_near(fit.log_likelihood, worth.log_likelihood, 1e-12, "log_likelihood", worth.size);
    faults.expect_near(fit.null_log_likelihood, null.log_likelihood, 1e-12, "null_log_likelihood", null.size);
    // Shares of what is 0 but for rounding are given as 0; near that border rounding decides.
    const double tiny = 1e-12 * rows.count.sum();
    if (null.deviance > 2.0 * tiny || fit.pseudo_r2 != 0.0)
        faults.expect_near(fit.pseudo_r2, null.deviance > 0.5 * tiny ? 1.0 - worth.deviance / null.deviance : 0.0, 1e-7,
                           "pseudo_r2", 1.0 + 1e-5 * sum / std::max(null.deviance, tiny));
    if (std::abs(null.log_likelihood) > 1e-10 * null.size)
        faults.expect_near(fit.mcfadden_r2,
                           null.log_likelihood < 0.0 ? 1.0 - worth.log_likelihood / null.log_likelihood : 0.0, 1e-7,
                           "mcfadden_r2", 1.0 + 1e-5 * worth.size / std::abs(null.log_likelihood));
}

template <class Double>
void check_dispersion(double dispersion, const FittedRows<Double>& rows, const FitMoments<Double>& moments,
                      base::Faults<>& faults) {
    double pearson = 0.0;
    for (Index i = 0; i < moments.mean.size(); ++i)
        if (moments.mean[i] > 0.0) pearson += moments.miss[i] * moments.miss[i] / moments.mean[i];
    const auto freedom = static_cast<double>(rows.count.size() - std::ssize(rows.kept));
    const double sum = 1.0 + rows.count.sum();
    faults.expect_near(dispersion, freedom > 0.0 ? pearson / freedom : 0.0, 1e-7, "dispersion",
                       freedom > 0.0 ? 1e-6 * sum / freedom : 0.0);
}

/// The outcome agrees with the likelihood and the Newton bound computed afresh.
template <class = void>
void check_fit_outcome(const base::Outcome& outcome, const PoissonWorth& worth, double decrement,
                       const FitRounding& rounding, double bound, base::Faults<>& faults) {
    faults.expect_near(outcome.objective, worth.log_likelihood, 1e-12, "outcome.objective", worth.size);
    const double room = 1e-12 * worth.size + (2.0 * decrement + rounding.noise) * rounding.noise +
                        rounding.fine * decrement * decrement;
    faults.expect(std::abs(outcome.bound - bound) <= room,
                  "outcome.bound is " + base::to_text(outcome.bound) + " but should be " + base::to_text(bound));
    faults.expect(outcome.bound >= outcome.objective, "outcome.bound is below outcome.objective");
    faults.expect_near(outcome.gap, base::relative_gap(outcome.objective, outcome.bound), 1e-9, "outcome.gap", 1e-9);
    faults.expect(outcome.iterations >= 0, "outcome.iterations is negative");
    faults.expect(outcome.seconds >= 0.0 && std::isfinite(outcome.seconds), "outcome.seconds is no time");
}

} // namespace detail

COREWING_BODY
base::Certificate verify_poisson_regression(const Eigen::Ref<const Eigen::MatrixXd>& design,
                                      const Eigen::Ref<const Eigen::VectorXd>& counts, const PoissonFit& fit,
                                      const Eigen::VectorXd& offset) {
    base::Certificate certificate;
    base::Faults<> faults(certificate);
    base::check_size(counts.size(), design.rows(), "counts");
    if (offset.size() > 0) base::check_size(offset.size(), design.rows(), "offset");
    detail::check_fit_shape(fit, counts.size(), design.cols(), faults);
    if (!faults.clean()) return certificate;

    const detail::FittedRows<Double> rows = detail::fitted_rows<Double>(design, counts, fit, offset, faults);
    const detail::FitMoments<Double> moments = detail::fit_moments(rows, fit.coefficient);
    certificate.violation = detail::check_flat(moments, faults);
    detail::check_separated(rows, faults);
    detail::check_not_identified(rows, faults);
    faults.expect(fit.observations == rows.count.size(), "observations is not the number of rows fitted");
    if (!faults.clean()) return certificate;

    const detail::FitCovariance<Double> curved = detail::fit_covariance(rows, moments.mean, faults);
    if (!faults.clean()) return certificate;
    const detail::FitSandwich<Double> robust = detail::fit_sandwich(rows, moments, curved.covariance);
    const detail::FitRounding rounding = detail::fit_rounding(rows, moments.mean, fit.coefficient, curved.condition);
    const detail::ExpectedScore score = detail::expected_score(rows, moments, curved, rounding.noise);
    detail::check_errors(fit, rows.lost, detail::expected_covariance(rows, curved, robust, rounding), rounding.fine,
                         faults);

    const detail::PoissonWorth worth = detail::poisson_worth(rows.count, moments.predictor);
    detail::check_worth(fit, worth, rows, faults);
    detail::check_dispersion(fit.dispersion, rows, moments, faults);
    faults.expect(fit.score >= 0.0 && std::abs(fit.score - score.worst) <= score.room + 1e-6 * score.worst,
                  "score is " + base::to_text(fit.score) + " but should be " + base::to_text(score.worst));
    certificate.bound = worth.log_likelihood + score.decrement * score.decrement;
    certificate.gap = base::relative_gap(worth.log_likelihood, certificate.bound);
    detail::check_fit_outcome(fit.outcome, worth, score.decrement, rounding, certificate.bound, faults);
    certificate.holds = faults.clean();
    return certificate;
}

} // namespace corewing::interaction
