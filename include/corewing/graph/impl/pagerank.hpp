#pragma once

#include "corewing/graph/pagerank.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/graph/snapshot.hpp"
#include "corewing/graph/strength.hpp"

#include <Eigen/Core>

#include <cmath>

namespace corewing::graph {

COREWING_BODY
PageRank pagerank(const Snapshot& graph, const PageRankOptions& options) {
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
