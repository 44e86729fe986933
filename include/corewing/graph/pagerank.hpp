#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

namespace corewing::graph {

/// Choices of pagerank().
struct PageRankOptions {
    double damping = 0.85;        ///< chance to follow a link rather than to start anew, [0, 1)
    Eigen::VectorXd restart = {}; ///< vertices x 1, >= 0, sum > 0: where to start anew; empty = anywhere alike
    double tolerance = 1e-12;     ///< bound on the sum of all errors, [1e-14, 1]
};

/// Where a traveller who follows links by their weight is found (PageRank).
struct PageRank {
    Eigen::VectorXd score = {}; ///< vertices x 1, sum 1
    double error = 0.0;         ///< proven bound on the sum of |score - exact score|, besides rounding
    long iterations = 0;        ///< steps done
};

/// PageRank by weights.
///   x_j = (1 - d) r_j + d (sum_i x_i w_ij / out_i + r_j sum over i without a way out of x_i)
/// d the damping, r the restart scaled to sum 1. Closed links count: only weights do.
/// Each step brings all errors together down by the factor d, so a step of size s proves an error of at most
/// s d / (1 - d), and the number of steps is known beforehand.
/// @param graph  weights >= 0
/// @param options  damping, restart, tolerance
/// @return score and a proven bound on its error
/// @throws bad_value for an option out of range
/// @throws bad_shape for a restart of another size
/// Complexity O((n + arcs) log(1 / tolerance) / (1 - d)).
/// Source: Brin & Page 1998; Langville & Meyer 2005, SIAM Review 47(1).
COREWING_ROUTINE
PageRank pagerank(const Snapshot& graph, const PageRankOptions& options = {});

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/pagerank.hpp"
#endif
