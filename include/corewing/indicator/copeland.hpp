#pragma once

#include "corewing/base/parallel.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/indicator/ranking.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

/// Choices of copeland().
struct CopelandOptions {
    Eigen::VectorXi direction = {}; ///< columns x 1, +1 more is better, -1 less is better; empty = all +1
    base::Parallel parallel = {};   ///< how the duels are spread over threads
};

/// Ranks by duels.
struct Copeland {
    Eigen::VectorXd score = {};        ///< places x 1: wins - losses, in [-(n-1), n-1]
    Eigen::VectorXi rank = {};         ///< places x 1, 1 = best
    Eigen::VectorXi wins = {};         ///< places x 1: others beaten by a weighted majority of indicators
    Eigen::VectorXi losses = {};       ///< places x 1: others that beat it so
    Eigen::MatrixXd contribution = {}; ///< places x indicators; rows sum to the score
};

/// Ranks places by duels: one beats another if the indicators in which it is better weigh more than those in which it
/// is worse. No indicator can make up for another, and no unit matters, only order.
///   m_ab = sum_j w_j sign(x_aj - x_bj),  score_a = #{b: m_ab > 0} - #{b: m_ab < 0}
/// A margin of 0 but for rounding is a draw. Contributions: each duel won (lost) counts +1 (-1), divided by weight among
/// the indicators that decided it so.
/// @param values   places x indicators, any unit; or ranks by several methods, to join them
/// @param weights  indicators x 1, each >= 0, sum > 0; used as shares of their sum
/// @param options  directions, threads
/// @return score, rank, wins and losses
/// @throws bad_shape, bad_value
/// Complexity O(places^2 x indicators). Source: Copeland 1951; OECD & JRC 2008, Handbook, step 6.
COREWING_ROUTINE
Copeland copeland(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
                  const CopelandOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/copeland.hpp"
#endif
