#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/random.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <cstdint>

namespace corewing::graph {

/// Choices of betweenness().
struct BetweennessOptions {
    bool normalised = true;       ///< shares of all pairs in [0, 1]; false: numbers of pairs
    Index samples = 0;            ///< searches from so many vertices drawn at random, scaled up; 0 = from all, exact
    std::uint64_t seed = 1;       ///< for the draw
    unsigned threads = 0;         ///< 0 = as many as the machine has
    base::Observer observer = {}; ///< told how far it is, and may stop it
};

/// Through whom and along which links the cheapest paths lead.
struct Betweenness {
    Eigen::VectorXd vertices = {}; ///< vertices x 1
    Eigen::VectorXd links = {};    ///< links x 1, by Arc::link; of parallel links the cheapest carries the paths
};

/// Betweenness of vertices and links (介数中心性): how many pairs of other vertices have their cheapest path
/// through it, where a pair with several cheapest paths counts in equal shares.
///   b_v = sum over s != v != t of sigma_st(v) / sigma_st
/// sigma_st the number of cheapest paths from s to t, sigma_st(v) of those through v. Where every link leads both
/// ways a pair counts once, otherwise each order counts. Normalised: divided by the number of pairs, (n - 1)(n - 2)
/// for vertices and n (n - 1) for links, half of that where a pair counts once.
///
/// Two paths tie if their sums of costs are equal to the last bit; round costs that should tie.
/// With `samples` the result is an estimate without bias (Brandes & Pich 2007).
/// @param graph  directed or not, costs > 0
/// @param options  scale, sampling, threads
/// @return 0 where there are fewer than 3 vertices (2 for links); the same on any number of threads
/// @throws bad_value for a link of cost 0, over which the number of paths has no meaning
/// @throws interrupted if the observer asks to stop
/// Complexity O(n (n + arcs) log n). Source: Brandes 2001, Journal of Mathematical Sociology 25(2).
COREWING_ROUTINE
Betweenness betweenness(const Snapshot& graph, const BetweennessOptions& options = {});

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/betweenness.hpp"
#endif
