#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::interaction {

/// What a Poisson fit answers. Entries of columns that are not identified are 0.
struct PoissonFit {
    Eigen::VectorXd coefficient = {};       ///< columns x 1
    Eigen::VectorXd standard_error = {};    ///< from the model: variance = mean
    Eigen::VectorXd robust_error = {};      ///< Huber-White sandwich (HC0): right for any variance
    Eigen::MatrixXd covariance = {};        ///< columns x columns, model
    Eigen::MatrixXd robust_covariance = {}; ///< columns x columns, sandwich
    double deviance = 0.0;                  ///< 2 sum(y ln(y/mu) - (y - mu)), 0 ln 0 = 0
    double null_deviance = 0.0;             ///< the same for the mean alone (with the offset)
    double pseudo_r2 = 0.0;                 ///< 1 - deviance / null deviance; 0 where the null deviance is 0
    double log_likelihood = 0.0;            ///< with -ln(y!)
    double null_log_likelihood = 0.0;       ///< of the mean alone
    double mcfadden_r2 = 0.0;               ///< 1 - log likelihood / null log likelihood
    double dispersion = 0.0; ///< Pearson chi-square / degrees of freedom; far from 1: lean on the robust errors
    double score = 0.0;      ///< largest |X'(y - mu)|_j times its standard error: how far from the maximum; 0 there
    Index observations = 0;  ///< rows fitted
    std::vector<Index> not_identified = {}; ///< columns that are combinations of earlier ones
    std::vector<Index> separated = {};      ///< rows whose mean the likelihood drives to 0; left out
    base::Outcome outcome = {};   ///< maximises the log likelihood; `interrupted` where the steps ended below the top
    base::Findings findings = {}; ///< separation, collinearity, overdispersion
};

/// Choices of poisson_regression().
struct PoissonOptions {
    Eigen::VectorXd offset = {}; ///< rows x 1, added to the linear predictor, finite; empty = 0
    double tolerance = 1e-12;    ///< stop when the deviance changes by less than this share, in [1e-15, 1e-3]
    long steps = 100;            ///< Newton steps at most, >= 1
};

/// Poisson regression with log link (PPML, 泊松伪极大似然), for counts or any flows that are not negative.
///   E(y) = exp(X b + offset); b maximises sum y ln(mu) - mu. Zero counts are data like any other.
/// Existence is checked first: rows that the likelihood drives to a mean of 0 (separation) are left out and listed, and
/// columns that are combinations of earlier ones get the coefficient 0 and are listed, so that the fit always ends.
/// @param design  rows x columns, finite; put a column of ones in for an intercept
/// @param counts  rows x 1, any unit, >= 0, at least one > 0; need not be whole numbers
/// @param options  offset, when to stop
/// @return coefficients with model and robust errors, deviances, likelihoods, what was left out; the outcome's bound is
///         the Newton estimate of the maximum
/// @throws bad_shape; bad_value; bad_data where all counts are 0
/// Complexity O(rows * columns^2) a step, a handful of steps.
/// Source: McCullagh & Nelder 1989, ch. 6; Santos Silva & Tenreyro 2006, Review of Economics and Statistics 88(4);
/// separation: Correia, Guimaraes & Zylkin 2019; sandwich: White 1982, Econometrica 50(1).
COREWING_ROUTINE
PoissonFit poisson_regression(const Eigen::Ref<const Eigen::MatrixXd>& design,
                              const Eigen::Ref<const Eigen::VectorXd>& counts, const PoissonOptions& options = {});

} // namespace corewing::interaction

#ifndef COREWING_COMPILED
#include "corewing/interaction/impl/poisson_regression.hpp"
#endif
