#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/scoring/collaboration_result.hpp"

#include <Eigen/Core>

/// Synergy degree of a composite system 复合系统协同度: do the subsystems move forward together?
namespace corewing::scoring {

/// Choices of synergy().
struct SynergyOptions {
    Eigen::VectorXd weights = {}; ///< one per subsystem, >= 0, any scale; empty = equal
    Mean mean = Mean::geometric;  ///< geometric, or the weighted sum that the source offers beside it
};

/// Synergy degree of every place between two times.
///   theta prod_j |u_j(t1) - u_j(t0)|^w_j, or theta sum_j w_j |u_j(t1) - u_j(t0)|, with sum w = 1;
///   theta = 1 if every subsystem gained, else -1
/// A subsystem that stands still makes the geometric form 0; in the sum it is left out of theta.
/// @param before   places x subsystems: order degrees 有序度 at t0, each in [0, 1]
/// @param after    the same at t1
/// @param options  weights, and how the gains become one number
/// @return places x 1, in [-1, 1]
/// @throws bad_value, bad_shape
/// Complexity O(places subsystems). Source: Meng & Han 2000, Journal of Tianjin University 33(4):444-446.
COREWING_ROUTINE
Eigen::VectorXd synergy(const Eigen::Ref<const Eigen::MatrixXd>& before, const Eigen::Ref<const Eigen::MatrixXd>& after,
                        const SynergyOptions& options = {});

/// Order degree 有序度 of subsystems from their order parameters.
///   u = prod_m [(e_m - low_m) / (high_m - low_m)]^(1/M), turned round where less is better
/// @param parameters  places x order parameters of one subsystem, each between its low and high
/// @param low, high   their limits, low < high
/// @param direction   +1 more is better, -1 less is better
/// @return places x 1, in [0, 1]
/// @throws bad_value, bad_shape
/// Complexity O(places parameters). Source: as synergy().
COREWING_ROUTINE
Eigen::VectorXd order_degree(const Eigen::Ref<const Eigen::MatrixXd>& parameters,
                             const Eigen::Ref<const Eigen::VectorXd>& low,
                             const Eigen::Ref<const Eigen::VectorXd>& high,
                             const Eigen::Ref<const Eigen::VectorXd>& direction);

} // namespace corewing::scoring

#ifndef COREWING_COMPILED
#include "corewing/scoring/impl/synergy.hpp"
#endif
