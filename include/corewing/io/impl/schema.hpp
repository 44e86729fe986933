#pragma once

#include "corewing/io/schema.hpp"

#include "corewing/base/index.hpp"
#include "corewing/io/column.hpp"
#include "corewing/io/detail/columns.hpp"
#include "corewing/io/detail/plan_columns.hpp"
#include "corewing/model/tables.hpp"

#include <array>
#include <span>
#include <string_view>

namespace corewing::io {
namespace detail {

template <auto Rows>
constexpr Table table(std::string_view name, std::span<const Column> columns, std::string_view meaning) {
    using model::Tables;
    return {name,
            meaning,
            columns,
            [](Tables& t) -> void* { return &(t.*Rows).emplace_back(); },
            [](Tables& t) { (t.*Rows).pop_back(); },
            [](Tables& t, Index rows) { (t.*Rows).reserve(rows); },
            [](const Tables& t) { return std::ssize(t.*Rows); },
            [](const Tables& t, Index index) -> const void* { return &(t.*Rows)[index]; }};
}

} // namespace detail

COREWING_BODY
std::span<const Table> dictionary() {
    using detail::table;
    using model::Tables;
    namespace columns = detail::columns;
    static constexpr std::array<Table, 19> tables{
        table<&Tables::places>("places", columns::places, "The places of the region: the vertices of its graph."),
        table<&Tables::hosts>("hosts", columns::hosts, "On whose ground a platform lies. Totals count districts only."),
        table<&Tables::layers>("layers", columns::layers, "Sheets of links of one meaning."),
        table<&Tables::links>("links", columns::links,
                              "Links between places. Several links of a layer may join the same two places."),
        table<&Tables::layouts>("layouts", columns::layouts, "The role that a layout gives a place."),
        table<&Tables::patterns>("patterns", columns::patterns,
                                 "How many places of a layout have a role, and how strongly each pair of roles should be "
                                 "linked."),
        table<&Tables::clusters>("clusters", columns::clusters, "Groups of places with a common policy."),
        table<&Tables::industries>("industries", columns::industries, "Industries and their place in a chain."),
        table<&Tables::output>("output", columns::output, "What places produce, by industry and year."),
        table<&Tables::indicators>("indicators", columns::indicators,
                                   "The indicator tree: an index has no parent, a measured indicator no children."),
        table<&Tables::observations>("observations", columns::observations,
                                     "Measured numbers. What is not known has no row."),
        table<&Tables::resources>("resources", columns::resources, "What is to be divided."),
        table<&Tables::budgets>("budgets", columns::budgets, "How much of a resource there is to divide."),
        table<&Tables::rules>("rules", columns::rules, "Floors and caps of a division or of a choice of projects."),
        table<&Tables::projects>("projects", columns::projects, "What can be paid for."),
        table<&Tables::tasks>("tasks", columns::tasks, "Duties of a plan and who carries them."),
        table<&Tables::targets>("targets", columns::targets, "What indicators are to reach."),
        table<&Tables::changes>("changes", columns::changes,
                                "Places renamed, merged or split: earlier figures are brought to the places of today."),
        table<&Tables::plan>("plan", columns::plan, "What a plan of the region chooses; every key may be left out."),
    };
    return tables;
}

COREWING_BODY
std::span<const Column> region_keys() {
    return detail::columns::region;
}

} // namespace corewing::io
