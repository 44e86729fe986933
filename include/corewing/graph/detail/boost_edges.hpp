#pragma once

#include <boost/graph/adjacency_list.hpp>

#include <concepts>
#include <vector>

namespace corewing::graph::detail {

/// A function of a Boost graph's edges.
template <class BoostGraph, class Function>
concept EdgeFunction = requires {
    typename BoostGraph::edge_descriptor;
} && std::invocable<Function, typename BoostGraph::edge_descriptor>;

/// The edges of a Boost graph in the order of boost::edges(g).
template <class Edge, class BoostGraph, class CostOf, class WeightOf>
std::vector<Edge> edges_of(const BoostGraph& g, const CostOf& cost, const WeightOf& weight) {
    std::vector<Edge> list;
    for (auto [edge, end] = boost::edges(g); edge != end; ++edge) {
        Edge one;
        one.from = boost::source(*edge, g);
        one.to = boost::target(*edge, g);
        one.cost = static_cast<double>(cost(*edge));
        one.weight = static_cast<double>(weight(*edge));
        list.push_back(one);
    }
    return list;
}

} // namespace corewing::graph::detail
