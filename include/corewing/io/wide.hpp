#pragma once

#include "corewing/base/mark.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/indicator.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// Tables as yearbooks print them: a row a place, a column an indicator or a year.
///
///     place,gdp,people            place,2019,2020
///     mill,30.5,12                mill,28,30.5
///     spring,,7                   spring,,
///
///     auto tables = io::read_tables("valley");
///     const auto rows = io::read_wide("yearbook.csv", {.year = 2020, .source = "yearbook 2020, table 3"});
///     tables.observations.insert(tables.observations.end(), rows.begin(), rows.end());
///     io::write_tables(tables, "valley");
namespace corewing::io {

/// What the heads of a wide table mean.
struct WideOptions {
    std::optional<int> year = {}; ///< given: the heads are ids of indicators, all figures of this year
    std::string indicator = {};   ///< given: the heads are years, all figures of this indicator; one of the two
    std::map<std::string, std::string> ids = {}; ///< what the table calls places and indicators, and their ids; what is
                                                 ///< not named here is an id already
    base::Mark mark = base::Mark::observed;      ///< of all figures: observed, imputed (estimated) or synthetic
    std::string source = {};                     ///< of all figures
};

/// Reads a wide table as rows of observations.csv. The first column names the places, whatever its head; a blank cell
/// gives no row, a place "" is the region as a whole.
/// @param file     CSV in UTF-8, or in GB18030 where the system can read it
/// @param options  one of year and indicator; names, mark, source
/// @return rows in the order of the file
/// @throws bad_files naming file, line and cell of the first 20 mistakes: a cell that is no number, a head that is no year
///         or stands twice, a place that stands twice
/// @throws bad_file if it cannot be read; bad_value unless one of year and indicator is given
/// Complexity O(bytes + places log places).
COREWING_ROUTINE
std::vector<model::Observation> read_wide(const std::filesystem::path& file, const WideOptions& options);

} // namespace corewing::io

#ifndef COREWING_COMPILED
#include "corewing/io/impl/wide.hpp"
#endif
