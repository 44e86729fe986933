#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/graph/snapshot.hpp"
#include "corewing/graph/strength.hpp"

#include <Eigen/Core>

#include <cmath>

namespace corewing::graph {

struct PageRankOptions {
    double damping = 0.85;        ///< chance to follow a link rather than to start anew, [0, 1)
    Eigen::VectorXd restart = {}; ///< vertices x 1, >= 0, sum > 0: where to start anew; empty = anywhere alike
    double tolerance = 1e-12;     ///< bound on the sum of all errors, [1e-14, 1]
};

/// Where a traveller who follows links by their weight is found (PageRank).
struct PageRank {
    Eigen::VectorXd score = {}; ///< vertices x 1, sum 1
    double error = 0.0;         ///< proven bound on the sum of |score - exact score|, besides rounding
    long iterations = 0;
};

/// PageRank by weights.
///   x_j = (1 - d) r_j + d (sum_i x_i w_ij / out_i + r_j sum over i without a way out of x_i)
/// d the damping, r the restart scaled to sum 1. Closed links count: only weights do.
/// Each step brings all errors together down by the factor d, so a step of size s proves an error of at most
/// s d / (1 - d), and the number of steps is known beforehand.
/// @throws bad_value for an option out of range
/// @throws bad_shape for a restart of another size
/// Complexity O((n + arcs) log(1 / tolerance) / (1 - d)).
/// Source: Brin & Page 1998; Langville & Meyer 2005, SIAM Review 47(1).
template <class Double = double>
PageRank pagerank(const Snapshot& graph, const PageRankOptions& options = {}) {
    const Index n = std::ssize(graph);
    const double d = options.damping;
    base::check_range(d, 0.0, std::nextafter(1.0, 0.0), "damping");
    base::check_range(options.tolerance, 1e-14, 1.0, "tolerance");
    if (n == 0) return {};
    Eigen::VectorX<Double> restart = Eigen::VectorX<Double>::Constant(n, 1.0 / static_cast<double>(n));
    if (options.restart.size() > 0) {
        base::check_size(options.restart.size(), n, "restart");
        base::check_nonnegative(options.restart, "restart");
        const double largest = options.restart.maxCoeff();
        if (!(largest > 0.0))
            throw base::bad_value("are all 0", {.field = "restart", .remedy = "give some vertex more than 0"});
        restart = options.restart / largest;
        restart /= restart.sum();
    }

    const Eigen::VectorX<Double> out = strength(graph).out;
    PageRank result{restart, HUGE_VAL, 0};
    const double steps = d > 0.0 ? std::log(options.tolerance * (1.0 - d) / 2.0) / std::log(d) + 2.0 : 2.0;
    while (result.error > options.tolerance && static_cast<double>(result.iterations) < steps) {
        Eigen::VectorX<Double> next = Eigen::VectorX<Double>::Zero(n);
        double lost = 0.0; // what stands at vertices without a way out
        for (Index v = 0; v < n; ++v) {
            if (!(out[v] > 0.0)) {
                lost += result.score[v];
                continue;
            }
            const auto arcs = graph.arcs(v);
            const auto weights = graph.weights(v);
            for (Index a = 0; a < std::ssize(arcs); ++a)
                next[arcs[a].target] += result.score[v] * (weights[a] / out[v]);
        }
        next = d * (next + lost * restart) + (1.0 - d) * restart;
        next /= next.sum();
        result.error = (next - result.score).template lpNorm<1>() * d / (1.0 - d);
        result.score.swap(next);
        ++result.iterations;
    }
    return result;
}

} // namespace corewing::graph
