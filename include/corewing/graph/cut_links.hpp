#pragma once

#include "corewing/base/index.hpp"
#include "corewing/graph/detail/simple.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace corewing::graph {

/// A link whose loss parts its component in two (桥).
struct CutLink {
    std::uint32_t link = 0;  ///< as in Arc::link
    Index cut_off = 0; ///< vertices in the smaller part

    bool operator==(const CutLink&) const = default;
};

/// A vertex whose loss parts its component (割点).
struct CutVertex {
    Index vertex = 0;
    Index parts = 0;   ///< into how many the rest falls, >= 2
    Index cut_off = 0; ///< vertices outside the largest of them

    bool operator==(const CutVertex&) const = default;
};

/// The links and vertices on which the network hangs.
struct CutLinks {
    std::vector<CutLink> links = {};      ///< ascending by link
    std::vector<CutVertex> vertices = {}; ///< ascending by vertex
};

/// The links and vertices that cannot fail without parting the network, and how much each cuts off.
///
/// Closed links do not count, direction is forgotten. Of two parallel links neither is a cut link.
/// Complexity O(n + arcs). Source: Tarjan 1974 (bridges), Hopcroft & Tarjan 1973 (articulation points).
template <class = void>
CutLinks cut_links(const Snapshot& graph) {
    constexpr Index unseen = std::numeric_limits<Index>::max();
    const detail::Csr csr = detail::undirected(graph.csr());
    const Index n = graph.size();

    // Depth-first search. low[v] = the earliest vertex that the tree below v touches by a link that is not the
    // one by which v was reached.
    std::vector<Index> order(n, unseen), low(n, 0), below(n, 1), next(csr.offsets.begin(), csr.offsets.end() - 1);
    std::vector<Index> parts(n, 0), apart(n, 0), largest(n, 0); // what falls off below a vertex when it fails
    std::vector<std::uint32_t> by(n, 0);                              // the link by which it was reached
    std::vector<Index> path, visited;
    CutLinks found;
    Index seen = 0;
    for (Index start = 0; start < n; ++start) {
        if (order[start] != unseen) continue;
        const Index first_link = found.links.size();
        visited.clear();
        path.assign(1, start);
        order[start] = low[start] = seen++;
        while (!path.empty()) {
            const Index v = path.back();
            if (next[v] < csr.offsets[v + 1]) {
                const Arc& arc = csr.arcs[next[v]++];
                const Index t = arc.target;
                if (arc.cost == HUGE_VAL || (v != start && arc.link == by[v])) continue;
                if (order[t] != unseen) {
                    low[v] = std::min(low[v], order[t]);
                    continue;
                }
                by[t] = arc.link;
                order[t] = low[t] = seen++;
                path.push_back(t);
                continue;
            }
            path.pop_back();
            visited.push_back(v);
            if (path.empty()) break;
            const Index up = path.back();
            below[up] += below[v];
            low[up] = std::min(low[up], low[v]);
            if (low[v] > order[up]) found.links.push_back({by[v], below[v]});
            if (low[v] >= order[up]) {
                ++parts[up];
                apart[up] += below[v];
                largest[up] = std::max(largest[up], below[v]);
            }
        }
        const Index size = below[start];
        for (Index i = first_link; i < std::ssize(found.links); ++i)
            found.links[i].cut_off = std::min(found.links[i].cut_off, size - found.links[i].cut_off);
        for (const Index v : visited) {
            const Index rest = size - 1 - apart[v]; // what stays with the vertex above
            if (rest > 0) ++parts[v];
            if (parts[v] < 2) continue;
            found.vertices.push_back({v, parts[v], size - 1 - std::max(largest[v], rest)});
        }
    }
    std::sort(found.links.begin(), found.links.end(), [](const auto& a, const auto& b) { return a.link < b.link; });
    std::sort(found.vertices.begin(), found.vertices.end(),
              [](const auto& a, const auto& b) { return a.vertex < b.vertex; });
    return found;
}

} // namespace corewing::graph
