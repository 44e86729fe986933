#pragma once

#include "corewing/graph/cut_links.hpp"

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

COREWING_BODY
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
