#pragma once

#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
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
template <class Double = double>
Weights deviation_weights(const Eigen::Ref<const Eigen::MatrixXd>& values) {
    detail::check_matrix(values);
    Eigen::VectorX<Double> told(values.cols());
    for (Index j = 0; j < values.cols(); ++j) told[j] = detail::deviation(values.col(j));
    return detail::proportional(told, "standard deviation weights");
}

} // namespace corewing::indicator
