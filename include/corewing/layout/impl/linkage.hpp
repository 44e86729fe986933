#pragma once

#include "corewing/layout/linkage.hpp"

#include "corewing/layout/detail/prepared_linkage.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/place_pair.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace corewing::layout {

COREWING_BODY
Eigen::MatrixXd combine_layers(const std::vector<Eigen::MatrixXd>& layers,
                               const Eigen::Ref<const Eigen::VectorXd>& weights) {
    if (layers.empty()) throw base::bad_shape("there is no layer", {.field = "layers", .remedy = "give at least one"});
    const Index n = layers.front().rows();
    if (weights.size() > 0) {
        base::check_size(weights.size(), std::ssize(layers), "weights");
        base::check_nonnegative(weights, "weights");
        if (weights.sum() <= 0.0) throw base::bad_value("sum to 0", {.field = "weights", .value = "0"});
    }
    Eigen::MatrixX<Double> linkage = Eigen::MatrixX<Double>::Zero(n, n);
    double used = 0.0;
    for (Index k = 0; k < std::ssize(layers); ++k) {
        const std::string field = "layers[" + std::to_string(k) + "]";
        base::check_shape(layers[k], n, n, field);
        base::check_nonnegative(layers[k], field);
        const double weight = weights.size() > 0 ? weights[k] : 1.0;
        const double largest = n > 0 ? layers[k].maxCoeff() : 0.0;
        if (weight == 0.0 || largest == 0.0) continue;
        const Eigen::MatrixX<Double> scaled = layers[k] / largest; // so that no sum overflows
        linkage += scaled * (weight / scaled.sum());
        used += weight;
    }
    if (used > 0.0) linkage /= used;
    return linkage;
}

} // namespace corewing::layout
