#pragma once

#include "corewing/base/mark.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/report/mark_sign.hpp"
#include "corewing/report/text.hpp"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace corewing::report {

/// On which side the cells of a column stand.
enum class Align {
    left,  ///< texts
    right, ///< numbers
    centre ///< short words
};

/// Title and side of a column.
struct Heading {
    std::string title = {};    ///< its head
    Align align = Align::left; ///< numbers: right
};

/// A text, with the mark of the number it shows.
struct Cell {
    std::string text = {};                  ///< as it is shown, without a sign
    base::Mark mark = base::Mark::observed; ///< of the number; observed for words

    Cell() = default; ///< empty
    /// @param its_text  as it is shown
    Cell(const char* its_text) : text(its_text) {}
    /// @param its_text  as it is shown
    /// @param its_mark  of the number
    Cell(std::string its_text, base::Mark its_mark = base::Mark::observed)
        : text(std::move(its_text)), mark(its_mark) {}

    bool operator==(const Cell&) const = default;
};

/// One cell a column.
using Row = std::vector<Cell>;

/// A table as plain data; it can be written as text, as HTML or as CSV.
struct Table {
    std::string caption = {};         ///< above it; empty = none
    std::vector<Heading> columns = {}; ///< heads and sides
    std::vector<Row> rows = {};       ///< each as long as columns
    bool row_titles = true;           ///< the first cell of a row names it
    std::string note = {};            ///< printed below
    MarkWords mark_words = {};        ///< what the signs of marked numbers mean
};

/// Throws unless every row has a cell for each column.
/// @param table  one of your own
/// @throws bad_shape naming the row
COREWING_ROUTINE
void check_table(const Table& table);

/// The table as plain text, columns aligned also where Chinese characters take two columns each.
///
///     Place         Amount
///     -----------  -------
///     万州区          12.5
///
/// @param table  as many cells in a row as columns
/// @return lines that end in '\n', without trailing blanks: caption, heads, rows, legend of marks, note
/// @throws bad_shape naming the row that has too few or too many cells
/// Complexity O(length).
COREWING_ROUTINE
std::string text(const Table& table);

/// The table as an HTML fragment with caption, column and row heads (scope) and marked numbers set apart.
/// @param table  as many cells in a row as columns
/// @return a table element, escaped
/// @throws bad_shape naming the row that has too few or too many cells
/// Complexity O(length).
COREWING_ROUTINE
std::string html_table(const Table& table);

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/table.hpp"
#endif
