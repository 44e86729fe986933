#pragma once

#include "corewing/base/certificate.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/sharing/core.hpp"

#include <Eigen/Core>

namespace corewing::sharing {

/// Re-checks a least core from the game and the answer alone.
///   sum over S of weight_S (worth(S) - share(S)) = excess, every player in coalitions of the same total weight
/// The division must reach the excess, and the weighted collection must be balanced and prove that none does better:
/// whoever adds up the coalitions' claims with these weights gets the excess. With the solver it shares only the check
/// of the table. Not checked: outcome.iterations and seconds beyond their sign.
/// @param worth   2^n x 1, the game that was solved, 1 <= n <= 12
/// @param answer  what least_core() answered
/// @return bound = what the weighted collection proves, gap to the excess computed afresh
/// @throws bad_shape, bad_value where the table is none
/// Complexity O(n 2^n). Source: Bondareva 1963; Shapley 1967, Naval Research Logistics Quarterly 14(4).
COREWING_ROUTINE
base::Certificate verify_least_core(const Eigen::Ref<const Eigen::VectorXd>& worth, const LeastCore& answer);

} // namespace corewing::sharing

#ifndef COREWING_COMPILED
#include "corewing/sharing/impl/verify_least_core.hpp"
#endif
