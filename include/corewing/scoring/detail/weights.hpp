#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <cmath>
#include <string_view>

namespace corewing::scoring::detail {

/// Weights that sum to 1; an empty vector means equal weights.
/// @throws bad_shape, bad_value unless there are `count` weights, none negative, at least one positive
template <class Double = double>
Eigen::VectorXd unit_weights(const Eigen::VectorXd& weights, Index count, std::string_view field) {
    if (weights.size() == 0) return Eigen::VectorX<Double>::Constant(count, 1.0 / static_cast<double>(count));
    base::check_size(weights.size(), count, field);
    base::check_nonnegative(weights, field);
    const double largest = weights.maxCoeff();
    if (!(largest > 0.0))
        throw base::bad_value("all weights are 0",
                              {.field = std::string(field), .remedy = "make one of them positive"});
    const Eigen::VectorX<Double> scaled = weights / largest;
    return scaled / scaled.sum();
}

} // namespace corewing::scoring::detail
