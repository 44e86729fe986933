#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/model/pairs.hpp"
#include "corewing/scoring/coupling.hpp"

#include <Eigen/Core>

#include <vector>

/// Coordination of two places: the coupling coordination degree with the two places as the two subsystems.
namespace corewing::scoring {

/// Choices of pair_coordination().
struct PairCoordinationOptions {
    Coupling formula = Coupling::wang_2021; ///< of C
    Eigen::VectorXd weights = {};           ///< one per subsystem, >= 0, any scale; empty = equal
    unsigned threads = 0;                   ///< 0 = as many as the machine has
};

/// Coordination of every pair of places, subsystem by subsystem.
///   D_ij = sum_k a_k D(U_ik, U_jk), D with two equal subsystems as in coupling()
/// With one column this is D of the two places' levels. Taking the mean after D, not before, keeps a place that is
/// strong in one subsystem and weak in another from passing as the equal of its mirror image.
/// @param levels   places x subsystems (one column for an overall index), each in [0, 1]
/// @param options  formula, weights, threads
/// @return places x places, symmetric, in [0, 1]; the diagonal is sum_k a_k sqrt(U_ik)
/// @throws bad_value, bad_shape
/// Complexity O(places^2 subsystems). Source: as coupling().
COREWING_ROUTINE
Eigen::MatrixXd pair_coordination(const Eigen::Ref<const Eigen::MatrixXd>& levels,
                                  const PairCoordinationOptions& options = {});

/// Coordination of the listed pairs alone, for regions too large for a matrix.
/// @param levels   places x subsystems, each in [0, 1]
/// @param pairs    two different places each
/// @param options  as in the matrix form
/// @return one number per pair, as in the matrix form
/// Complexity O(pairs subsystems).
COREWING_ROUTINE
Eigen::VectorXd pair_coordination(const Eigen::Ref<const Eigen::MatrixXd>& levels,
                                  const std::vector<model::PlacePair>& pairs,
                                  const PairCoordinationOptions& options = {});

} // namespace corewing::scoring

#ifndef COREWING_COMPILED
#include "corewing/scoring/impl/pair_coordination.hpp"
#endif
