#pragma once

#include "corewing/io/column.hpp"
#include "corewing/io/detail/columns.hpp"
#include "corewing/model/tables.hpp"

#include <array>

/// The columns of the tables that say what a plan is to do.
namespace corewing::io::detail::columns {

inline constexpr std::array<Column, 7> patterns{{
    {.name = "layout",
     .member = member<&PatternRow::layout>,
     .required = true,
     .meaning = "name of a layout",
     .example = "the name of a layout"},
    {.name = "role",
     .member = member<&PatternRow::role>,
     .required = true,
     .meaning = "the role in question",
     .example = "core, wing, point or other"},
    {.name = "count",
     .member = member<&PatternRow::count>,
     .meaning = "how many places have it, 0 or more",
     .blank = "as many as layouts.csv states",
     .example = "a whole number, for example 15"},
    {.name = "core",
     .member = member<&PatternRow::core>,
     .meaning = "wished strength of their links to a core, from 0 to 1",
     .blank = "that of one core, two wings, many points",
     .example = "a number, for example 0.6"},
    {.name = "wing",
     .member = member<&PatternRow::wing>,
     .meaning = "to a wing",
     .blank = "likewise",
     .example = "a number, for example 0.4"},
    {.name = "point",
     .member = member<&PatternRow::point>,
     .meaning = "to a point",
     .blank = "likewise",
     .example = "a number, for example 0"},
    {.name = "other",
     .member = member<&PatternRow::other>,
     .meaning = "to any other place",
     .blank = "likewise",
     .example = "a number, for example 0"},
}};

inline constexpr std::array<Column, 5> clusters{{
    {.name = "id",
     .member = member<&Cluster::id>,
     .required = true,
     .meaning = "as the column cluster of places.csv has it",
     .example = "a short name, for example hills"},
    {.name = "name", .member = member<&Cluster::name>, .meaning = "name as it is shown"},
    {.name = "name_local", .member = member<&Cluster::name_local>, .meaning = "name in the local language"},
    {.name = "focus", .member = member<&Cluster::focus>, .meaning = "what it is to concentrate on"},
    source<Cluster>,
}};

inline constexpr std::array<Column, 4> budgets{{
    {.name = "resource",
     .member = member<&Budget::resource>,
     .required = true,
     .meaning = "id of a resource",
     .example = "the id of a resource"},
    {.name = "year",
     .member = member<&Budget::year>,
     .meaning = "in which it can be used",
     .blank = "in any",
     .example = "a year, for example 2022"},
    {.name = "amount",
     .member = member<&Budget::amount>,
     .required = true,
     .meaning = "how much there is to divide, 0 or more",
     .unit = "the resource's unit",
     .example = "a number, for example 296"},
    source<Budget>,
}};

inline constexpr std::array<Column, 8> rules{{
    {.name = "resource",
     .member = member<&DivisionRule::resource>,
     .meaning = "id of a resource",
     .blank = "every resource"},
    {.name = "scope", .member = member<&DivisionRule::scope>, .meaning = "what the rule binds together"},
    {.name = "id",
     .member = member<&DivisionRule::id>,
     .meaning = "of the place, cluster, kind or theme",
     .blank = "of a place: every place by itself"},
    {.name = "measure", .member = member<&DivisionRule::measure>, .meaning = "of floor and cap"},
    {.name = "floor",
     .member = member<&DivisionRule::floor>,
     .meaning = "at least this, 0 or more",
     .unit = "the measure's",
     .blank = "none",
     .example = "a number, for example 20"},
    {.name = "cap",
     .member = member<&DivisionRule::cap>,
     .meaning = "at most this, no less than the floor",
     .unit = "the measure's",
     .blank = "none",
     .example = "a number, for example 40"},
    {.name = "mark",
     .member = member<&DivisionRule::mark>,
     .meaning = "said by whoever decides, or assumed by whoever made the folder"},
    source<DivisionRule>,
}};

inline constexpr std::array<Column, 5> changes{{
    {.name = "year",
     .member = member<&Change::year>,
     .required = true,
     .meaning = "from which the new place holds",
     .example = "a year, for example 2011"},
    {.name = "from",
     .member = member<&Change::from>,
     .required = true,
     .meaning = "id of the old place, as earlier figures name it",
     .example = "the id of the old place"},
    {.name = "to",
     .member = member<&Change::to>,
     .required = true,
     .meaning = "id of the new place",
     .example = "the id of a place"},
    {.name = "share",
     .member = member<&Change::share>,
     .meaning = "part of the old place that went to the new one, above 0 and up to 1",
     .blank = "all of it; not known where several new places stand",
     .example = "a number, for example 0.3"},
    {.name = "note", .member = member<&Change::note>, .meaning = "what happened"},
}};

inline constexpr std::array<Column, 4> plan{{
    {.name = "key",
     .member = member<&Choice::key>,
     .required = true,
     .meaning = "what is chosen: title, year, size, index, flows, routes, speed_kmh, division.resource, division.need, "
                "division.alpha, roles.lambda, seed, map.source, map.approval, question.NAME",
     .example = "a key, for example size"},
    {.name = "value", .member = member<&Choice::value>, .meaning = "what was chosen"},
    {.name = "note", .member = member<&Choice::note>, .meaning = "why, or the folder's own words on a question"},
    {.name = "note_local", .member = member<&Choice::note_local>, .meaning = "the same in the local language"},
}};

} // namespace corewing::io::detail::columns
