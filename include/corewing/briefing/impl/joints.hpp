#pragma once

#include "corewing/briefing/joints.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/place.hpp"

#include <string>
#include <vector>

namespace corewing::briefing {
namespace detail {

/// @throws bad_shape, bad_value unless the column stands on the selected places
template <class = void>
void check_selected(const model::Selection& selection, const model::Column& column) {
    base::check_size(column.size(), selection.size(), column.name());
    const Index row = column.places().first_difference(selection.ids());
    if (row >= 0)
        throw base::bad_value("stands on other places than those selected, first " + column.places().id(row) +
                                  " where " + selection.ids().id(row) + " is",
                              {.field = column.name(), .remedy = "take the rows of the selection"});
}

template <class = void>
bool has_coordinates(const model::Place& place) {
    return place.lon.has_value() && place.lat.has_value();
}

template <class Division>
std::vector<Share> shares_of(const model::Selection& selection, const Division& division, const model::Column& basis) {
    base::check_size(division.amount.size(), selection.size(), "division.amount");
    check_selected(selection, basis);
    const bool answered = division.outcome.has_answer();
    std::vector<Share> all;
    for (Index row = 0; row < selection.size(); ++row)
        all.push_back({.name = selection.name(row),
                       .amount = division.amount(row),
                       .mark = answered ? base::combine(basis.mark(row), base::Mark::derived) : base::Mark::missing});
    return all;
}

} // namespace detail

COREWING_BODY
MapPlaces map_places(const model::Selection& selection, const model::Column& size, const model::Roles& roles) {
    detail::check_selected(selection, size);
    if (!roles.empty()) base::check_size(std::ssize(roles), selection.size(), "roles");
    MapPlaces map;
    for (Index row = 0; row < selection.size(); ++row) {
        const model::Place& place = selection.place(row);
        if (detail::has_coordinates(place)) {
            map.places.push_back({.name = selection.name(row),
                                  .name_local = place.name_local,
                                  .lon = *place.lon,
                                  .lat = *place.lat,
                                  .size = size[row].value_or(0.0),
                                  .role = roles.empty() ? model::Role::other : roles[row],
                                  .outside = place.kind == model::PlaceKind::partner,
                                  .mark = size.mark(row)});
            continue;
        }
        map.findings.push_back({.severity = base::Severity::note,
                                .topic = "map",
                                .subject = place.id,
                                .text = selection.name(row) + " has no coordinates and is left out of the map"});
    }
    return map;
}

COREWING_BODY
std::vector<Index> map_rows(const model::Selection& selection) {
    std::vector<Index> rows;
    Index next = 0;
    for (Index row = 0; row < selection.size(); ++row)
        rows.push_back(detail::has_coordinates(selection.place(row)) ? next++ : -1);
    return rows;
}

COREWING_BODY
std::vector<Share> shares(const model::Selection& selection, const allocation::FairDivision& division,
                          const model::Column& basis) {
    return detail::shares_of(selection, division, basis);
}

COREWING_BODY
std::vector<Share> shares(const model::Selection& selection, const allocation::SpilloverDivision& division,
                          const model::Column& basis) {
    return detail::shares_of(selection, division, basis);
}

} // namespace corewing::briefing
