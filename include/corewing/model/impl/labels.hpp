#pragma once

#include "corewing/model/labels.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace corewing::model {

COREWING_BODY
Labels labels(const std::vector<std::string>& by_place) {
    std::vector<std::string> names = by_place;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    if (!names.empty() && names.front().empty()) names.erase(names.begin());
    std::vector<Index> of_place;
    for (const std::string& name : by_place)
        of_place.push_back(name.empty() ? -1 : std::lower_bound(names.begin(), names.end(), name) - names.begin());
    return Labels(std::move(names), std::move(of_place));
}

COREWING_BODY
Labels labels(const Region& region, std::string Place::*text) {
    std::vector<std::string> by_place;
    for (const Place& place : region.places()) by_place.push_back(place.*text);
    return labels(by_place);
}

} // namespace corewing::model
