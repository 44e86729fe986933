#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/indicator/ranking.hpp"

#include <Eigen/Core>

#include <array>
#include <string_view>
#include <vector>

namespace corewing::indicator {

/// How far a difference d > 0 between two places makes the one preferred to the other.
enum class PreferenceShape {
    usual,    ///< 1 as soon as d > 0
    u_shape,  ///< 0 up to q, then 1
    v_shape,  ///< d / p up to p, then 1
    level,    ///< 0 up to q, .5 up to p, then 1
    linear,   ///< 0 up to q, then (d - q) / (p - q) up to p, then 1
    gaussian, ///< 1 - exp(-d^2 / (2 p^2))
};

/// What it is called in print.
/// @param shape  of a preference
/// @return "usual", "u-shape" ...
constexpr std::string_view name(PreferenceShape shape) {
    constexpr std::array<std::string_view, 6> names{"usual", "u-shape", "v-shape", "level", "linear", "gaussian"};
    return names[base::position(shape)];
}

using base::operator<<; // an enumerator prints as its name()

/// What counts as better in one indicator.
struct Preference {
    PreferenceShape shape = PreferenceShape::usual; ///< of the step from 0 to 1
    double q = 0.0;                                 ///< differences up to it do not matter; in the column's unit, >= 0
    double p = 0.0; ///< differences above it decide (gaussian: the point of inflection); >= q, gaussian > 0
};

/// Choices of promethee().
struct PrometheeOptions {
    Eigen::VectorXi direction = {};          ///< columns x 1, +1 more is better, -1 less is better; empty = all +1
    std::vector<Preference> preference = {}; ///< one for each column, or one for all; empty = usual
};

/// Ranks by outranking.
struct Promethee {
    Eigen::VectorXd score = {};        ///< net flow, places x 1, in [-1, 1], sum 0
    Eigen::VectorXi rank = {};         ///< places x 1, 1 = best
    Eigen::VectorXd positive = {};     ///< places x 1: how far the place outranks the others, in [0, 1]
    Eigen::VectorXd negative = {};     ///< places x 1: how far the others outrank it
    Eigen::MatrixXd contribution = {}; ///< places x indicators: the net flow by indicator; rows sum to the score
    base::Findings findings = {};      ///< constant columns
};

/// Ranks places by how far they outrank each other, pair by pair (PROMETHEE II).
///   pi(a, b) = sum_j w_j P_j(x_aj - x_bj),  phi+ = sum_b pi(a, b) / (n - 1),  phi- = sum_b pi(b, a) / (n - 1)
///   phi = phi+ - phi-
/// Contributions: w_j (phi+_j - phi-_j); rows sum to the score. Degenerate: one place has flow 0; a constant column has
/// no effect and is a finding. All shapes but gaussian are computed by sorting, without a loop over pairs.
/// @param values   places x indicators, any unit
/// @param weights  indicators x 1, each >= 0, sum > 0; used as shares of their sum
/// @param options  directions, preferences
/// @return net flow, its two parts, rank
/// @throws bad_shape, bad_value
/// Complexity O(indicators x n log n), gaussian O(indicators x n^2).
/// Source: Brans & Vincke 1985, Management Science 31(6); Calders & Van Assche 2018 (PROMETHEE is not quadratic).
COREWING_ROUTINE
Promethee promethee(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
                    const PrometheeOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/promethee.hpp"
#endif
