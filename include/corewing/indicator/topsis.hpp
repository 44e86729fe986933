#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/indicator/ranking.hpp"

#include <Eigen/Core>

#include <array>
#include <string_view>

namespace corewing::indicator {

/// How columns become comparable before they are weighed.
enum class TopsisScale {
    vector,  ///< x / sqrt(sum x^2), the original
    min_max, ///< (x - min) / (max - min)
    none,    ///< as they are, for values already on one scale
};

/// What it is called in print.
/// @param scale  of the columns
/// @return "vector", "min-max" or "none"
constexpr std::string_view name(TopsisScale scale) {
    constexpr std::array<std::string_view, 3> names{"vector", "min-max", "none"};
    return names[base::position(scale)];
}

using base::operator<<; // an enumerator prints as its name()

/// Choices of topsis().
struct TopsisOptions {
    Eigen::VectorXi direction = {};          ///< columns x 1, +1 more is better, -1 less is better; empty = all +1
    TopsisScale scale = TopsisScale::vector; ///< how columns become comparable
};

/// Ranks by closeness to an ideal place.
struct Topsis {
    Eigen::VectorXd score = {};        ///< places x 1: closeness to the ideal, in [0, 1]
    Eigen::VectorXi rank = {};         ///< places x 1, 1 = best
    Eigen::VectorXd to_best = {};      ///< places x 1: distance from the best values
    Eigen::VectorXd to_worst = {};     ///< places x 1: distance from the worst values
    Eigen::MatrixXd contribution = {}; ///< places x indicators: score by share in the squared distance from the worst
    base::Findings findings = {};      ///< columns that tell nothing
};

/// Ranks places by closeness to an ideal place and distance from a worst one (TOPSIS, 优劣解距离法).
///   v_ij = w_j x_ij / |x_j|,  D+ = |v_i - best v|,  D- = |v_i - worst v|,  C = D- / (D+ + D-)
/// Contributions: c_ij = C_i (v_ij - worst_j)^2 / (D-_i)^2; rows sum to the score.
/// Degenerate: a column of zeros or a constant one tells nothing; if all places are alike every score is .5, with a
/// finding, divided by weight. For an index over a tree pass its normalised values and its leaves' weights, with
/// TopsisScale::none.
/// @param values   places x indicators, any unit
/// @param weights  indicators x 1, each >= 0, sum > 0; used as shares of their sum
/// @param options  directions, scale
/// @return score, rank, both distances
/// @throws bad_shape, bad_value
/// Complexity O(places x indicators). Source: Hwang & Yoon 1981; Tzeng & Huang 2011, ch. 5.
COREWING_ROUTINE
Topsis topsis(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
              const TopsisOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/topsis.hpp"
#endif
