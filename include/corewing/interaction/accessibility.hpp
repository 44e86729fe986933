#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/interaction/deterrence.hpp"

#include <Eigen/Core>

namespace corewing::interaction {

/// Hansen accessibility (汉森可达性): the opportunities everywhere, each discounted by the way to it.
///   A_i = sum_j M_j f(t_ij)
/// A place's own opportunities count through time(i, i); set that to infinity to leave them out.
/// @param opportunities  destinations x 1, any unit, >= 0
/// @param time           origins x destinations, unit of time, >= 0 or infinite
/// @param options        f
/// @return origins x 1, in units of the opportunities; 0 where nothing can be reached
/// @throws bad_shape, bad_value (see deterrence())
/// Complexity O(origins * destinations). Source: Hansen 1959, J. American Institute of Planners 25(2).
COREWING_ROUTINE
Eigen::VectorXd hansen_accessibility(const Eigen::Ref<const Eigen::VectorXd>& opportunities,
                                     const Eigen::Ref<const Eigen::MatrixXd>& time, const Deterrence& options = {});

/// Opportunities that lie within a time budget (累积机会可达性).
///   A_i = sum of M_j over t_ij <= within
/// @param opportunities  destinations x 1, any unit, >= 0
/// @param time           origins x destinations, unit of time, >= 0 or infinite
/// @param within         unit of time, >= 0; infinity counts everything that can be reached
/// @return origins x 1, in units of the opportunities; 0 where nothing can be reached
/// @throws bad_shape, bad_value
/// Complexity O(origins * destinations). Source: Wachs & Kumagai 1973, Socio-Economic Planning Sciences 7(5).
COREWING_ROUTINE
Eigen::VectorXd cumulative_opportunities(const Eigen::Ref<const Eigen::VectorXd>& opportunities,
                                         const Eigen::Ref<const Eigen::MatrixXd>& time, double within);

} // namespace corewing::interaction

#ifndef COREWING_COMPILED
#include "corewing/interaction/impl/accessibility.hpp"
#endif
