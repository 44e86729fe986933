#pragma once

#include "corewing/allocation/fair_division.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

namespace corewing::allocation {

/// Re-checks a fair division from the problem and the answer alone.
/// Every rule holds; no transfer between two places would help, which for nested rules proves the amounts
/// best; prices, reasons, objective and bound say what follows from the amounts. What is forgiven is relative to the
/// problem itself: 1e-9 of an amount, a rule and the objective (at alpha = 1 of the needs counted), 1e-8 of a price.
/// Where the next unit goes to a place that has nothing because its share is below the smallest number, the price may
/// also be that of a last unit. Not checked: which of several groups
/// that bind at the same price a reason names, how many findings there are and what they say, outcome.iterations and
/// seconds beyond their sign.
/// @param need, options  the problem as it was given to fair_division
/// @param division  the answer
/// @return holds, or the faults found
/// Complexity O(places log places + total number of group members + groups log groups).
COREWING_ROUTINE
base::Certificate verify_fair_division(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options,
                                 const FairDivision& division);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/verify_fair_division.hpp"
#endif
