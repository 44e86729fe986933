#pragma once

#include "corewing/base/index.hpp"
#include "corewing/io/detail/csv_scanner.hpp"
#include "corewing/io/mistakes.hpp"

#include <istream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Comma-separated values as RFC 4180 has them, in UTF-8.
namespace corewing::io {

/// What a file may not exceed, so that a quote left open cannot fill the memory.
struct CsvLimits {
    Index cell = Index{1} << 20; ///< bytes in a cell, >= 0
    Index row = Index{8} << 20;  ///< bytes in a row, >= 0
    Index cells = 4096;          ///< cells in a row, >= 0
};

/// Reads a CSV file row by row; memory is bounded by the limits, not by the file.
///
///     io::Mistakes mistakes;
///     io::CsvReader reader(stream, "places.csv", mistakes);
///     while (reader.next())
///         for (std::string_view cell : reader.cells()) ...
///     mistakes.throw_if_any();
///
/// Cells are separated by commas, rows by LF or CRLF. A cell that holds a comma, a quote or a line end
/// stands in quotes, with the quotes inside it doubled. A byte order mark at the beginning and empty lines at
/// the end are passed over. Rows that break a rule go to the mistakes and are left out; what makes the rest of
/// the file unreadable (another encoding, an open quote) ends it.
class CsvReader {
public:
    /// @param in        opened in binary mode; must outlive the reader
    /// @param file      its name in messages
    /// @param mistakes  takes what is wrong; must outlive the reader
    /// @param limits    what a row may not exceed
    /// @throws bad_value for a limit below 0; bad_file if the stream cannot be read
    CsvReader(std::istream& in, std::string file, Mistakes& mistakes, const CsvLimits& limits = {})
        : scanner_(in, std::move(file), mistakes, limits) {}

    /// Goes to the next row that keeps the rules. @return false at the end
    /// @throws bad_file if the file cannot be read
    /// Complexity O(bytes of the row).
    bool next() { return scanner_.next(); }

    /// The cells of the row, without quotes; valid until next() is called again.
    [[nodiscard]] const std::vector<std::string_view>& cells() const { return scanner_.cells(); }
    /// The line on which the row begins, from 1.
    [[nodiscard]] Index line() const { return scanner_.line(); }
    /// How many bytes have been read from the file.
    [[nodiscard]] Index bytes() const { return scanner_.bytes(); }
    /// The name of the file in messages.
    [[nodiscard]] const std::string& file() const { return scanner_.file(); }

private:
    detail::CsvScanner<CsvLimits> scanner_;
};

/// Writes rows of CSV to the end of a string. Quotes stand only where they are needed; rows end with LF.
class CsvWriter {
public:
    /// @param out  must outlive the writer
    explicit CsvWriter(std::string& out) : out_(out) {}

    /// Adds a cell to the row. Complexity O(length).
    void cell(std::string_view text) {
        if (cells_++ > 0) out_ += ',';
        only_cell_empty_ = text.empty();
        if (text.find_first_of(",\"\n\r") == std::string_view::npos) {
            out_ += text;
            return;
        }
        out_ += '"';
        for (const char c : text) {
            if (c == '"') out_ += '"';
            out_ += c;
        }
        out_ += '"';
    }

    /// Ends the row. A row of one empty cell is written as "", since an empty line is no row.
    void end_row() {
        if (cells_ == 1 && only_cell_empty_) out_ += "\"\"";
        out_ += '\n';
        cells_ = 0;
    }

private:
    std::string& out_;
    Index cells_ = 0;
    bool only_cell_empty_ = false;
};

} // namespace corewing::io
