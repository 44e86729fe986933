#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/io/mistakes.hpp"
#include "corewing/model/region.hpp"
#include "corewing/model/tables.hpp"

#include <filesystem>
#include <vector>

/// A region as a folder of CSV files, one for each table; docs/data_dictionary.md names every column.
namespace corewing::io {

/// How a region folder is read.
struct ReadOptions {
    base::Observer observer = {}; ///< progress by bytes; stopping it ends the reading with base::interrupted
};

/// A region and what was done to the rows of its folder on the way.
struct FolderRegion {
    model::Region region;         ///< of today's places
    base::Findings findings = {}; ///< files in GB18030; what changes.csv did to earlier figures
};

/// Reads a region from a folder, and tells what was done to its rows: figures of years before a change of changes.csv
/// are brought to the places of today (model::apply_changes()). Files are in UTF-8; one that is not, but is GB18030 as
/// Chinese spreadsheets save it, is read as that, where the system can, and a warning shows a word of it.
/// @param folder   as of read_region()
/// @param options  as of read_region()
/// @return the region, without changes, as they are made; a note or warning for each change
/// @throws as read_region()
/// Complexity as read_region() and, where there are changes, as model::apply_changes().
COREWING_ROUTINE
FolderRegion read_folder(const std::filesystem::path& folder, const ReadOptions& options = {});

/// Reads a region from a folder. What read_folder() gives, without its findings.
///
/// places.csv must be there; a table without a file is empty, an empty cell takes the column's default, and a
/// column that is not required may be left out. CSV files of other names are refused, other files ignored.
/// @param folder   holds places.csv and, as far as known, the other tables
/// @param options  who is told of the progress and may stop it
/// @return the region; rows may stand in any order in the files
/// @throws bad_files naming file, line and cell of the first 20 mistakes, and what to do
/// @throws bad_file if the folder or a file cannot be read; interrupted if the observer asked to stop
/// Complexity O(bytes + rows log rows); memory for the rows, not for the files.
COREWING_ROUTINE
model::Region read_region(const std::filesystem::path& folder, const ReadOptions& options = {});

/// Reads the tables of a region folder without asking whether they fit each other: for programs that
/// change them before a Region is made. Changes of places are not applied.
/// @param folder   as of read_region()
/// @param options  as of read_region()
/// @return rows in the order of the files
/// @throws bad_files, bad_file, interrupted as read_region(), but for rows that do not fit each other
/// Complexity O(bytes).
COREWING_ROUTINE
model::Tables read_tables(const std::filesystem::path& folder, const ReadOptions& options = {});

/// Writes tables to a folder, which is made if need be; read_tables() gives the same tables again.
///
/// All tables are written, the empty ones with their first row alone, so that no older file is read with
/// new ones. Every file is first written whole under a temporary name; only when all are safely on the
/// disk do they take the place of the old ones. So a failure while writing (a full disk, a value that
/// could not be read again) leaves an older folder as it was, and each file is at any time either the old one
/// or the new one. A power cut during the final renaming may leave files of both.
/// @param tables  rows in any order
/// @param folder  new, or with an older region in it
/// @throws bad_data for a text with NUL or not in UTF-8, a number that is not finite, or an empty required cell
/// @throws bad_file if a file cannot be written
/// Complexity O(bytes).
COREWING_ROUTINE
void write_tables(const model::Tables& tables, const std::filesystem::path& folder);

/// Refuses a file name for output under which something would be lost that a region was read from. Ask before
/// anything is computed; links are followed, so another name of the same file is found out.
/// @param output  where something other than a table is to be written
/// @param folder  the region's
/// @param inputs  other files that were read, such as outlines
/// @throws bad_file if the output is one of the inputs, a table of the folder, or a CSV file in it, which would
///         keep the folder from being read again
/// Complexity O(tables + inputs).
COREWING_ROUTINE
void check_output(const std::filesystem::path& output, const std::filesystem::path& folder,
                  const std::vector<std::filesystem::path>& inputs = {});

/// Writes a region to a folder; read_region() gives an equal region again, unless it holds changes that were not
/// applied yet. See write_tables().
/// @param region  any
/// @param folder  as of write_tables()
/// @throws bad_data, bad_file as write_tables()
/// Complexity O(bytes).
COREWING_ROUTINE
void write_region(const model::Region& region, const std::filesystem::path& folder);

} // namespace corewing::io

#ifndef COREWING_COMPILED
#include "corewing/io/impl/region_folder.hpp"
#endif
