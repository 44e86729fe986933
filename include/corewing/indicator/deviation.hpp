#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/indicator/weights.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

/// Standard deviation weights: an indicator weighs the more, the more the places differ in it.
///   w_j ~ sd_j
/// Degenerate: a constant column has weight 0 and a finding; if all are constant, all weights are equal.
/// @param values  places x indicators, normalised to one scale
/// @return weights that sum to 1
/// @throws bad_shape, bad_value
/// Complexity O(places x indicators). Source: Diakoulaki, Mavrotas & Papayannakis 1995, section 4.
COREWING_ROUTINE
Weights deviation_weights(const Eigen::Ref<const Eigen::MatrixXd>& values);

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/deviation.hpp"
#endif
