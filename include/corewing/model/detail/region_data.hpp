#pragma once

#include "corewing/base/index.hpp"
#include "corewing/model/bad_tables.hpp"
#include "corewing/model/detail/validate.hpp"
#include "corewing/model/places.hpp"
#include "corewing/model/tables.hpp"

#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace corewing::model::detail {

/// What a region is made of.
struct RegionData {
    Graph graph = {};
    Tables rest = {}; ///< every table but places and links, which the graph holds
};

/// A link by number, as it will stand in the graph.
struct Arc {
    std::uint32_t from = 0, to = 0;
    Link link = {};
};

/// What links are ordered by.
inline auto key(const Arc& a) {
    const Link& l = a.link;
    return std::tie(l.layer, a.from, a.to, l.weight, l.distance_km, l.hours, l.capacity, l.unit_cost);
}

inline constexpr auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };

/// For each row, where it will stand once the rows are sorted by id. Most ids differ in their first eight
/// bytes, which as a number compare fast.
template <class Row>
std::vector<std::uint32_t> ranks(const std::vector<Row>& rows) {
    struct Entry {
        std::uint64_t head = 0;
        std::uint32_t row = 0;
    };
    std::vector<Entry> order(rows.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        order[i].row = i;
        for (Index byte = 0; byte < 8; ++byte)
            order[i].head =
                order[i].head << 8 | (byte < std::ssize(rows[i].id) ? static_cast<unsigned char>(rows[i].id[byte]) : 0U);
    }
    std::sort(order.begin(), order.end(), [&](const Entry& a, const Entry& b) {
        return a.head != b.head ? a.head < b.head : rows[a.row].id < rows[b.row].id;
    });
    std::vector<std::uint32_t> rank(rows.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i].row] = i;
    return rank;
}

/// The links by number instead of name; an undirected link starts at the smaller end. Sorts the
/// layers on the way.
template <class = void>
std::vector<Arc> arcs_of(Tables& tables, const std::vector<LinkEnds>& ends,
                         const std::vector<std::uint32_t>& place_rank) {
    const auto layer_rank = ranks(tables.layers);
    std::vector<Arc> arcs;
    arcs.reserve(tables.links.size());
    for (Index i = 0; i < std::ssize(tables.links); ++i) {
        const LinkRow& row = tables.links[i];
        std::uint32_t from = place_rank[ends[i].from];
        std::uint32_t to = place_rank[ends[i].to];
        if (!tables.layers[ends[i].layer].directed && from > to) std::swap(from, to);
        arcs.push_back({from,
                        to,
                        {layer_rank[ends[i].layer], false, row.weight, row.distance_km, row.hours, row.capacity,
                         row.unit_cost}});
    }
    std::sort(tables.layers.begin(), tables.layers.end(), by_id);
    return arcs;
}

/// Every table but places, layers and links in its order.
template <class = void>
void sort_rest(Tables& tables) {
    const auto sort_by = [](auto& rows, auto key_of) {
        std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return key_of(a) < key_of(b); });
    };
    sort_by(tables.hosts, [](const Host& h) { return std::tie(h.platform, h.district); });
    sort_by(tables.layouts, [](const Assignment& a) { return std::tie(a.layout, a.place); });
    sort_by(tables.output, [](const Output& o) { return std::tie(o.place, o.industry, o.year); });
    sort_by(tables.observations, [](const Observation& o) { return std::tie(o.indicator, o.place, o.year); });
    sort_by(tables.targets, [](const Target& t) { return std::tie(t.indicator, t.place, t.year); });
    sort_by(tables.patterns, [](const PatternRow& p) { return std::tie(p.layout, p.role); });
    sort_by(tables.budgets, [](const Budget& b) { return std::tie(b.resource, b.year, b.amount); });
    sort_by(tables.rules, [](const DivisionRule& r) { return std::tie(r.resource, r.scope, r.id, r.measure); });
    sort_by(tables.changes, [](const Change& c) { return std::tie(c.year, c.from, c.to); });
    sort_by(tables.plan, [](const Choice& c) { return std::tie(c.key); });
    std::sort(tables.clusters.begin(), tables.clusters.end(), by_id);
    std::sort(tables.industries.begin(), tables.industries.end(), by_id);
    std::sort(tables.indicators.begin(), tables.indicators.end(), by_id);
    std::sort(tables.resources.begin(), tables.resources.end(), by_id);
    std::sort(tables.projects.begin(), tables.projects.end(), by_id);
    std::sort(tables.tasks.begin(), tables.tasks.end(), by_id);
}

/// Makes the graph of a region and brings all rows into their order.
/// @throws bad_tables naming every fault, up to 20
template <class = void>
RegionData region_data(Tables tables) {
    RegionData data;
    std::vector<Arc> arcs;
    const auto place_rank = ranks(tables.places);
    {
        const Validation<> validation(tables);
        if (validation.count() > 0) throw bad_tables(validation.faults(), validation.count());
        arcs = arcs_of(tables, validation.link_ends(), place_rank);
    }
    std::vector<LinkRow>().swap(tables.links); // a large table of names, no longer needed
    std::sort(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) { return key(a) < key(b); });

    data.graph = Graph(tables.places.size());
    for (Index i = 0; i < std::ssize(tables.places); ++i) data.graph[place_rank[i]] = std::move(tables.places[i]);
    std::vector<Place>().swap(tables.places);

    for (Arc& arc : arcs) {
        boost::add_edge(arc.from, arc.to, arc.link, data.graph);
        if (tables.layers[arc.link.layer].directed || arc.from == arc.to) continue;
        arc.link.mirrored = true;
        boost::add_edge(arc.to, arc.from, arc.link, data.graph);
    }
    sort_rest(tables);
    data.rest = std::move(tables);
    return data;
}

} // namespace corewing::model::detail
