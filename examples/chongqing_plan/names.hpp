#pragma once

#include "corewing/model/place.hpp"
#include "corewing/model/region.hpp"
#include "corewing/report/number.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace chongqing {

/// A name short enough for a table: "Yubei", "High-tech Zone".
inline std::string short_name(const corewing::model::Place& place) {
    std::string name = place.name.empty() ? place.id : place.name;
    if (place.kind == corewing::model::PlaceKind::district) return name.substr(0, name.find(' '));
    if (name.starts_with("Chongqing ")) name.erase(0, 10);
    return name.substr(0, name.find(" ("));
}

/// The same region under short names.
inline corewing::model::Region with_short_names(const corewing::model::Region& region) {
    auto tables = region.tables();
    for (auto& place : tables.places) place.name = short_name(place);
    return corewing::model::Region(std::move(tables));
}

/// The Chinese name without the peoples of an autonomous county: 石柱 for 石柱土家族自治县.
inline std::string short_local_name(const corewing::model::Place& place) {
    const std::string& name = place.name_local;
    return name.substr(0, std::min(name.find("土家族"), name.find("苗族")));
}

/// Travel time in minutes, or that nothing leads there.
inline std::string minutes(double hours) {
    return std::isfinite(hours) ? corewing::report::fixed(60.0 * hours, 0) : "no way";
}

} // namespace chongqing
