#pragma once

#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/briefing/map_data.hpp"
#include "corewing/briefing/sections.hpp"
#include "corewing/model/marked_column.hpp"
#include "corewing/model/role.hpp"
#include "corewing/model/selection.hpp"

#include <vector>

/// From a selection and what was computed on it to what the page shows: names, coordinates and marks come from the
/// selection and its columns.
///
///     const auto map = briefing::map_places(towns, people);
///     const auto page = briefing::html({.title = "The valley", .sections = {
///         briefing::map_section({.title = "Who works with whom"}, map.places,
///                               briefing::map_links(towns, together.strongest(10))),
///         briefing::division_section({.title = "Who gets what"}, briefing::shares(towns, division, people))}});
///     std::cout << map.findings;                            // which places have no coordinates
namespace corewing::briefing {

/// The places that can be drawn, and which cannot.
struct MapPlaces {
    std::vector<MapPlace> places = {}; ///< the selected places that have coordinates, in the order of the selection
    base::Findings findings = {};      ///< one for each place left out
};

/// The selected places that have coordinates. Partners are drawn as places outside. A place without coordinates is left
/// out, with a finding that names it.
/// @param selection  the places
/// @param size       one a selected place, >= 0: the area of the circle; its mark is kept
/// @param roles      one a selected place; empty = no special roles
/// @return at most one a selected place
/// @throws bad_shape, bad_value if the column does not stand on the places of the selection, or the roles do not
/// Complexity O(n).
COREWING_ROUTINE
MapPlaces map_places(const model::Selection& selection, const model::Column& size, const model::Roles& roles = {});

/// For each row of a selection its number among the places of map_places(), or -1 where it has no coordinates.
/// @param selection  the places
/// @return one a selected place
/// Complexity O(n).
COREWING_ROUTINE
std::vector<Index> map_rows(const model::Selection& selection);

/// Pairs as links between the places of map_places(); a pair with a place that is not on the map is left out.
///
///     briefing::map_links(towns, together.strongest(10));                                 // by score
///     briefing::map_links(towns, together.under_used(10), &scoring::PairScore::unused);   // by another number
///
/// @param selection  the places
/// @param pairs      things with `first` and `second`, rows of the selection, such as scoring's pairs
/// @param strength   which of their numbers is the width of the stroke, >= 0
/// @return at most one a pair, in the same order
/// @throws bad_value if there is no such row
/// Complexity O(n + pairs).
template <class Pair>
std::vector<MapLink> map_links(const model::Selection& selection, const std::vector<Pair>& pairs,
                               double Pair::*strength = &Pair::score) {
    const std::vector<Index> row = map_rows(selection);
    std::vector<MapLink> links;
    for (const Pair& pair : pairs) {
        model::detail::check_row(pair.first, selection.size());
        model::detail::check_row(pair.second, selection.size());
        if (row[pair.first] >= 0 && row[pair.second] >= 0)
            links.push_back({row[pair.first], row[pair.second], pair.*strength});
    }
    return links;
}

/// What each selected place gets, with its name, its amount, and a mark no better than that of the numbers it was
/// computed from: that of `basis`, and at best derived. Where the division has no answer all amounts are missing.
/// @param selection  the places
/// @param division   of a budget among them
/// @param basis      what it was divided by, one a selected place
/// @return one a selected place, in its order
/// @throws bad_shape, bad_value if division or column do not stand on the places of the selection
/// Complexity O(n).
///@{
COREWING_ROUTINE
std::vector<Share> shares(const model::Selection& selection, const allocation::FairDivision& division,
                          const model::Column& basis);
COREWING_ROUTINE
std::vector<Share> shares(const model::Selection& selection, const allocation::SpilloverDivision& division,
                          const model::Column& basis);
///@}

} // namespace corewing::briefing

#ifndef COREWING_COMPILED
#include "corewing/briefing/impl/joints.hpp"
#endif
