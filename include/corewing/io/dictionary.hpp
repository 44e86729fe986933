#pragma once

#include "corewing/io/column.hpp"
#include "corewing/io/detail/columns.hpp"
#include "corewing/model/tables.hpp"

#include <span>
#include <string_view>
#include <vector>

/// The data dictionary: every table and column of a region folder. Reading, writing and the page
/// docs/data_dictionary.md are driven by it alone.
namespace corewing::io {

template <class Row>
struct Table {
    std::string_view name; ///< of the file, without .csv
    std::string_view meaning;
    std::vector<Row> model::Tables::*rows;
    std::span<const Column<Row>> columns;
};

/// Calls visit(table) for every Table, in the order in which they are read. region.csv is not among
/// them: see region_keys().
template <class Visit>
void for_each_table(Visit&& visit) {
    using model::Tables;
    visit(Table<model::Place>{"places", "The places of the region: the vertices of its graph.", &Tables::places,
                              detail::columns::places});
    visit(Table<model::Host>{"hosts", "On whose ground a platform lies. Totals count districts only.", &Tables::hosts,
                             detail::columns::hosts});
    visit(Table<model::Layer>{"layers", "Sheets of links of one meaning.", &Tables::layers, detail::columns::layers});
    visit(Table<model::LinkRow>{"links", "Links between places. Several links of a layer may join the same two places.",
                                &Tables::links, detail::columns::links});
    visit(Table<model::Assignment>{"layouts", "The role that a layout gives a place.", &Tables::layouts,
                                   detail::columns::layouts});
    visit(Table<model::Industry>{"industries", "Industries and their place in a chain.", &Tables::industries,
                                 detail::columns::industries});
    visit(Table<model::Output>{"output", "What places produce, by industry and year.", &Tables::output,
                               detail::columns::output});
    visit(Table<model::Indicator>{"indicators",
                                  "The indicator tree: an index has no parent, a measured indicator no children.",
                                  &Tables::indicators, detail::columns::indicators});
    visit(Table<model::Observation>{"observations", "Measured numbers. What is not known has no row.",
                                    &Tables::observations, detail::columns::observations});
    visit(
        Table<model::Resource>{"resources", "What is to be divided.", &Tables::resources, detail::columns::resources});
    visit(Table<model::Project>{"projects", "What can be paid for.", &Tables::projects, detail::columns::projects});
    visit(
        Table<model::Task>{"tasks", "Duties of a plan and who carries them.", &Tables::tasks, detail::columns::tasks});
    visit(Table<model::Target>{"targets", "What indicators are to reach.", &Tables::targets, detail::columns::targets});
}

/// The keys of region.csv.
inline std::span<const Column<model::RegionInfo>> region_keys() {
    return detail::columns::region;
}

} // namespace corewing::io
