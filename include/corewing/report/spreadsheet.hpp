#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/report/table.hpp"

#include <string>
#include <string_view>
#include <system_error>

namespace corewing::report {

/// A cell that no spreadsheet program runs as a formula.
///
/// A cell that begins with = + - @ tab or carriage return gets a ' before it, unless all of it is a plain
/// number such as -12.5 or +3. For CSV reports only: data that are to be read again are never changed.
/// Full-width forms of the four signs (＝ ＋ － ＠), which some programs treat alike, count as well.
/// @param cell  any text
/// @return the same text, or with ' before it
/// Source: OWASP, CSV Injection.
/// Complexity O(length).
COREWING_ROUTINE
std::string spreadsheet_safe(std::string_view cell);

/// The table as a CSV report (RFC 4180, UTF-8, CR LF) that is safe to open in a spreadsheet.
///
/// The sign of a marked number stands in its cell, which then is text: no sum takes it for an observed one.
/// @param table  as many cells in a row as columns
/// @return the whole file
/// @throws bad_shape naming the row that has too few or too many cells
/// Complexity O(length).
COREWING_ROUTINE
std::string csv_table(const Table& table);

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/spreadsheet.hpp"
#endif
