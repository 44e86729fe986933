#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace corewing::model {

/// What sort of place a vertex is.
enum class PlaceKind : unsigned char {
    district, ///< part of the region's territory; districts add up to the region
    platform, ///< a zone or park on the ground of one or more districts; never added to them
    partner,  ///< a place outside the region
};

/// For loops over all kinds.
inline constexpr std::array<PlaceKind, 3> all_place_kinds{PlaceKind::district, PlaceKind::platform, PlaceKind::partner};

/// The kind as it stands in places.csv.
/// @param kind  of a place
/// @return "district", "platform" or "partner"
constexpr std::string_view name(PlaceKind kind) {
    constexpr std::array<std::string_view, 3> names{"district", "platform", "partner"};
    return names[base::position(kind)];
}

using base::operator<<; // an enumerator prints as its name()

/// A vertex of the region's graph: one row of places.csv.
struct Place {
    std::string id = {};                           ///< short name that other tables use
    std::string name = {};                         ///< name as it is shown
    std::string name_local = {};                   ///< name in the local language
    PlaceKind kind = PlaceKind::district;          ///< part of the territory, a zone on it, or a place outside
    std::string cluster = {};                      ///< group of places with a common policy, free text
    std::optional<double> lon = std::nullopt;      ///< decimal degrees east, [-180, 180]
    std::optional<double> lat = std::nullopt;      ///< decimal degrees north, [-90, 90]
    std::optional<double> area_km2 = std::nullopt; ///< > 0
    std::string source = {};                       ///< where the row comes from, and how sure it is

    bool operator==(const Place&) const = default;
};

/// A platform lies on the ground of a district: one row of hosts.csv.
struct Host {
    std::string platform = {};                  ///< id of a place of kind platform
    std::string district = {};                  ///< id of a district on whose ground it lies
    std::optional<double> share = std::nullopt; ///< part of the platform in that district, (0, 1]
    std::string source = {};                    ///< where the row comes from, and how sure it is

    bool operator==(const Host&) const = default;
};

} // namespace corewing::model
