#pragma once

#include "corewing/base/observer.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

namespace corewing::graph {

/// Choices of efficiency().
struct EfficiencyOptions {
    unsigned threads = 0;         ///< 0 = as many as the machine has
    base::Observer observer = {}; ///< told how far it is, and may stop it
};

/// How easily the vertices of a network reach each other.
struct Efficiency {
    double global = 0.0;           ///< mean over all ordered pairs of 1 / t_ij
    Eigen::VectorXd vertices = {}; ///< vertices x 1: mean over the others of 1 / t_ij, from here to there
};

/// Global efficiency (网络效率): the mean of one over the cheapest cost, where a pair out of reach adds 0.
///   E = 1 / (n (n - 1)) sum over i != j of 1 / t_ij
/// Divide by the efficiency of another network on the same vertices (straight lines, or the one before a link
/// failed) to get a share.
/// @param graph  costs in any one unit, for example hours
/// @param options  threads, observer
/// @return in one over the unit of the cost; 0 where there are fewer than 2 vertices
/// @throws bad_value if two vertices are at cost 0 from each other
/// @throws interrupted if the observer asks to stop
/// Complexity O(n (n + arcs) log n), memory O(n) a thread.
/// Source: Latora & Marchiori 2001, Physical Review Letters 87.
COREWING_ROUTINE
Efficiency efficiency(const Snapshot& graph, const EfficiencyOptions& options = {});

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/efficiency.hpp"
#endif
