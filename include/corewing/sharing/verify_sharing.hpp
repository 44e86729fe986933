#pragma once

#include "corewing/base/certificate.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/sharing/sharing.hpp"

#include <Eigen/Core>

namespace corewing::sharing {

/// Re-checks a least core from the game and the answer alone.
/// The division must reach the excess, and the weighted collection must be balanced and prove that none does better:
/// whoever adds up the coalitions' claims with these weights gets the excess. With the solver it shares only the check
/// of the table. Not checked: outcome.iterations and seconds beyond their sign.
/// Complexity O(n 2^n).
COREWING_ROUTINE
base::Certificate verify_least_core(const Eigen::Ref<const Eigen::VectorXd>& worth, const LeastCore& answer);

/// Re-checks a nucleolus by Kohlberg's criterion, from the game and the answer alone, without any linear program.
/// For every level, the coalitions with at least that excess must be balanced: no shift of shares with sum 0 may please
/// all of them (and those held at what they are worth alone) without leaving every one of them where it is.
/// The check is numerical: balanced is what cannot be told from it in doubles. With the solver it shares only the check
/// of the table; the search for a shift is that of poisson_regression(), which no sharing uses. Not checked: how often
/// the same level occurs in `levels`, the size of `error` below the tolerance, outcome.iterations and seconds beyond
/// their sign, and the findings.
/// @param tolerance  excesses closer than tolerance * largest |worth| count as equal, and `error` may be so large
/// Complexity O(levels * n 2^n). Source: Kohlberg 1971, SIAM J. Applied Mathematics 20(1), theorem 5.
COREWING_ROUTINE
base::Certificate verify_nucleolus(const Eigen::Ref<const Eigen::VectorXd>& worth, const NucleolusOptions& options,
                             const Nucleolus& answer, double tolerance = 1e-8);

} // namespace corewing::sharing

#ifndef COREWING_COMPILED
#include "corewing/sharing/impl/verify_sharing.hpp"
#endif
