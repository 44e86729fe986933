#pragma once

#include "corewing/base/certificate.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/interaction/poisson_regression.hpp"

#include <Eigen/Core>

namespace corewing::interaction {

using base::Certificate;

/// Re-checks a Poisson fit from the data and the answer alone. The likelihood is concave, so a score of 0 on the rows
/// fitted is proof of the maximum; covariances, errors, deviances, likelihoods, their shares, dispersion, score and the
/// Newton bound are computed afresh. Columns called not identified must be combinations of earlier ones.
///   score      X'(y - mu) = 0,  mu = exp(X b + offset)
///   covariance (X' diag(mu) X)^-1;  robust  covariance X' diag((y - mu)^2) X covariance
///   bound      log likelihood + score' covariance score
/// Not checked: that the rows left out can all fall to 0 together where they can be moved along more than one direction
/// (each must be movable), that no other row should have been left out, outcome.iterations and seconds beyond their
/// sign, and the findings.
/// @param design  rows x columns, any unit, as it was given to poisson_regression()
/// @param counts  rows x 1, >= 0, as they were given
/// @param fit     the answer to be checked
/// @param offset  rows x 1, as in PoissonOptions, or empty
/// @return whether it holds, the faults, and the bound and gap computed afresh; violation is the largest share of a
///         score that is left, |X'(y - mu)|_j / (|X|'(y + mu))_j
/// @throws bad_shape where counts or offset do not fit the design
/// Complexity O(rows * columns^2), and as much again for each column that is not identified.
/// Source: McCullagh & Nelder 1989, Generalized Linear Models, ch. 6 (likelihood); White 1980, Econometrica 48
/// (sandwich); Correia, Guimaraes & Zylkin 2019 (separation).
COREWING_ROUTINE
base::Certificate verify_poisson_regression(const Eigen::Ref<const Eigen::MatrixXd>& design,
                                      const Eigen::Ref<const Eigen::VectorXd>& counts, const PoissonFit& fit,
                                      const Eigen::VectorXd& offset = {});

} // namespace corewing::interaction

#ifndef COREWING_COMPILED
#include "corewing/interaction/impl/verify_poisson_regression.hpp"
#endif
