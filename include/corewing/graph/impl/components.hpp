#pragma once

#include "corewing/graph/components.hpp"

#include "corewing/graph/detail/numbered.hpp"
#include "corewing/base/index.hpp"
#include "corewing/graph/detail/simple.hpp"
#include "corewing/graph/snapshot.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace corewing::graph {

COREWING_BODY
Components components(const Snapshot& graph) {
    const Index n = graph.size();
    std::vector<Index> parent(n), size(n, 1);
    for (Index v = 0; v < n; ++v) parent[v] = v;
    const auto root = [&](Index v) {
        while (parent[v] != v) v = parent[v] = parent[parent[v]];
        return v;
    };
    for (Index v = 0; v < n; ++v)
        for (const Arc& arc : graph.arcs(v)) {
            if (arc.cost == HUGE_VAL) continue;
            Index a = root(v), b = root(arc.target);
            if (a == b) continue;
            if (size[a] < size[b]) std::swap(a, b);
            parent[b] = a;
            size[a] += size[b];
        }
    std::vector<Index> label(n);
    for (Index v = 0; v < n; ++v) label[v] = root(v);
    return detail::numbered(label, n);
}

COREWING_BODY
Components strong_components(const Snapshot& graph) {
    constexpr Index unseen = std::numeric_limits<Index>::max();
    const Index n = graph.size();
    std::vector<Index> order(n, unseen), low(n, 0), label(n, unseen), path, open;
    std::vector<Index> next(n, 0); // by vertex: arcs looked at so far
    Index seen = 0, labels = 0;
    for (Index start = 0; start < n; ++start) {
        if (order[start] != unseen) continue;
        path.push_back(start);
        while (!path.empty()) {
            const Index v = path.back();
            if (order[v] == unseen) {
                order[v] = low[v] = seen++;
                open.push_back(v);
            }
            bool deeper = false;
            while (next[v] < std::ssize(graph.arcs(v))) {
                const Arc& arc = graph.arcs(v)[next[v]];
                if (arc.cost == HUGE_VAL || label[arc.target] != unseen) {
                    ++next[v];
                } else if (order[arc.target] == unseen) {
                    path.push_back(arc.target);
                    deeper = true;
                    break; // the arc is looked at again on the way back
                } else {
                    low[v] = std::min(low[v], low[arc.target]);
                    ++next[v];
                }
            }
            if (deeper) continue;
            path.pop_back();
            if (low[v] != order[v]) continue;
            while (label[v] == unseen) {
                label[open.back()] = labels;
                open.pop_back();
            }
            ++labels;
        }
    }
    return detail::numbered(label, labels);
}

} // namespace corewing::graph
