#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/graph/detail/csr.hpp"
#include "corewing/graph/detail/heap.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace corewing::graph::detail {

/// Dijkstra's search. `cost` comes in as infinity at every vertex and goes out as the cost of the cheapest
/// path from the source, where that is at most `limit`, up to rounding.
///
/// Sums of doubles never fall when a cost is added, so the least sum over all paths is one number, to the last
/// bit, whatever the order in which equal costs are met.
/// @param settle  bool settle(vertex, cost): the cost is final; false ends the search
/// @param reach   reach(from, arc, nearer): the arc leads to its target as cheaply as any found so far;
///                nearer = cheaper than all of them. With `ties`, both are asked up to rounding, so that ways of equal
///                length tie whatever the order of their parts.
/// Complexity O((n + arcs) log n).
template <bool ties = false, class Settle, class Reach>
void dijkstra(const Csr& csr, Index source, double limit, double* cost, Heap& heap, Settle&& settle, Reach&& reach) {
    // Closed arcs are above it.
    const double most = std::min(limit + base::nearness * limit, std::numeric_limits<double>::max());
    heap.clear();
    cost[source] = 0.0;
    heap.push({0.0, static_cast<std::uint32_t>(source)});
    while (!heap.empty()) {
        const Heap::Entry top = heap.pop();
        const Index v = top.vertex;
        if (!settle(v, top.cost)) return;
        const Arc* const end = csr.arcs.data() + csr.offsets[v + 1];
        for (const Arc* arc = csr.arcs.data() + csr.offsets[v]; arc != end; ++arc) {
            const double through = top.cost + arc->cost;
            double& known = cost[arc->target];
            if (through > most) continue;
            if (through > known) {
                if (ties && base::equal(through, known)) reach(v, *arc, false);
                continue;
            }
            const bool nearer = through < known;
            if (known == HUGE_VAL)
                heap.push({through, arc->target});
            else if (nearer)
                heap.lower({through, arc->target});
            const bool same = ties && base::equal(through, known);
            known = through;
            reach(v, *arc, nearer && !same);
        }
    }
}

/// Dijkstra's search for costs alone.
inline void dijkstra(const Csr& csr, Index source, double limit, double* cost, Heap& heap) {
    dijkstra(
        csr, source, limit, cost, heap, [](Index, double) { return true; }, [](Index, const Arc&, bool) {});
}

/// @throws bad_value unless the limit is >= 0; infinity = none
template <class = void>
void check_limit(double limit) {
    if (limit >= 0.0) return;
    throw base::bad_value(
        base::to_text(limit) + " is not a limit",
        {.field = "limit", .value = base::to_text(limit), .remedy = "write a number that is not negative"});
}

/// @throws bad_value unless there is such a vertex
template <class = void>
void check_vertex(Index vertex, Index size, const std::string& field) {
    if (vertex >= 0 && vertex < size) return;
    throw base::bad_value("there is no vertex " + std::to_string(vertex) + " among " + std::to_string(size),
                          {.field = field, .value = std::to_string(vertex)});
}

} // namespace corewing::graph::detail
