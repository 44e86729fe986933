#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/graph/detail/simple.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <algorithm>

namespace corewing::graph {

struct EigenvectorOptions {
    double tolerance = 1e-10;     ///< on the residual, relative to the eigenvalue, [1e-14, 1]
    long most_iterations = 20000; ///< >= 1
};

/// Who is linked to those who are linked well (eigenvector centrality).
struct Eigenvector {
    Eigen::VectorXd score = {}; ///< vertices x 1, >= 0, of length 1; all 0 where no link has a weight
    double eigenvalue = 0.0;    ///< in the unit of the weights
    double residual = 0.0;      ///< |W x - eigenvalue x|: some eigenvalue of W is that near
    long iterations = 0;
    bool converged = true; ///< whether the residual is within the tolerance
};

/// Eigenvector centrality by weights.
///   W x = lambda x, lambda the largest eigenvalue, x >= 0, |x| = 1
/// W_ij is the weight of the links between i and j; direction is forgotten, parallel links add up, closed links
/// count. For links that lead one way ask pagerank() instead.
///
/// Found by power iteration on W + s I, s > 0, which keeps it from swinging on bipartite networks. Where the
/// network falls into pieces, the score lives on the piece of the largest eigenvalue and is 0 elsewhere; where
/// two pieces tie, all of them share it.
/// @throws bad_value for an option out of range
/// Complexity O(arcs) an iteration. Source: Bonacich 1972, Journal of Mathematical Sociology 2(1).
template <class Double = double>
Eigenvector eigenvector(const Snapshot& graph, const EigenvectorOptions& options = {}) {
    base::check_range(options.tolerance, 1e-14, 1.0, "tolerance");
    base::check_range(static_cast<double>(options.most_iterations), 1.0, 1e15, "most_iterations");
    const detail::Csr csr = detail::undirected(graph.csr());
    const Index n = std::ssize(graph);
    Eigenvector result;
    result.score = Eigen::VectorX<Double>::Zero(n);
    double scale = 0.0;
    for (const double w : csr.weights) scale = std::max(scale, w);
    if (!(scale > 0.0)) return result;

    const auto times = [&](const Eigen::VectorX<Double>& x) {
        Eigen::VectorX<Double> y = Eigen::VectorX<Double>::Zero(n);
        for (Index v = 0; v < n; ++v) {
            const Index at = v;
            double sum = 0.0;
            for (Index a = csr.offsets[at]; a < csr.offsets[at + 1]; ++a)
                sum += csr.weights[a] / scale * x[csr.arcs[a].target];
            y[v] = sum;
        }
        return y;
    };
    Eigen::VectorX<Double> x = Eigen::VectorX<Double>::Constant(n, 1.0).normalized();
    double shift = 0.0;
    for (;;) {
        Eigen::VectorX<Double> y = times(x);
        const double lambda = x.dot(y);
        const double residual = (y - lambda * x).norm();
        ++result.iterations;
        result.converged = residual <= options.tolerance * lambda;
        if (result.converged || result.iterations >= options.most_iterations) {
            result.score = x;
            result.eigenvalue = lambda * scale;
            result.residual = residual * scale;
            return result;
        }
        if (shift == 0.0) shift = 0.25 * y.norm();
        y += shift * x;
        x = y.normalized();
    }
}

} // namespace corewing::graph
