#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/indicator/weights.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

/// Choices of critic_weights().
struct CriticOptions {
    Eigen::VectorXi direction = {}; ///< columns x 1, +1 more is better, -1 less is better; empty = all +1
};

/// CRITIC weights: an indicator weighs the more, the more it spreads and the less the others already say it.
///   u = min-max of x,  c_j = sd(u_j) sum_k (1 - r_jk),  w_j = c_j / sum c
/// Degenerate: a constant column has weight 0 and a finding, and counts as uncorrelated with the others; if no column
/// is left (all constant, or all the same up to scale), all weights are equal.
/// @param values  places x indicators, any unit
/// @param options  directions
/// @return weights that sum to 1
/// @throws bad_shape, bad_value
/// Complexity O(places x indicators^2). Source: Diakoulaki, Mavrotas & Papayannakis 1995, Computers & Operations
/// Research 22(7), eq. 2-4.
COREWING_ROUTINE
Weights critic_weights(const Eigen::Ref<const Eigen::MatrixXd>& values, const CriticOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/critic.hpp"
#endif
