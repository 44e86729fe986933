#pragma once

#include "corewing/base/index.hpp"
#include "corewing/graph/detail/csr.hpp"

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace corewing::graph::detail {

/// The links with direction forgotten: a link that leads one way stands in it both ways, with the same number.
/// Complexity O(n + arcs log arcs).
template <class = void>
Csr undirected(const Csr& csr) {
    if (std::ssize(csr.arcs) == 2 * csr.kept) return csr;
    const Index n = csr.offsets.size() - 1;
    std::vector<unsigned char> ways(csr.links, 0);
    for (const Arc& arc : csr.arcs) ++ways[arc.link];
    CsrBuilder builder(n);
    for (Index v = 0; v < n; ++v)
        for (Index a = csr.offsets[v]; a < csr.offsets[v + 1]; ++a) {
            builder.count(v);
            if (ways[csr.arcs[a].link] == 1) builder.count(csr.arcs[a].target);
        }
    builder.start();
    for (Index v = 0; v < n; ++v)
        for (Index a = csr.offsets[v]; a < csr.offsets[v + 1]; ++a) {
            const Arc& arc = csr.arcs[a];
            const bool alone = ways[arc.link] == 1;
            builder.add(v, arc.target, arc.link, arc.cost, csr.weights[a], !alone && arc.target < v);
            if (alone) builder.add(arc.target, v, arc.link, arc.cost, csr.weights[a], true);
        }
    return builder.finish(csr.links);
}

/// The open arcs with parallel ones made one, which has the least cost, the first link of that cost, and the
/// sum of the weights. Complexity O(n + arcs).
template <class = void>
Csr cheapest(const Csr& csr) {
    const Index n = csr.offsets.size() - 1;
    Csr simple;
    simple.links = csr.links;
    simple.offsets.assign(n + 1, 0);
    for (Index v = 0; v < n; ++v) {
        for (Index a = csr.offsets[v]; a < csr.offsets[v + 1]; ++a) {
            const Arc& arc = csr.arcs[a];
            if (arc.cost == HUGE_VAL) continue;
            if (std::ssize(simple.arcs) > simple.offsets[v] && simple.arcs.back().target == arc.target) {
                if (arc.cost < simple.arcs.back().cost) simple.arcs.back() = arc;
                simple.weights.back() += csr.weights[a];
            } else {
                simple.arcs.push_back(arc);
                simple.weights.push_back(csr.weights[a]);
            }
        }
        simple.offsets[v + 1] = simple.arcs.size();
    }
    return simple;
}

} // namespace corewing::graph::detail
