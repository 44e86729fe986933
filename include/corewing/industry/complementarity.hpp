#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

/// Complementarity 互补: what one place supplies, the other demands.
namespace corewing::industry {

/// How well places complete each other.
struct Complementarity {
    Eigen::MatrixXd value = {};    ///< places x places, symmetric: the mean of both directions, in [0, 1]
    Eigen::MatrixXd directed = {}; ///< (i, j): how well the supply of i meets the demand of j, in [0, 1]
    base::Findings findings = {};  ///< places whose supply or demand is all 0
};

/// Complementarity of every two places; on the diagonal, how far a place supplies itself.
///   directed_ij = 1 - (1/2) sum_k |s_ik - d_jk|,  value_ij = (directed_ij + directed_ji) / 2
/// @param supply  places x industries, >= 0: output or exports; rows become shares s
/// @param demand  places x industries, >= 0: use or imports; rows become shares d
/// @return 0 in a direction whose supply or demand is all 0, which is a finding
/// @throws bad_value naming row and column; bad_shape
/// Complexity O(places^2 industries). Source: trade complementarity index, Michaely 1996 (World Bank WPS 1583).
COREWING_ROUTINE
Complementarity complementarity(const Eigen::Ref<const Eigen::MatrixXd>& supply,
                                const Eigen::Ref<const Eigen::MatrixXd>& demand);

} // namespace corewing::industry

#ifndef COREWING_COMPILED
#include "corewing/industry/impl/complementarity.hpp"
#endif
