#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/indicator/weights.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

/// Choices of merec_weights().
struct MerecOptions {
    Eigen::VectorXi direction = {}; ///< columns x 1, +1 more is better, -1 less is better; empty = all +1
    double floor = 0.0;             ///< cells below it are lifted to it; 0 = none, then every cell must be > 0
};

/// MEREC weights: an indicator weighs the more, the more the places' performance changes when it is taken away.
///   n_ij = min_i x / x_ij (more is better) or x_ij / max_i x (less is better)
///   S_i = ln(1 + (1/m) sum_j |ln n_ij|),  S_ij the same without j,  w_j ~ sum_i |S_ij - S_i|
/// Degenerate: a constant column has weight 0 and a finding; if all are constant, all weights are equal.
/// @param values  places x indicators, each > 0 (or lifted to options.floor)
/// @param options  directions, floor
/// @return weights that sum to 1
/// @throws bad_shape, bad_value for a cell that is not positive
/// Complexity O(places x indicators). Source: Keshavarz-Ghorabaee, Amiri, Zavadskas, Turskis & Antucheviciene 2021,
/// Symmetry 13(4):525, eq. 1-7.
COREWING_ROUTINE
Weights merec_weights(const Eigen::Ref<const Eigen::MatrixXd>& values, const MerecOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/merec.hpp"
#endif
