#pragma once

#include "corewing/model/place.hpp"

#include <string>

namespace chongqing {

/// A name short enough for a table: "Yubei", "High-tech Zone".
inline std::string short_name(const corewing::model::Place& place) {
    std::string name = place.name.empty() ? place.id : place.name;
    if (place.kind == corewing::model::PlaceKind::district) return name.substr(0, name.find(' '));
    if (name.starts_with("Chongqing ")) name.erase(0, 10);
    return name.substr(0, name.find(" ("));
}

} // namespace chongqing
