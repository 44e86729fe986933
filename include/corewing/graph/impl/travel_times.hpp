#pragma once

#include "corewing/graph/travel_times.hpp"

#include "corewing/base/detail/enough_memory.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/graph/detail/dijkstra.hpp"
#include "corewing/graph/detail/each_vertex.hpp"
#include "corewing/graph/snapshot.hpp"
#include "corewing/model/link.hpp"
#include "corewing/model/region.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace corewing::graph {
namespace detail {

/// A cost as an error names it.
constexpr std::string_view cost_name(Cost cost) {
    switch (cost) {
    case Cost::hours: return "hours";
    case Cost::distance_km: return "distance_km";
    case Cost::unit_cost: return "unit_cost";
    case Cost::weight: return "weight";
    case Cost::inverse_weight: return "weight above 0";
    case Cost::hops: return "hops";
    }
    return "cost";
}

/// What the links of each layer have.
struct LayerCosts {
    std::vector<char> links = {};    ///< whether it has links at all
    std::vector<char> passable = {}; ///< whether some link has a finite cost
};

template <class = void>
LayerCosts layer_costs(const model::Region& region, const std::function<double(const model::Link&)>& cost) {
    LayerCosts found{std::vector<char>(region.layers().size(), 0), std::vector<char>(region.layers().size(), 0)};
    const model::Graph& g = region.graph();
    for (auto [edge, end] = boost::edges(g); edge != end; ++edge) {
        if (boost::source(*edge, g) == boost::target(*edge, g)) continue; // leads nowhere
        found.links[g[*edge].layer] = 1;
        if (cost(g[*edge]) < model::unknown) found.passable[g[*edge].layer] = 1;
    }
    return found;
}

/// "layer road has no hours; it has distance_km".
/// @throws bad_data
template <class = void>
[[noreturn]] void refuse_layer(const model::Region& region, Index layer, const Cost* wanted) {
    if (wanted == nullptr)
        throw base::bad_data("layer " + region.layers()[layer].id + " has no link of finite cost",
                             {.remedy = "check the function that makes the cost"});
    std::string others;
    for (const Cost cost : {Cost::hours, Cost::distance_km}) {
        const auto costs = layer_costs(region, [cost](const model::Link& link) { return cost_of(link, cost); });
        if (costs.passable[layer] != 0) others += (others.empty() ? "" : " and ") + std::string(cost_name(cost));
    }
    throw base::bad_data("layer " + region.layers()[layer].id + " has no " + std::string(cost_name(*wanted)),
                         {.remedy = others.empty() ? "give them in links.csv" : "it has " + others});
}

/// The layers that lead somewhere: those that are named, or all routes.
/// @throws unknown_name, bad_data
template <class = void>
std::vector<std::string> route_layers(const model::Region& region, const RegionTravelTimesOptions& options) {
    std::vector<std::string> routes = options.layers;
    for (const model::Layer& layer : region.layers())
        if (options.layers.empty() && layer.kind == model::LayerKind::route) routes.push_back(layer.id);
    if (routes.empty())
        throw base::bad_data(
            "the region has no layer of routes",
            {.field = "layers", .remedy = "name the layers, or write route as their kind in layers.csv"});
    const Cost* kind = std::get_if<Cost>(&options.cost);
    const auto costs = layer_costs(region, [&](const model::Link& link) {
        if (kind != nullptr) return cost_of(link, *kind);
        const auto& make = std::get<1>(options.cost);
        return make ? make(link) : model::unknown;
    });
    Index closed = -1;
    bool passable = false;
    for (const std::string& id : routes) {
        const Index layer = region.layer(id);
        passable = passable || costs.passable[layer] != 0;
        if (closed < 0 && costs.links[layer] != 0 && costs.passable[layer] == 0) closed = layer;
    }
    if (closed >= 0 && (!options.layers.empty() || !passable)) refuse_layer(region, closed, kind);
    return routes;
}

} // namespace detail

COREWING_BODY
Eigen::MatrixXd travel_times(const Snapshot& graph, const TravelTimesOptions& options) {
    const Index n = graph.size();
    detail::check_limit(options.limit);
    if (options.sources)
        for (Index s = 0; s < std::ssize(*options.sources); ++s)
            detail::check_vertex((*options.sources)[s], n, "sources[" + std::to_string(s) + "]");
    const Index sources = options.sources ? std::ssize(*options.sources) : n;

    Eigen::MatrixX<Double> times = base::detail::with_memory(sources, n, "travel times", [sources, n] {
        return Eigen::MatrixX<Double>(sources, n);
    });
    // Several sources together: the matrix is stored by columns, and a lone row would touch every cache line of it.
    const Index grain = std::clamp<Index>((Index{1} << 20) / (n + 1), 1, 8);
    const unsigned threads = detail::threads_for(options.threads, sources, n + graph.arc_count());
    detail::watched_blocks(sources, grain, threads, options.observer, "travel times", [&](Index begin, Index end) {
        const Index rows = end - begin;
        Eigen::MatrixX<Double> block =
            Eigen::MatrixX<Double>::Constant(n, rows, std::numeric_limits<double>::infinity());
        detail::Heap heap(n);
        for (Index s = begin; s < end; ++s) {
            const Index source = options.sources ? (*options.sources)[s] : s;
            detail::dijkstra(graph.csr(), source, options.limit, block.col(s - begin).data(), heap);
        }
        times.middleRows(begin, rows) = block.transpose();
    });
    return times;
}

COREWING_BODY
Eigen::MatrixXd travel_times(const model::Region& region, const RegionTravelTimesOptions& options) {
    const auto links = snapshot(region, {.layers = detail::route_layers(region, options), .cost = options.cost});
    return travel_times(
        links,
        {.sources = options.sources, .limit = options.limit, .threads = options.threads, .observer = options.observer});
}

} // namespace corewing::graph
