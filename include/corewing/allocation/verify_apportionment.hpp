#pragma once

#include "corewing/allocation/apportionment.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

namespace corewing::allocation {

/// Re-checks an apportionment from the problem and the answer alone: sums, floors, caps and groups; that no post has a
/// better claim elsewhere (divisor methods) or that every part has its quota rounded, the largest remainders up
/// (Hamilton), of equal ones the first, groups before places; quotas, divisor and who is next. Not checked:
/// outcome.iterations and seconds beyond their sign.
/// @param weight, options  the problem as it was given to apportionment()
/// @param answer  what it returned
/// @return holds, or the faults found
/// Complexity O(places + total number of group members).
COREWING_ROUTINE
base::Certificate verify_apportionment(const Eigen::Ref<const Eigen::VectorXd>& weight,
                                       const ApportionmentOptions& options, const Apportionment& answer);

/// Re-checks a marginal division from the problem and the answer alone. Not checked: outcome.iterations and seconds
/// beyond their sign.
/// @param gain, options  the problem as it was given to marginal_division()
/// @param answer  what it returned
/// @return holds, or the faults found
/// Complexity O(places * steps + total number of group members).
COREWING_ROUTINE
base::Certificate verify_marginal_division(const Eigen::Ref<const Eigen::MatrixXd>& gain,
                                           const MarginalDivisionOptions& options, const MarginalDivision& answer);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/verify_apportionment.hpp"
#endif
