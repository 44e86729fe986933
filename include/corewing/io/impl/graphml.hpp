#pragma once

#include "corewing/io/graphml.hpp"

#include "corewing/io/detail/xml_text.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/io/atomic_file.hpp"
#include "corewing/io/detail/text.hpp"
#include "corewing/model/region.hpp"

#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace corewing::io {
namespace detail {

inline void graphml_data(std::string& out, std::string_view key, const std::string& value) {
    if (!value.empty()) out += "<data key=\"" + std::string(key) + "\">" + value + "</data>";
}

inline std::string graphml_number(std::optional<double> value) {
    return value && std::isfinite(*value) ? base::to_text(*value) : std::string();
}

template <class = void>
std::string graphml_head() {
    struct Key {
        std::string_view id, target, name, type;
    };
    constexpr Key keys[] = {
        {"n_name", "node", "name", "string"},
        {"n_local", "node", "name_local", "string"},
        {"n_kind", "node", "kind", "string"},
        {"n_cluster", "node", "cluster", "string"},
        {"n_lon", "node", "lon", "double"},
        {"n_lat", "node", "lat", "double"},
        {"n_area", "node", "area_km2", "double"},
        {"e_layer", "edge", "layer", "string"},
        {"e_mirrored", "edge", "mirrored", "boolean"},
        {"e_weight", "edge", "weight", "double"},
        {"e_distance", "edge", "distance_km", "double"},
        {"e_hours", "edge", "hours", "double"},
        {"e_capacity", "edge", "capacity", "double"},
        {"e_cost", "edge", "unit_cost", "double"},
    };
    std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    for (const Key& k : keys)
        head += "<key id=\"" + std::string(k.id) + "\" for=\"" + std::string(k.target) + "\" attr.name=\"" +
                std::string(k.name) + "\" attr.type=\"" + std::string(k.type) + "\"/>\n";
    return head + "<graph id=\"region\" edgedefault=\"directed\">\n";
}

} // namespace detail

COREWING_BODY
void write_graphml(const model::Region& region, const std::filesystem::path& file) {
    using detail::graphml_data;
    using detail::graphml_number;
    using detail::xml_text;
    AtomicFile out(file);
    std::string text = detail::graphml_head();
    const auto flush = [&](Index most) {
        if (std::ssize(text) <= most) return;
        out.write(text);
        text.clear();
    };
    for (const model::Place& place : region.places()) {
        text += "<node id=\"" + xml_text(place.id) + "\">";
        graphml_data(text, "n_name", xml_text(place.name));
        graphml_data(text, "n_local", xml_text(place.name_local));
        graphml_data(text, "n_kind", std::string(name(place.kind)));
        graphml_data(text, "n_cluster", xml_text(place.cluster));
        graphml_data(text, "n_lon", graphml_number(place.lon));
        graphml_data(text, "n_lat", graphml_number(place.lat));
        graphml_data(text, "n_area", graphml_number(place.area_km2));
        text += "</node>\n";
        flush(Index{1} << 18);
    }
    const model::Graph& graph = region.graph();
    Index number = 0;
    for (auto [edge, end] = boost::edges(graph); edge != end; ++edge) {
        const model::Link& link = graph[*edge];
        text += "<edge id=\"e" + std::to_string(number++) + "\" source=\"" +
                xml_text(graph[boost::source(*edge, graph)].id) + "\" target=\"" +
                xml_text(graph[boost::target(*edge, graph)].id) + "\">";
        graphml_data(text, "e_layer", xml_text(region.layers()[link.layer].id));
        graphml_data(text, "e_mirrored", link.mirrored ? "true" : "false");
        graphml_data(text, "e_weight", graphml_number(link.weight));
        graphml_data(text, "e_distance", graphml_number(link.distance_km));
        graphml_data(text, "e_hours", graphml_number(link.hours));
        graphml_data(text, "e_capacity", graphml_number(link.capacity));
        graphml_data(text, "e_cost", graphml_number(link.unit_cost));
        text += "</edge>\n";
        flush(Index{1} << 18);
    }
    text += "</graph>\n</graphml>\n";
    flush(0);
    out.commit();
}

} // namespace corewing::io
