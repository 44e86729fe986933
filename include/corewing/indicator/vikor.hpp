#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/indicator/ranking.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::indicator {

/// Choices of vikor().
struct VikorOptions {
    Eigen::VectorXi direction = {}; ///< columns x 1, +1 more is better, -1 less is better; empty = all +1
    double majority = 0.5;          ///< v in [0, 1]: weight of the sum of shortfalls against the largest one
};

/// Ranks by compromise.
struct Vikor {
    Eigen::VectorXd q = {};             ///< places x 1, in [0, 1], 0 = best
    Eigen::VectorXi rank = {};          ///< places x 1 by q, 1 = best
    Eigen::VectorXd shortfall = {};     ///< S, places x 1: weighted sum of shortfalls from the best values
    Eigen::VectorXd regret = {};        ///< R, places x 1: the largest weighted shortfall
    Eigen::MatrixXd contribution = {};  ///< places x indicators; rows sum to 1 - q
    bool advantage = false;             ///< the first leads the second by at least 1 / (n - 1) in q
    bool stable = false;                ///< the first is also first by shortfall or by regret
    std::vector<Index> compromise = {}; ///< the place, or places, to agree on; best first
    base::Findings findings = {};       ///< constant columns
};

/// Ranks places by a compromise between the sum of shortfalls and the worst one (VIKOR, 多准则妥协解).
///   d_ij = (best_j - x_ij) / (best_j - worst_j),  S = sum_j w_j d_ij,  R = max_j w_j d_ij
///   Q = v (S - min S) / (max S - min S) + (1 - v) (R - min R) / (max R - min R)
/// Compromise: the first alone if it has advantage and is stable; the first two if only stability fails; else all whose
/// q is less than 1 / (n - 1) above the first's.
/// Contributions to 1 - Q: v w_j (max S - d_ij) / (max S - min S), and (1 - v)'s part to the indicator with the largest
/// regret. Degenerate: a constant column has shortfall 0, with a finding; where S (or R) is the same everywhere its
/// term is 0.
/// @param values   places x indicators, any unit
/// @param weights  indicators x 1, each >= 0, sum > 0; used as shares of their sum
/// @param options  directions, majority
/// @return q, its two parts, rank, and whom to agree on
/// @throws bad_shape, bad_value
/// Complexity O(places x indicators). Source: Opricovic & Tzeng 2004, European Journal of Operational Research 156(2).
COREWING_ROUTINE
Vikor vikor(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
            const VikorOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/vikor.hpp"
#endif
