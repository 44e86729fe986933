#pragma once

#include "corewing/indicator/entropy.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/weights.hpp"
#include "corewing/indicator/detail/proportional.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace corewing::indicator {

COREWING_BODY
Weights entropy_weights(const Eigen::Ref<const Eigen::MatrixXd>& values) {
    detail::check_matrix(values);
    base::check_nonnegative(values, "values");
    Eigen::VectorX<Double> told = Eigen::VectorX<Double>::Zero(values.cols());
    const double most = std::log(static_cast<double>(values.rows()));
    for (Index j = 0; j < values.cols(); ++j) {
        if (base::is_constant(values.col(j))) continue;
        // Scaled by the largest first, so that tiny columns keep their digits.
        const Eigen::ArrayX<Double> x = values.col(j).array() / values.col(j).maxCoeff();
        const Eigen::ArrayX<Double> p = x / x.sum();
        const double entropy = -(p > 0.0).select(p * p.max(1e-300).log(), 0.0).sum() / most;
        told[j] = std::max(0.0, 1.0 - entropy);
    }
    return detail::proportional(told, "entropy weights");
}

} // namespace corewing::indicator
