#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/weights.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace corewing::indicator {

/// Entropy weights (熵权法): an indicator weighs the more, the more unevenly it is spread over the places.
///   p_ij = x_ij / sum_i x_ij,  E_j = -(1 / ln n) sum_i p_ij ln p_ij  with 0 ln 0 = 0,  w_j ~ 1 - E_j
/// Degenerate: a constant column (also one of zeros) has weight 0 and a finding; if all are constant, or there is one
/// place only, all weights are equal.
/// @param values  places x indicators, each >= 0, as they are or normalised to [0, 1]
/// @return weights that sum to 1
/// @throws bad_shape, bad_value for a negative cell
/// Complexity O(places x indicators). Source: Shannon 1948; Zeleny 1982, Multiple Criteria Decision Making, ch. 7.
template <class Double = double>
Weights entropy_weights(const Eigen::Ref<const Eigen::MatrixXd>& values) {
    detail::check_matrix(values);
    base::check_nonnegative(values, "values");
    Eigen::VectorX<Double> told = Eigen::VectorX<Double>::Zero(values.cols());
    const double most = std::log(static_cast<double>(values.rows()));
    for (Index j = 0; j < values.cols(); ++j) {
        if (detail::constant(values.col(j))) continue;
        // Scaled by the largest first, so that tiny columns keep their digits.
        const Eigen::ArrayX<Double> x = values.col(j).array() / values.col(j).maxCoeff();
        const Eigen::ArrayX<Double> p = x / x.sum();
        const double entropy = -(p > 0.0).select(p * p.max(1e-300).log(), 0.0).sum() / most;
        told[j] = std::max(0.0, 1.0 - entropy);
    }
    return detail::proportional(told, "entropy weights");
}

} // namespace corewing::indicator
