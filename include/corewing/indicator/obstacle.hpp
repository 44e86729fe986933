#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/detail/columns.hpp"

#include <Eigen/Core>


namespace corewing::indicator {

struct ObstacleOptions {
    bool share = true; ///< divide by the place's sum, so that each row sums to 1; false = (1 - x) w itself
};

struct Obstacles {
    Eigen::MatrixXd degree = {};   ///< places x indicators (or nodes), >= 0
    Eigen::VectorXi greatest = {}; ///< places x 1: the indicator (node: leaf) that holds the place back most; -1 = none
};

/// What holds each place back most (障碍度模型).
///   O_ij = (1 - x_ij) w_j / sum_k (1 - x_ik) w_k,  or without the divisor
/// Degenerate: a place that is best in everything has obstacles of 0 and greatest -1. Ties go to the first indicator.
/// @param values   places x indicators, normalised to [0, 1], more is better
/// @param weights  indicators x 1, each >= 0, sum > 0; used as shares of their sum
/// @throws bad_shape, bad_value for a value outside [0, 1]
/// Complexity O(places x indicators).
template <class Double = double>
Obstacles obstacle(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
                   const ObstacleOptions& options = {}) {
    detail::check_matrix(values);
    base::check_range(values, 0.0, 1.0, "values");
    const Eigen::VectorX<Double> weight = detail::shares(weights, values.cols());
    Obstacles result;
    result.degree = (1.0 - values.array()).matrix() * weight.asDiagonal();
    result.greatest = Eigen::VectorXi::Constant(values.rows(), -1);
    for (Index i = 0; i < values.rows(); ++i) {
        Index first = 0;
        const double most = result.degree.row(i).maxCoeff(&first);
        if (!(most > 0.0)) continue;
        result.greatest[i] = static_cast<int>(first);
        if (options.share) result.degree.row(i) /= result.degree.row(i).sum();
    }
    return result;
}

/// The same for every node of an index: a leaf's degree as above with its weight in the whole index, a subsystem's the
/// sum of its leaves', the root's the sum of all. `greatest` is the node number of a leaf.
/// @throws bad_value if the leaves were not normalised to [0, 1]
/// Complexity O(places x nodes).
template <class Double = double>
Obstacles obstacle(const Composite& index, const ObstacleOptions& options = {}) {
    const auto tree = detail::branches_of(index.nodes);
    const Obstacles leaf = obstacle(index.normalised, index.weight, options);
    Obstacles result{.degree = Eigen::MatrixX<Double>::Zero(index.node_score.rows(), index.node_score.cols()),
                     .greatest = leaf.greatest};
    for (const auto node : tree.upwards) {
        const Index k = node;
        if (tree.leaf(node)) result.degree.col(node) = leaf.degree.col(tree.column[k]);
        if (tree.parent[k] >= 0) result.degree.col(tree.parent[k]) += result.degree.col(node);
    }
    for (auto& g : result.greatest)
        if (g >= 0) g = static_cast<int>(tree.leaves[g]);
    return result;
}

} // namespace corewing::indicator
