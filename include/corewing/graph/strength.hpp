#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

namespace corewing::graph {

/// How much passes at each vertex.
struct Strength {
    Eigen::VectorXd out = {};   ///< vertices x 1: weights of the links that lead away
    Eigen::VectorXd in = {};    ///< vertices x 1: weights of the links that lead to it
    Eigen::VectorXd total = {}; ///< vertices x 1: weights of all its links, each counted once
};

/// The weights of each vertex's links added up (weighted degree, 点强度).
///   out_i = sum_j w_ij, in_i = sum_j w_ji
/// Closed links count: their cost is unknown, not their weight. Parallel links add up. Where every link leads
/// both ways the three are the same.
/// @param graph  directed or not
/// @return in the unit of the weights; 0 where there is no link
/// Complexity O(n + arcs). Source: Barrat et al. 2004, PNAS 101(11).
COREWING_ROUTINE
Strength strength(const Snapshot& graph);

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/strength.hpp"
#endif
