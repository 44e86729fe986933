#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/graph/cost.hpp"
#include "corewing/graph/detail/boost_edges.hpp"
#include "corewing/graph/detail/csr.hpp"
#include "corewing/model/region.hpp"

#include <functional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// A region's links as flat arrays, and what is computed on them: who reaches whom, through whom, and how fast.
namespace corewing::graph {

/// One way along a link, as it leaves its vertex.
using detail::Arc;

/// The links of chosen layers as flat arrays (compressed sparse rows), made once and read by every routine
/// of graph/. Vertex i is place i of the region.
///
/// Every link has two numbers. Its cost says how far it is and answers who reaches whom: travel times,
/// components, cut links, betweenness, efficiency. Its weight says how much passes and answers who matters
/// to whom: strength, eigenvector, PageRank, communities. Costs are >= 0, weights in [0, 1e300]. A link whose
/// cost is infinite (unknown) is closed: it stays in the arrays with its weight, and no path uses it.
///
/// Of parallel links a path takes the cheapest, and their weights add up.
class Snapshot {
public:
    /// No vertex and no link.
    Snapshot() = default;

    /// Number of vertices.
    [[nodiscard]] Index size() const { return csr_.offsets.size() - 1; }
    /// Number of arcs: one for a link that leads one way, two for any other.
    [[nodiscard]] Index arc_count() const { return csr_.arcs.size(); }
    /// Number of links, closed ones included. Arc::link is below it.
    [[nodiscard]] Index link_count() const { return csr_.links; }
    /// Number of links that no path uses because their cost is infinite.
    [[nodiscard]] Index closed_links() const { return csr_.closed; }
    /// Whether some link leads one way only.
    [[nodiscard]] bool directed() const { return std::ssize(csr_.arcs) != 2 * csr_.kept; }

    /// The arcs that leave a vertex, ordered by target, then by link.
    [[nodiscard]] std::span<const Arc> arcs(Index vertex) const {
        return {csr_.arcs.data() + csr_.offsets[vertex], csr_.arcs.data() + csr_.offsets[vertex + 1]};
    }
    /// Their weights, in the same order.
    [[nodiscard]] std::span<const double> weights(Index vertex) const {
        return {csr_.weights.data() + csr_.offsets[vertex], csr_.weights.data() + csr_.offsets[vertex + 1]};
    }

    /// What is doubtful about the links: which layers have closed ones.
    [[nodiscard]] const base::Findings& findings() const { return findings_; }

    /// For the functions that make snapshots.
    explicit Snapshot(detail::Csr csr, base::Findings findings = {})
        : csr_(std::move(csr)), findings_(std::move(findings)) {}
    /// The arrays themselves.
    [[nodiscard]] const detail::Csr& csr() const { return csr_; }

private:
    detail::Csr csr_;
    base::Findings findings_;
};

/// The cost of a link by one of its own numbers; infinite = unknown. Complexity O(1).
COREWING_ROUTINE
double cost_of(const model::Link& link, Cost cost);

/// Which links of a region, and which of their numbers.
struct SnapshotOptions {
    std::vector<std::string> layers = {}; ///< ids of the layers taken; empty = all
    /// Which number is the cost, or a function that makes it from the link: >= 0, infinite = closed.
    std::variant<Cost, std::function<double(const model::Link&)>> cost = Cost::hours;
    /// The weight, in place of Link::weight: from 0 to 1e300.
    std::function<double(const model::Link&)> weight = {};
};

/// The links of a region as flat arrays.
///
///     const auto roads = graph::snapshot(region, {.layers = {"border"}, .cost = graph::Cost::distance_km});
///
/// A flow from a place to itself is left out.
/// Arc::link is the row of the link in region.tables().links; both ways of an undirected link have the same.
/// @return findings name each layer that has closed links, and how many
/// @throws unknown_name for a layer the region does not have
/// @throws bad_value naming the link whose cost or weight is negative or not a number
/// Complexity O(n + links), besides sorting the links of each place.
COREWING_ROUTINE
Snapshot snapshot(const model::Region& region, const SnapshotOptions& options = {});

/// A link between two vertices, for graphs that are no region.
struct Edge {
    Index from = 0;      ///< vertex
    Index to = 0;        ///< vertex, another one
    double cost = 1.0;   ///< >= 0; infinite = closed
    double weight = 1.0; ///< from 0 to 1e300

    bool operator==(const Edge&) const = default;
};

/// How a list of edges is read.
struct EdgeListOptions {
    bool directed = false;   ///< false: every edge leads both ways
    bool skip_loops = false; ///< an edge from a vertex to itself: false = an error, true = passed over
};

/// A list of edges as flat arrays. Arc::link is the index in the list.
/// @param vertices  number of vertices
/// @param edges     ends below `vertices`, and different unless loops are skipped
/// @param options   whether the edges lead one way
/// @throws bad_value naming the edge
/// Complexity O(n + edges), besides sorting the edges of each vertex.
COREWING_ROUTINE
Snapshot snapshot(Index vertices, const std::vector<Edge>& edges, const EdgeListOptions& options = {});

/// Any Boost graph whose vertices are numbered from 0 (vecS), as flat arrays. Arc::link counts the edges in
/// the order of boost::edges(g); those from a vertex to itself are passed over.
/// @param g       directed or undirected
/// @param cost    double(edge descriptor): >= 0, infinite = closed
/// @param weight  double(edge descriptor): from 0 to 1e300
/// @throws bad_value naming the edge
/// Complexity O(n + edges), besides sorting the edges of each vertex.
template <class BoostGraph, class CostOf, class WeightOf>
    requires detail::EdgeFunction<BoostGraph, CostOf> && detail::EdgeFunction<BoostGraph, WeightOf>
Snapshot snapshot(const BoostGraph& g, CostOf&& cost, WeightOf&& weight) {
    return snapshot(boost::num_vertices(g), detail::edges_of<Edge>(g, cost, weight),
                    {.directed = boost::is_directed(g), .skip_loops = true});
}

/// Any Boost graph as flat arrays, every weight 1. See above.
template <class BoostGraph, class CostOf>
    requires detail::EdgeFunction<BoostGraph, CostOf>
Snapshot snapshot(const BoostGraph& g, CostOf&& cost) {
    return snapshot(g, std::forward<CostOf>(cost), [](const auto&) { return 1.0; });
}

/// The same links the other way round: travel times on it are the times to a vertex, not from it.
/// Complexity O(n + arcs).
inline Snapshot reversed(const Snapshot& graph) {
    return Snapshot(detail::reversed(graph.csr()), graph.findings());
}

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/snapshot.hpp"
#endif
