#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/indicator/weights.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

/// Entropy weights (熵权法): an indicator weighs the more, the more unevenly it is spread over the places.
///   p_ij = x_ij / sum_i x_ij,  E_j = -(1 / ln n) sum_i p_ij ln p_ij  with 0 ln 0 = 0,  w_j ~ 1 - E_j
/// Degenerate: a constant column (also one of zeros) has weight 0 and a finding; if all are constant, or there is one
/// place only, all weights are equal.
/// @param values  places x indicators, each >= 0, as they are or normalised to [0, 1]
/// @return weights that sum to 1
/// @throws bad_shape, bad_value for a negative cell
/// Complexity O(places x indicators). Source: Shannon 1948; Zeleny 1982, Multiple Criteria Decision Making, ch. 7.
COREWING_ROUTINE
Weights entropy_weights(const Eigen::Ref<const Eigen::MatrixXd>& values);

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/entropy.hpp"
#endif
