#pragma once

#include "corewing/base/certificate.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/sharing/nucleolus.hpp"

#include <Eigen/Core>

namespace corewing::sharing {

/// Re-checks a nucleolus by Kohlberg's criterion, from the game and the answer alone, without any linear program.
///   for every level e: z(S) >= 0 for all S with excess >= e, z(everybody) = 0 implies z(S) = 0 for all of them
/// For every level, the coalitions with at least that excess must be balanced: no shift of shares with sum 0 may please
/// all of them (and those held at what they are worth alone) without leaving every one of them where it is.
/// The check is numerical: balanced is what cannot be told from it in doubles. With the solver it shares only the check
/// of the table; the search for a shift is that of poisson_regression(), which no sharing uses. Not checked: how often
/// the same level occurs in `levels`, the size of `error` below the tolerance, outcome.iterations and seconds beyond
/// their sign, and what the findings say.
/// @param worth      2^n x 1, the game that was solved, 1 <= n <= 12
/// @param options    as given to nucleolus()
/// @param answer     what nucleolus() answered
/// @param tolerance  excesses closer than tolerance * largest |worth| count as equal, and `error` may be so large; > 0
/// @return bound = the largest excess computed afresh; gap 0 where every level is balanced, else infinite
/// @throws bad_shape, bad_value where the table is none
/// Complexity O(levels * n 2^n). Source: Kohlberg 1971, SIAM J. Applied Mathematics 20(1), theorem 5.
COREWING_ROUTINE
base::Certificate verify_nucleolus(const Eigen::Ref<const Eigen::VectorXd>& worth, const NucleolusOptions& options,
                                   const Nucleolus& answer, double tolerance = 1e-8);

} // namespace corewing::sharing

#ifndef COREWING_COMPILED
#include "corewing/sharing/impl/verify_nucleolus.hpp"
#endif
