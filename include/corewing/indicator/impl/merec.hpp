#pragma once

#include "corewing/indicator/merec.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/weights.hpp"
#include "corewing/indicator/detail/proportional.hpp"

#include <Eigen/Core>

#include <string>

namespace corewing::indicator {

COREWING_BODY
Weights merec_weights(const Eigen::Ref<const Eigen::MatrixXd>& values, const MerecOptions& options) {
    detail::check_matrix(values);
    base::check_range(options.floor, 0.0, detail::largest, "floor");
    const Eigen::VectorXi direction = detail::directions(options.direction, values.cols());
    const Eigen::ArrayXX<Double> x = values.array().max(options.floor);
    for (Index j = 0; j < x.cols(); ++j)
        for (Index i = 0; i < x.rows(); ++i)
            if (!(x(i, j) > 0.0))
                throw base::bad_value(
                    base::to_text(values(i, j)) + " is not positive",
                    {.field = "values[" + std::to_string(i) + ',' + std::to_string(j) + ']',
                     .value = base::to_text(values(i, j)),
                     .remedy = "normalise to a range that begins above 0, for example [0.1, 1], or set floor"});

    Eigen::ArrayXX<Double> logs = x.log();
    for (Index j = 0; j < x.cols(); ++j) {
        const double best = direction[j] > 0 ? logs.col(j).minCoeff() : logs.col(j).maxCoeff();
        logs.col(j) = (logs.col(j) - best).abs();
        if (base::is_constant(x.col(j).matrix())) logs.col(j).setZero();
    }
    const auto m = static_cast<double>(x.cols());
    const Eigen::ArrayX<Double> sum = logs.rowwise().sum();
    const Eigen::ArrayX<Double> whole = (sum / m).log1p();
    Eigen::VectorX<Double> told(x.cols());
    for (Index j = 0; j < x.cols(); ++j)
        told[j] = (((sum - logs.col(j)).max(0.0) / m).log1p() - whole).abs().sum();
    return detail::proportional(told, "MEREC weights");
}

} // namespace corewing::indicator
