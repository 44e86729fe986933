#pragma once

#include "corewing/base/certificate.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/interaction/constrained_flows.hpp"

#include <Eigen/Core>

namespace corewing::interaction {

using base::Certificate;

/// Re-checks doubly constrained flows from the problem and the answer alone.
/// Balanced flows must meet the totals and have the product form, and cells closed must be such that the totals leave
/// them no flow, which makes these flows the only minimiser; the bound is that of the dual at the answer's own factors.
/// Infeasible: the origins named must send more than all the destinations they can use may receive. Destinations count
/// as scaled to the sum of the origins. Not checked: outcome.iterations and seconds beyond their sign, how many
/// findings there are and what they say.
/// @param weight        as given to doubly_constrained()
/// @param origins       as given
/// @param destinations  as given
/// @param answer        what it returned
/// @param tolerance     largest relative miss of a total that is forgiven
/// @return holds, or the faults found
/// @throws bad_shape where the totals do not fit the weights
/// Complexity O(cells), and as much again for each column with a closed cell.
COREWING_ROUTINE
base::Certificate verify_doubly_constrained(const Eigen::Ref<const Eigen::MatrixXd>& weight,
                                            const Eigen::Ref<const Eigen::VectorXd>& origins,
                                            const Eigen::Ref<const Eigen::VectorXd>& destinations,
                                            const ConstrainedFlows& answer, double tolerance = 1e-8);

} // namespace corewing::interaction

#ifndef COREWING_COMPILED
#include "corewing/interaction/impl/verify_doubly_constrained.hpp"
#endif
