#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace corewing::graph::detail {

/// One way along a link, as it leaves its vertex. Target and cost lie side by side, because a search
/// reads both.
struct Arc {
    std::uint32_t target = 0;
    std::uint32_t link = 0; ///< number of the link; both ways of a link have the same
    double cost = 1.0;      ///< >= 0; infinite = closed

    bool operator==(const Arc&) const = default;
};

/// Compressed sparse rows: the arcs of vertex v stand at offsets[v] .. offsets[v + 1] - 1.
struct Csr {
    std::vector<Index> offsets = {0}; ///< vertices + 1
    std::vector<Arc> arcs = {};
    std::vector<double> weights = {}; ///< beside arcs
    Index links = 0;            ///< numbers of links are below it
    Index kept = 0;             ///< links that have an arc
    Index closed = 0;           ///< of these, links of infinite cost
};

/// Numbers of vertices and links must fit 32 bits.
template <class = void>
void check_count(Index count, const char* field) {
    if (count >= std::numeric_limits<std::uint32_t>::max())
        throw base::bad_value(std::to_string(count) + " are too many",
                              {.field = field, .value = std::to_string(count), .remedy = "use fewer than 4294967295"});
}

/// Makes rows in two passes: count(from) for every arc, start(), add(...) for every arc, finish().
class CsrBuilder {
public:
    explicit CsrBuilder(Index vertices) {
        check_count(vertices, "vertices");
        csr_.offsets.assign(vertices + 1, 0);
    }

    void count(Index from) { ++csr_.offsets[from + 1]; }

    void start() {
        for (Index v = 1; v < std::ssize(csr_.offsets); ++v) csr_.offsets[v] += csr_.offsets[v - 1];
        csr_.arcs.resize(csr_.offsets.back());
        csr_.weights.resize(csr_.offsets.back());
        next_.assign(csr_.offsets.begin(), csr_.offsets.end() - 1);
    }

    /// @param back  the way back of a link added before
    void add(Index from, Index to, Index link, double cost, double weight, bool back) {
        const Index at = next_[from]++;
        csr_.arcs[at] = {static_cast<std::uint32_t>(to), static_cast<std::uint32_t>(link), cost};
        csr_.weights[at] = weight;
        if (back) return;
        ++csr_.kept;
        if (cost == HUGE_VAL) ++csr_.closed;
    }

    Csr finish(Index links) {
        check_count(links, "links");
        csr_.links = links;
        std::vector<std::pair<Arc, double>> row;
        const auto before = [](const Arc& a, const Arc& b) {
            return a.target != b.target ? a.target < b.target : a.link < b.link;
        };
        for (Index v = 0; v + 1 < std::ssize(csr_.offsets); ++v) {
            const Index begin = csr_.offsets[v], end = csr_.offsets[v + 1];
            const auto first = csr_.arcs.begin();
            if (std::is_sorted(first + begin, first + end,
                               before))
                continue;
            row.clear();
            for (Index a = begin; a < end; ++a) row.emplace_back(csr_.arcs[a], csr_.weights[a]);
            std::sort(row.begin(), row.end(), [&](const auto& a, const auto& b) { return before(a.first, b.first); });
            for (Index a = begin; a < end; ++a) {
                csr_.arcs[a] = row[a - begin].first;
                csr_.weights[a] = row[a - begin].second;
            }
        }
        return std::move(csr_);
    }

private:
    Csr csr_;
    std::vector<Index> next_;
};

/// Checks edge i of a list. Complexity O(1).
template <class Edge>
void check_edge(Index i, const Edge& e, Index vertices) {
    const auto refuse = [i](const char* field, std::string value, std::string fault, const char* remedy) {
        throw base::bad_value(
            fault, {.field = "edges[" + std::to_string(i) + "]." + field, .value = std::move(value), .remedy = remedy});
    };
    const auto check_end = [&](const char* field, Index end) {
        if (end < 0 || end >= vertices)
            refuse(field, std::to_string(end),
                   "there is no vertex " + std::to_string(end) + " among " + std::to_string(vertices),
                   "vertices are numbered from 0");
    };
    check_end("from", e.from);
    check_end("to", e.to);
    if (e.from == e.to)
        refuse("to", std::to_string(e.to), "joins vertex " + std::to_string(e.to) + " with itself",
               "take the edge out");
    if (!(e.cost >= 0.0))
        refuse("cost", base::to_text(e.cost),
               base::to_text(e.cost) + " on the edge from " + std::to_string(e.from) + " to " + std::to_string(e.to),
               "a cost must be a number that is not negative");
    if (!(e.weight >= 0.0 && e.weight <= 1e300))
        refuse("weight", base::to_text(e.weight),
               base::to_text(e.weight) + " on the edge from " + std::to_string(e.from) + " to " + std::to_string(e.to),
               "a weight must be a number from 0 to 1e300");
}

/// The same arcs the other way round. Since vertices are visited in order, rows come out sorted.
/// Complexity O(vertices + arcs).
template <class = void>
Csr reversed(const Csr& csr) {
    const Index n = csr.offsets.size() - 1;
    Csr back;
    back.links = csr.links;
    back.kept = csr.kept;
    back.closed = csr.closed;
    back.offsets.assign(n + 1, 0);
    back.arcs.resize(csr.arcs.size());
    back.weights.resize(csr.weights.size());
    for (const Arc& arc : csr.arcs) ++back.offsets[arc.target + 1];
    for (Index v = 1; v <= n; ++v) back.offsets[v] += back.offsets[v - 1];
    std::vector<Index> next(back.offsets.begin(), back.offsets.end() - 1);
    for (Index v = 0; v < n; ++v)
        for (Index a = csr.offsets[v]; a < csr.offsets[v + 1]; ++a) {
            const Index at = next[csr.arcs[a].target]++;
            back.arcs[at] = {static_cast<std::uint32_t>(v), csr.arcs[a].link, csr.arcs[a].cost};
            back.weights[at] = csr.weights[a];
        }
    return back;
}

} // namespace corewing::graph::detail
