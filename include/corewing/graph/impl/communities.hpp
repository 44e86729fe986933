#pragma once

#include "corewing/graph/communities.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/random.hpp"
#include "corewing/graph/components.hpp"
#include "corewing/graph/detail/each_vertex.hpp"
#include "corewing/graph/detail/leiden.hpp"
#include "corewing/graph/detail/simple.hpp"
#include "corewing/graph/snapshot.hpp"
#include "corewing/graph/detail/numbered.hpp"

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

COREWING_BODY
double modularity(const Snapshot& graph, const std::vector<Index>& of_vertex, double resolution) {
    base::check_size(std::ssize(of_vertex), std::ssize(graph), "of_vertex");
    base::check_range(resolution, 0.0, 1e6, "resolution");
    for (Index v = 0; v < std::ssize(of_vertex); ++v)
        base::check_range(static_cast<double>(of_vertex[v]), 0.0, static_cast<double>(graph.size() - 1),
                          "of_vertex[" + std::to_string(v) + "]");
    return detail::modularity(detail::weighted(detail::undirected(graph.csr())), of_vertex, resolution);
}

COREWING_BODY
Communities communities(const Snapshot& graph, const CommunitiesOptions& options) {
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
                                   if (!best.of_vertex.empty() && !base::above(quality, best.modularity, 1.0)) break;
                                   best = {parts.of_vertex, parts.sizes, quality, begin};
                                   if (g.size() == 0) break;
                                   label = parts.of_vertex;
                               }
                           });
    Index best = 0;
    for (Index r = 1; r < std::ssize(found); ++r)
        if (base::above(found[r].modularity, found[best].modularity, 1.0)) best = r;
    return std::move(found[best]);
}

} // namespace corewing::graph
