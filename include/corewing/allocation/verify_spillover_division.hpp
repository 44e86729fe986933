#pragma once

#include "corewing/allocation/spillover_division.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

namespace corewing::allocation {

/// Re-checks a spillover division from the problem and the answer alone.
/// Benefits and marginal values are summed up afresh term by term; the bound is the one that the answer's own
/// prices prove (weak duality of the linear subproblem), so no solver is needed. Prices are checked through that bound
/// alone. Not checked: which of several groups that bind at the same price a reason names, how many findings there are
/// and what they say, outcome.iterations and seconds beyond their sign.
/// @param need, link, options  the problem as it was given to spillover_division
/// @param division  the answer
/// @return holds, or the faults found
/// Complexity O(links * log(1e-16) / log(reach)).
COREWING_ROUTINE
base::Certificate verify_spillover_division(const Eigen::Ref<const Eigen::VectorXd>& need,
                                      const Eigen::SparseMatrix<double>& link, const SpilloverOptions& options,
                                      const SpilloverDivision& division);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/verify_spillover_division.hpp"
#endif
