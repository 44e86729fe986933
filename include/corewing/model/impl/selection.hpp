#pragma once

#include "corewing/base/error.hpp"
#include "corewing/model/selection.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::model {

namespace detail {

template <class Ids>
Selection select_ids(const Region& region, const Ids& ids) {
    std::vector<Index> indices;
    for (const auto& id : ids) indices.push_back(region.index(id));
    std::sort(indices.begin(), indices.end());
    const auto twin = std::adjacent_find(indices.begin(), indices.end());
    if (twin != indices.end())
        throw base::bad_value('"' + region.place(*twin).id + "\" stands twice",
                              {.field = "ids", .value = region.place(*twin).id, .remedy = "name every place once"});
    return Selection(region, std::move(indices));
}

} // namespace detail

COREWING_BODY
Selection select(const Region& region, PlaceKind kind) {
    return select(region, [kind](const Place& place) { return place.kind == kind; });
}

COREWING_BODY
Selection select(const Region& region, std::initializer_list<PlaceKind> kinds) {
    return select(region, [kinds](const Place& place) {
        return std::find(kinds.begin(), kinds.end(), place.kind) != kinds.end();
    });
}

COREWING_BODY
Selection select(const Region& region, const std::vector<std::string>& ids) {
    return detail::select_ids(region, ids);
}

COREWING_BODY
Selection select(const Region& region, std::initializer_list<std::string_view> ids) {
    return detail::select_ids(region, ids);
}

} // namespace corewing::model
