#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/model/link.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// Origin-destination matrices as surveys print them: a row an origin, a column a destination.
///
///     from,mill,spring,harbour
///     mill,12,3,
///     spring,4,,0
///
///     auto tables = io::read_tables("valley");
///     const auto rows = io::read_od_matrix("commuters.csv", {.layer = "commuters"});
///     tables.links.insert(tables.links.end(), rows.begin(), rows.end());
namespace corewing::io {

/// What a matrix means.
struct OdMatrixOptions {
    std::string layer = {};                      ///< id of the layer that the links belong to; not empty
    std::map<std::string, std::string> ids = {}; ///< what the matrix calls places, and their ids; what is not named
                                                 ///< here is an id already
};

/// Reads a matrix of flows as rows of links.csv. A blank cell is not known and gives no row; 0 is known and gives a row
/// of weight 0. A cell on the diagonal is a self-flow.
/// @param file     CSV in UTF-8, or in GB18030 where the system can read it; the first column names the origins, whatever its head
/// @param options  layer, names
/// @return rows in the order of the file
/// @throws bad_files naming file, line and cell of the first 20 mistakes: a cell that is no number or below 0, an origin or
///         a destination that stands twice
/// @throws bad_file if it cannot be read; bad_value for an empty layer
/// Complexity O(bytes + places log places).
COREWING_ROUTINE
std::vector<model::LinkRow> read_od_matrix(const std::filesystem::path& file, const OdMatrixOptions& options);

} // namespace corewing::io

#ifndef COREWING_COMPILED
#include "corewing/io/impl/od_matrix.hpp"
#endif
