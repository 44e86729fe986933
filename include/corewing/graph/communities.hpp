#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/random.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/graph/snapshot.hpp"

#include <cstdint>
#include <vector>

namespace corewing::graph {

/// Choices of communities().
struct CommunitiesOptions {
    double resolution = 1.0;      ///< above 1: more and smaller communities, below 1: fewer and larger, [0, 1e6]
    Index runs = 10;              ///< searches from the start, the best of which counts, >= 1
    std::uint64_t seed = 1;       ///< for the order in which vertices are visited
    unsigned threads = 0;         ///< 0 = as many as the machine has
    base::Observer observer = {}; ///< told how far it is, and may stop it
};

/// Groups of vertices that have more to do with each other than with the rest.
struct Communities {
    std::vector<Index> of_vertex = {}; ///< by vertex: number of its community
    std::vector<Index> sizes = {};     ///< by community: how many vertices; numbered by their smallest vertex
    double modularity = 0.0;           ///< of this partition, at the given resolution
    Index best_run = 0;                ///< the run that found it

    [[nodiscard]] Index count() const { return sizes.size(); } ///< number of communities
};

/// The modularity of a partition: weight within communities, less what would be expected there by chance.
///   Q = sum over communities c of  W_c / 2m - resolution (K_c / 2m)^2
/// W_c the weight between vertices of c, counted from both ends; K_c the weight at vertices of c; 2m the whole
/// weight, counted from both ends. Direction is forgotten; parallel links add up; closed links count.
/// @param graph       weights >= 0
/// @param of_vertex  vertices x 1: labels, any numbers below the number of vertices
/// @param resolution  as in CommunitiesOptions, [0, 1e6]
/// @return at most 1; 0 where no link has a weight
/// @throws bad_shape, bad_value for labels that do not fit
/// Complexity O(n + arcs). Source: Newman & Girvan 2004; Reichardt & Bornholdt 2006 (resolution).
COREWING_ROUTINE
double modularity(const Snapshot& graph, const std::vector<Index>& of_vertex, double resolution = 1.0);

/// Communities (社群) of high modularity by the Leiden method, the best of several seeded runs.
///
/// The best partition of all is out of reach for any method on large networks, and near-best ones can differ a
/// good deal: compare the modularity, and look at several seeds before leaning on a border. Every community hangs
/// together. In refinement a vertex joins the part where it gains most (the authors draw at random in proportion
/// to a power of the gain).
/// @param graph  weights >= 0
/// @param options  resolution, runs, seed
/// @return the same for the same seed, on any number of threads; a vertex without weight stands alone
/// @throws bad_value for an option out of range
/// @throws interrupted if the observer asks to stop
/// Complexity about O(runs arcs log n) in practice.
/// Source: Traag, Waltman & van Eck 2019, Scientific Reports 9:5233.
COREWING_ROUTINE
Communities communities(const Snapshot& graph, const CommunitiesOptions& options = {});

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/communities.hpp"
#endif
