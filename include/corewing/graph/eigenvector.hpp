#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

namespace corewing::graph {

/// Choices of eigenvector().
struct EigenvectorOptions {
    double tolerance = 1e-10;     ///< on the residual, relative to the eigenvalue, [1e-14, 1]
    long most_iterations = 20000; ///< >= 1
};

/// Who is linked to those who are linked well (eigenvector centrality).
struct Eigenvector {
    Eigen::VectorXd score = {}; ///< vertices x 1, >= 0, of length 1; all 0 where no link has a weight
    double eigenvalue = 0.0;    ///< in the unit of the weights
    double residual = 0.0;      ///< |W x - eigenvalue x|: some eigenvalue of W is that near
    long iterations = 0;        ///< steps done
    bool converged = true;      ///< whether the residual is within the tolerance
};

/// Eigenvector centrality by weights.
///   W x = lambda x, lambda the largest eigenvalue, x >= 0, |x| = 1
/// W_ij is the weight of the links between i and j; direction is forgotten, parallel links add up, closed links
/// count. For links that lead one way ask pagerank() instead.
///
/// Found by power iteration on W + s I, s > 0, which keeps it from swinging on bipartite networks. Where the
/// network falls into pieces, the score lives on the piece of the largest eigenvalue and is 0 elsewhere; where
/// two pieces tie, all of them share it.
/// @param graph  weights >= 0
/// @param options  tolerance and most steps
/// @return score, eigenvalue, and whether the residual came within the tolerance
/// @throws bad_value for an option out of range
/// Complexity O(arcs) an iteration. Source: Bonacich 1972, Journal of Mathematical Sociology 2(1).
COREWING_ROUTINE
Eigenvector eigenvector(const Snapshot& graph, const EigenvectorOptions& options = {});

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/eigenvector.hpp"
#endif
