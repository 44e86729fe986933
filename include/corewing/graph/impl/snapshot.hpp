#pragma once

#include "corewing/graph/snapshot.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/graph/detail/csr.hpp"
#include "corewing/model/region.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace corewing::graph {

COREWING_BODY
double cost_of(const model::Link& link, Cost cost) {
    switch (cost) {
    case Cost::hours: return link.hours;
    case Cost::distance_km: return link.distance_km;
    case Cost::unit_cost: return link.unit_cost;
    case Cost::weight: return link.weight;
    case Cost::inverse_weight: return link.weight > 0.0 ? 1.0 / link.weight : model::unknown;
    case Cost::hops: return 1.0;
    }
    return model::unknown;
}

COREWING_BODY
Snapshot snapshot(const model::Region& region, const SnapshotOptions& options) {
    const auto& layers = region.layers();
    std::vector<char> taken(layers.size(), options.layers.empty() ? 1 : 0);
    for (const std::string& id : options.layers) taken[region.layer(id)] = 1;

    const auto cost = [&](const model::Link& link) {
        if (const Cost* kind = std::get_if<Cost>(&options.cost)) return cost_of(link, *kind);
        const auto& make = std::get<1>(options.cost);
        return make ? make(link) : model::unknown;
    };
    const model::Graph& g = region.graph();
    const auto check = [&](double value, double most, const char* field, const auto& edge) {
        if (value >= 0.0 && value <= most) return;
        throw base::bad_value(base::to_text(value) + " on the link from \"" + g[boost::source(edge, g)].id +
                                  "\" to \"" + g[boost::target(edge, g)].id + "\" in layer \"" +
                                  layers[g[edge].layer].id + "\"",
                              {.field = field,
                               .value = base::to_text(value),
                               .remedy = std::string("a ") + field + " must be a number " +
                                         (most < HUGE_VAL ? "from 0 to 1e300" : "that is not negative")});
    };

    detail::CsrBuilder builder(region.size());
    for (auto [edge, end] = boost::edges(g); edge != end; ++edge)
        if (taken[g[*edge].layer] && boost::source(*edge, g) != boost::target(*edge, g))
            builder.count(boost::source(*edge, g));
    builder.start();
    std::vector<Index> closed(layers.size(), 0), all(layers.size(), 0);
    Index rows = 0; // the way back follows its link, so the link before it is its own
    for (auto [edge, end] = boost::edges(g); edge != end; ++edge) {
        const model::Link& link = g[*edge];
        if (!link.mirrored) ++rows;
        if (!taken[link.layer] || boost::source(*edge, g) == boost::target(*edge, g)) continue;
        const double c = cost(link);
        const double w = options.weight ? options.weight(link) : link.weight;
        check(c, HUGE_VAL, "cost", *edge);
        check(w, 1e300, "weight", *edge);
        if (!link.mirrored) {
            ++all[link.layer];
            if (c == HUGE_VAL) ++closed[link.layer];
        }
        builder.add(boost::source(*edge, g), boost::target(*edge, g), rows - 1, c, w, link.mirrored);
    }
    base::Findings findings;
    for (Index l = 0; l < std::ssize(layers); ++l)
        if (closed[l] > 0)
            findings.push_back({base::Severity::warning, "snapshot", layers[l].id,
                                std::to_string(closed[l]) + " of " + std::to_string(all[l]) +
                                    " links have no known cost; no path uses them"});
    return Snapshot(builder.finish(rows), std::move(findings));
}

COREWING_BODY
Snapshot snapshot(Index vertices, const std::vector<Edge>& edges, const EdgeListOptions& options) {
    if (vertices < 0)
        throw base::bad_value("there cannot be " + std::to_string(vertices) + " vertices",
                              {.field = "vertices", .value = std::to_string(vertices), .remedy = "give 0 or more"});
    const auto passed_over = [&](const Edge& e) { return options.skip_loops && e.from == e.to; };
    for (Index i = 0; i < std::ssize(edges); ++i)
        if (!passed_over(edges[i])) detail::check_edge(i, edges[i], vertices);
    detail::CsrBuilder builder(vertices);
    for (const Edge& e : edges) {
        if (passed_over(e)) continue;
        builder.count(e.from);
        if (!options.directed) builder.count(e.to);
    }
    builder.start();
    for (Index i = 0; i < std::ssize(edges); ++i) {
        const Edge& e = edges[i];
        if (passed_over(e)) continue;
        builder.add(e.from, e.to, i, e.cost, e.weight, false);
        if (!options.directed) builder.add(e.to, e.from, i, e.cost, e.weight, true);
    }
    return Snapshot(builder.finish(edges.size()));
}

} // namespace corewing::graph
