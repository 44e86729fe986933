#pragma once

#include "corewing/indicator/deviation.hpp"

#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/weights.hpp"
#include "corewing/indicator/detail/proportional.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

COREWING_BODY
Weights deviation_weights(const Eigen::Ref<const Eigen::MatrixXd>& values) {
    detail::check_matrix(values);
    Eigen::VectorX<Double> told(values.cols());
    for (Index j = 0; j < values.cols(); ++j) told[j] = detail::deviation(values.col(j));
    return detail::proportional(told, "standard deviation weights");
}

} // namespace corewing::indicator
