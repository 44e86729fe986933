#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/io/column.hpp"
#include "corewing/model/tables.hpp"

#include <span>
#include <string_view>

/// The data dictionary: every table and column of a region folder. Reading, writing and the page
/// docs/data_dictionary.md are driven by it alone.
namespace corewing::io {

/// A table of a region folder. The functions reach its rows without their type, which only the columns know.
struct Table {
    std::string_view name;                                 ///< of the file, without .csv
    std::string_view meaning;                              ///< one sentence, for the page
    std::span<const Column> columns;                       ///< in the order in which they are written
    void* (*add)(model::Tables&);                          ///< adds a row of defaults
    void (*drop)(model::Tables&);                          ///< takes the last row out
    void (*reserve)(model::Tables&, Index rows);           ///< makes room for so many rows
    Index (*size)(const model::Tables&);                   ///< number of rows
    const void* (*row)(const model::Tables&, Index index); ///< one of them, by index
};

/// All tables but region.csv, in the order in which they are read.
/// @return one entry a table
COREWING_ROUTINE
std::span<const Table> dictionary();

/// The keys of region.csv, which has a row for each key.
/// @return one entry a key
COREWING_ROUTINE
std::span<const Column> region_keys();

} // namespace corewing::io

#ifndef COREWING_COMPILED
#include "corewing/io/impl/schema.hpp"
#endif
