#pragma once

#include "corewing/indicator/obstacle.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/detail/branches.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

COREWING_BODY
Obstacles obstacle(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
                   const ObstacleOptions& options) {
    detail::check_matrix(values);
    base::check_range(values, 0.0, 1.0, "values");
    const Eigen::VectorX<Double> weight = detail::shares(weights, values.cols());
    Obstacles result;
    result.degree = (1.0 - values.array()).matrix() * weight.asDiagonal();
    result.greatest = Eigen::VectorXi::Constant(values.rows(), -1);
    for (Index i = 0; i < values.rows(); ++i) {
        const Index first = base::best(result.degree.row(i).transpose());
        if (!(result.degree(i, first) > 0.0)) continue;
        result.greatest[i] = static_cast<int>(first);
        if (options.share) result.degree.row(i) /= result.degree.row(i).sum();
    }
    return result;
}

COREWING_BODY
Obstacles obstacle(const Composite& index, const ObstacleOptions& options) {
    const auto tree = detail::branches_of(index.nodes);
    const Obstacles leaf = obstacle(index.normalised, index.weight, options);
    Obstacles result{.degree = Eigen::MatrixX<Double>::Zero(index.node_score.rows(), index.node_score.cols()),
                     .greatest = leaf.greatest};
    for (const auto node : tree.upwards) {
        const Index k = node;
        if (tree.leaf(node)) result.degree.col(node) = leaf.degree.col(tree.column[k]);
        if (tree.parent[k] >= 0) result.degree.col(tree.parent[k]) += result.degree.col(node);
    }
    result.degree = result.degree.cwiseMin(1.0);
    for (auto& g : result.greatest)
        if (g >= 0) g = static_cast<int>(tree.leaves[g]);
    return result;
}

} // namespace corewing::indicator
