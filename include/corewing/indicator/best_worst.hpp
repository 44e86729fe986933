#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

/// Weights, and how far the judgements contradict each other.
struct BestWorst {
    Eigen::VectorXd weight = {}; ///< indicators x 1, sum 1
    Index best = 0;              ///< the most important indicator
    Index worst = 0;             ///< the least important one
    double deviation = 0.0;      ///< xi: largest deviation from a judgement, in units of weight; 0 = none contradicts
    double consistency_ratio = 0.0; ///< from the judgements alone: max_j |a_Bj a_jW - a_BW| / (a_BW^2 - a_BW)
    base::Findings findings = {};   ///< a consistency ratio above .1
};

/// Weights from 2n - 3 judgements by the Best-Worst method, linear model.
///   min xi  with  |w_B - a_Bj w_j| <= xi,  |w_j - a_jW w_W| <= xi,  sum w = 1,  w >= 0
/// Exact: solved at a crossing of lines in the two weights of best and worst, without an iteration. Consistent
/// judgements (a_Bj a_jW = a_BW for all j) give w_j ~ 1 / a_Bj. A consistency ratio above .1 is a finding.
/// @param from_best  n x 1, a_Bj = how many times the best matters more than j, in [1, 1000]; 1 for the best
/// @param to_worst   n x 1, a_jW = how many times j matters more than the worst, in [1, 1000]; 1 for the worst
/// @return weights and consistency
/// @throws bad_shape; bad_value if nobody has a 1, or a_BW is given differently in the two vectors
/// Complexity O(n^3).
/// Source: Rezaei 2016, Omega 64:126-130 (linear model); Liang, Brunelli & Rezaei 2020, Omega 96 (consistency ratio).
COREWING_ROUTINE
BestWorst best_worst_weights(const Eigen::Ref<const Eigen::VectorXd>& from_best,
                             const Eigen::Ref<const Eigen::VectorXd>& to_worst);

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/best_worst.hpp"
#endif
