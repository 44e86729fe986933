#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/random.hpp"
#include "corewing/graph/components.hpp"
#include "corewing/graph/detail/each_vertex.hpp"
#include "corewing/graph/detail/leiden.hpp"
#include "corewing/graph/detail/simple.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace corewing::graph {

namespace detail {

/// Modularity of labels below the number of nodes.
template <class = void>
double modularity(const Weighted& g, const std::vector<Index>& label, double resolution) {
    std::vector<double> total(g.size(), 0.0);
    double within = 0.0;
    for (Index v = 0; v < std::ssize(g); ++v) {
        total[label[v]] += g.degree[v];
        for (Index a = g.offsets[v]; a < g.offsets[v + 1]; ++a)
            if (label[g.targets[a]] == label[v]) within += g.weights[a];
    }
    double expected = 0.0;
    for (const double t : total) expected += t * t;
    return within - resolution * expected;
}

/// Parts communities that do not hang together, which never lowers the modularity.
template <class = void>
Components connected_parts(const Weighted& g, const std::vector<Index>& label) {
    const Index n = g.size();
    std::vector<Index> part(n, n), path;
    for (Index start = 0; start < n; ++start) {
        if (part[start] != n) continue;
        part[start] = start;
        path.assign(1, start);
        while (!path.empty()) {
            const Index v = path.back();
            path.pop_back();
            for (Index a = g.offsets[v]; a < g.offsets[v + 1]; ++a) {
                const Index t = g.targets[a];
                if (part[t] != n || label[t] != label[v]) continue;
                part[t] = start;
                path.push_back(t);
            }
        }
    }
    return numbered(part, n);
}

} // namespace detail

struct CommunitiesOptions {
    double resolution = 1.0; ///< above 1: more and smaller communities, below 1: fewer and larger, [0, 1e6]
    Index runs = 10;   ///< searches from the start, the best of which counts, >= 1
    std::uint64_t seed = 1;  ///< for the order in which vertices are visited
    unsigned threads = 0;    ///< 0 = as many as the machine has
    base::Observer observer = {};
};

/// Groups of vertices that have more to do with each other than with the rest.
struct Communities {
    std::vector<Index> of_vertex = {}; ///< by vertex: number of its community
    std::vector<Index> sizes = {};     ///< by community: how many vertices; numbered by their smallest vertex
    double modularity = 0.0;                 ///< of this partition, at the given resolution
    Index best_run = 0;                ///< the run that found it

    [[nodiscard]] Index count() const { return sizes.size(); }
};

/// The modularity of a partition: weight within communities, less what would be expected there by chance.
///   Q = sum over communities c of  W_c / 2m - resolution (K_c / 2m)^2
/// W_c the weight between vertices of c, counted from both ends; K_c the weight at vertices of c; 2m the whole
/// weight, counted from both ends. Direction is forgotten; parallel links add up; closed links count.
/// @param of_vertex  vertices x 1: labels, any numbers below the number of vertices
/// @return at most 1; 0 where no link has a weight
/// @throws bad_shape, bad_value for labels that do not fit
/// Complexity O(n + arcs). Source: Newman & Girvan 2004; Reichardt & Bornholdt 2006 (resolution).
template <class = void>
double modularity(const Snapshot& graph, const std::vector<Index>& of_vertex, double resolution = 1.0) {
    base::check_size(std::ssize(of_vertex), std::ssize(graph), "of_vertex");
    base::check_range(resolution, 0.0, 1e6, "resolution");
    for (Index v = 0; v < std::ssize(of_vertex); ++v)
        if (of_vertex[v] >= graph.size())
            throw base::bad_value(
                std::to_string(of_vertex[v]) + " is no label below " + std::to_string(graph.size()),
                {.field = "of_vertex[" + std::to_string(v) + "]", .value = std::to_string(of_vertex[v])});
    return detail::modularity(detail::weighted(detail::undirected(graph.csr())), of_vertex, resolution);
}

/// Communities (社群) of high modularity by the Leiden method, the best of several seeded runs.
///
/// The best partition of all is out of reach for any method on large networks, and near-best ones can differ a
/// good deal: compare the modularity, and look at several seeds before leaning on a border. Every community hangs
/// together. In refinement a vertex joins the part where it gains most (the authors draw at random in proportion
/// to a power of the gain).
/// @return the same for the same seed, on any number of threads; a vertex without weight stands alone
/// @throws bad_value for an option out of range
/// @throws interrupted if the observer asks to stop
/// Complexity about O(runs arcs log n) in practice.
/// Source: Traag, Waltman & van Eck 2019, Scientific Reports 9:5233.
template <class = void>
Communities communities(const Snapshot& graph, const CommunitiesOptions& options = {}) {
    base::check_range(options.resolution, 0.0, 1e6, "resolution");
    base::check_range(static_cast<double>(options.runs), 1.0, 1e9, "runs");
    const detail::Weighted g = detail::weighted(detail::undirected(graph.csr()));
    std::vector<Communities> found(options.runs);
    detail::watched_blocks(options.runs, 1, options.threads, options.observer, "communities",
                           [&](Index begin, Index) {
                               detail::Leiden<> search(options.resolution, base::Random(options.seed, begin));
                               std::vector<Index> label(g.size());
                               for (Index v = 0; v < std::ssize(label); ++v) label[v] = v;
                               Communities& best = found[begin];
                               for (;;) { // each pass starts from what the last one found
                                   search.improve(g, label);
                                   const Components parts = detail::connected_parts(g, label);
                                   const double quality = detail::modularity(g, parts.of_vertex, options.resolution);
                                   if (!best.of_vertex.empty() && quality <= best.modularity + 1e-12) break;
                                   best = {parts.of_vertex, parts.sizes, quality, begin};
                                   if (g.size() == 0) break;
                                   label = parts.of_vertex;
                               }
                           });
    Index best = 0;
    for (Index r = 1; r < std::ssize(found); ++r)
        if (found[r].modularity > found[best].modularity) best = r;
    return std::move(found[best]);
}

} // namespace corewing::graph
