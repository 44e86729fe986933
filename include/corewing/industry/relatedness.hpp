#pragma once

#include "corewing/base/routine.hpp"

#include <Eigen/Core>

/// Relatedness 关联度: which industries go together, and which new ones lie close to what a place has.
namespace corewing::industry {

/// Proximity of industries: the smaller of the chances to have one, given the other.
///   phi_kl = min(P(k|l), P(l|k)) = (places with both) / max(places with k, places with l)
/// @param presence  places x industries, 0 or 1, as from presence()
/// @return industries x industries, symmetric, in [0, 1]; diagonal 1; 0 with an industry that is nowhere
/// @throws bad_value
/// Complexity O(places industries^2). Source: Hidalgo et al. 2007, Science 317:482-487.
COREWING_ROUTINE
Eigen::MatrixXd proximity(const Eigen::Ref<const Eigen::MatrixXd>& presence);

/// Relatedness density: how much of what is close to an industry a place has already.
///   density_ik = sum over l != k of M_il phi_kl / sum over l != k of phi_kl
/// @param presence   places x industries, 0 or 1
/// @param proximity  industries x industries, >= 0, as from proximity(); its diagonal is not read
/// @return places x industries, in [0, 1]; 0 for an industry that is close to none
/// @throws bad_value, bad_shape
/// Complexity O(places industries^2). Source: Hidalgo et al. 2007, Science 317:482-487.
COREWING_ROUTINE
Eigen::MatrixXd relatedness_density(const Eigen::Ref<const Eigen::MatrixXd>& presence,
                                    const Eigen::Ref<const Eigen::MatrixXd>& proximity);

} // namespace corewing::industry

#ifndef COREWING_COMPILED
#include "corewing/industry/impl/relatedness.hpp"
#endif
