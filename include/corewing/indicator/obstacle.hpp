#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/indicator/composite.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

/// Choices of obstacle().
struct ObstacleOptions {
    bool share = true; ///< divide by the place's sum, so that each row sums to 1; false = (1 - x) w itself
};

/// What holds each place back, and how much.
struct Obstacles {
    Eigen::MatrixXd degree = {};   ///< places x indicators (or nodes), >= 0
    Eigen::VectorXi greatest = {}; ///< places x 1: the indicator (node: leaf) that holds the place back most; -1 = none
};

/// What holds each place back most (障碍度模型).
///   O_ij = (1 - x_ij) w_j / sum_k (1 - x_ik) w_k,  or without the divisor
/// Degenerate: a place that is best in everything has obstacles of 0 and greatest -1. Ties go to the first indicator.
/// @param values   places x indicators, normalised to [0, 1], more is better
/// @param weights  indicators x 1, each >= 0, sum > 0; used as shares of their sum
/// @param options  shares or not
/// @return degrees, and the greatest obstacle of each place
/// @throws bad_shape, bad_value for a value outside [0, 1]
/// Complexity O(places x indicators).
COREWING_ROUTINE
Obstacles obstacle(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
                   const ObstacleOptions& options = {});

/// The same for every node of an index: a leaf's degree as above with its weight in the whole index, a subsystem's the
/// sum of its leaves', the root's the sum of all. `greatest` is the node number of a leaf.
/// @param index  as composite() gave it
/// @param options  shares or not
/// @return places x nodes
/// @throws bad_value if the leaves were not normalised to [0, 1]
/// Complexity O(places x nodes).
COREWING_ROUTINE
Obstacles obstacle(const Composite& index, const ObstacleOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/obstacle.hpp"
#endif
