#pragma once

#include "corewing/indicator/critic.hpp"

#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/weights.hpp"
#include "corewing/indicator/detail/proportional.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

COREWING_BODY
Weights critic_weights(const Eigen::Ref<const Eigen::MatrixXd>& values, const CriticOptions& options) {
    detail::check_matrix(values);
    const Eigen::VectorXi direction = detail::directions(options.direction, values.cols());
    const Eigen::VectorX<Double> sign = direction.template cast<double>();
    const Eigen::MatrixX<Double> r = sign.asDiagonal() * detail::correlations(values) * sign.asDiagonal();
    Eigen::VectorX<Double> told(values.cols());
    for (Index j = 0; j < values.cols(); ++j) {
        // One indicator alone conflicts with nothing, but there is nothing else to weigh.
        const double conflict = values.cols() == 1 ? 1.0 : (1.0 - r.col(j).array()).sum();
        told[j] =
            detail::deviation(detail::unit_range(values.col(j))) * (base::above(conflict, 0.0, 1.0) ? conflict : 0.0);
    }
    return detail::proportional(told, "CRITIC weights");
}

} // namespace corewing::indicator
