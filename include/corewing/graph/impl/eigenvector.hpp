#pragma once

#include "corewing/graph/eigenvector.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/graph/detail/simple.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <algorithm>

namespace corewing::graph {

COREWING_BODY
Eigenvector eigenvector(const Snapshot& graph, const EigenvectorOptions& options) {
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
            double sum = 0.0;
            for (Index a = csr.offsets[v]; a < csr.offsets[v + 1]; ++a)
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
