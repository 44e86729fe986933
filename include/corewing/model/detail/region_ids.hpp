#pragma once

#include "corewing/model/place_ids.hpp"
#include "corewing/model/region.hpp"

#include <string>
#include <utility>
#include <vector>

namespace corewing::model::detail {

/// The ids of all places of a region. O(n).
template <class = void>
PlaceIds region_ids(const Region& region) {
    std::vector<std::string> ids;
    ids.reserve(region.size());
    for (const Place& place : region.places()) ids.push_back(place.id);
    return PlaceIds(std::move(ids));
}

} // namespace corewing::model::detail
