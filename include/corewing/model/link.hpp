#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace corewing::model {

/// What the links of a layer mean.
enum class LayerKind : unsigned char {
    flow,  ///< something that passes between two places: trips, money, patents held together
    route, ///< a way along which something can pass: road, rail, cable
};

/// For loops over all kinds.
inline constexpr std::array<LayerKind, 2> all_layer_kinds{LayerKind::flow, LayerKind::route};

/// The kind as it stands in layers.csv.
/// @param kind  of a layer
/// @return "flow" or "route"
constexpr std::string_view name(LayerKind kind) {
    constexpr std::array<std::string_view, 2> names{"flow", "route"};
    return names[base::position(kind)];
}

using base::operator<<; // an enumerator prints as its name()

/// A sheet of links of one meaning: one row of layers.csv.
struct Layer {
    std::string id = {};              ///< short name that links.csv uses
    std::string name = {};            ///< name as it is shown
    std::string name_local = {};      ///< name in the local language
    LayerKind kind = LayerKind::flow; ///< whether something passes, or can pass
    std::string unit = {};            ///< unit of the weights
    bool directed = false;            ///< false: a link holds in both directions
    bool complete = false;            ///< true: two places without a link have none; false: nothing is known of them
    std::string theme = {};           ///< what flows: data, technology, goods, money, people, or free text
    std::string source = {};          ///< where the row comes from, and how sure it is

    bool operator==(const Layer&) const = default;
};

/// A length or time that is not known. No route is found over a link whose cost is infinite, so what is unknown is
/// never taken for short.
inline constexpr double unknown = std::numeric_limits<double>::infinity();
/// A capacity without limit.
inline constexpr double unlimited = std::numeric_limits<double>::infinity();

/// An edge of the region's graph. All members are plain numbers, so that each can serve as a property
/// map: boost::get(&Link::hours, region.graph()).
///
/// A link of an undirected layer stands in the graph as two edges, one each way; the second is marked
/// `mirrored`, so that links can be counted once.
struct Link {
    std::uint32_t layer = 0;      ///< index into region.layers()
    bool mirrored = false;        ///< the way back of an undirected link
    double weight = 1.0;          ///< in the layer's unit, >= 0
    double distance_km = unknown; ///< >= 0
    double hours = unknown;       ///< >= 0
    double capacity = unlimited;  ///< in the layer's unit, >= 0
    double unit_cost = 0.0;       ///< currency for one unit carried

    bool operator==(const Link&) const = default;
};

/// One row of links.csv: an edge with its ends and layer by name.
struct LinkRow {
    std::string layer = {};       ///< id of the layer
    std::string from = {};        ///< id of the place where it begins
    std::string to = {};          ///< id of the place where it ends
    double weight = 1.0;          ///< in the layer's unit, >= 0
    double distance_km = unknown; ///< length in km, >= 0
    double hours = unknown;       ///< time to travel it, >= 0
    double capacity = unlimited;  ///< in the layer's unit, >= 0
    double unit_cost = 0.0;       ///< currency for one unit carried

    bool operator==(const LinkRow&) const = default;
};

} // namespace corewing::model
