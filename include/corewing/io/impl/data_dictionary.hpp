#pragma once

#include "corewing/io/data_dictionary.hpp"

#include "corewing/io/detail/dictionary_page.hpp"
#include "corewing/base/check.hpp"
#include "corewing/io/detail/cells.hpp"
#include "corewing/io/schema.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace corewing::io {

COREWING_BODY
std::string data_dictionary_markdown() {
    std::string page = R"(# Data dictionary

A region is a folder of CSV files, one for each table. `io::read_region` reads it, `io::write_region` writes it.
This page is made by `io::data_dictionary_markdown()` from the dictionary that drives both.

- Files are UTF-8, with or without a byte order mark. Cells are separated by commas, rows by LF or CRLF. A cell that
  holds a comma, a quote or a line end stands in quotes, with the quotes inside it doubled (RFC 4180).
- The first row names the columns, in any order. A column that is not required may be left out.
- Only places.csv must be there. A table without a file is empty. CSV files of other names are refused, so that a
  misspelt one is not overlooked; files that do not end in .csv are ignored.
- An empty cell means what the column says below. Zero is written as 0.
- Numbers have a decimal point and no separators of thousands: 1234.5. An exponent may stand: 1.2e6. Nothing else does:
  no percent signs, no blanks, no `nan`, no `inf`.
- Lists are separated by semicolons, without blanks. Words such as `district` are written as they stand here.
- An id has no semicolon, no control or invisible character, and no blank of any script at its ends. Places that a row
  names must be in places.csv, layers in layers.csv, and so on.
- No text holds a control character but tabs and line ends.
- Rows may stand in any order. Results do not depend on it.

## region.csv

The region as a whole: the columns `key` and `value`, and a row for each key that is known.

)";
    const model::Tables fresh;
    page += "| Key | Type | Unit | Empty cell | Meaning |\n| --- | --- | --- | --- | --- |\n";
    for (const Column& key : region_keys()) page += detail::dictionary_row(key, &fresh.info);
    for (const Table& table : dictionary()) {
        model::Tables one;
        const void* const untouched = table.add(one);
        page += "\n## " + std::string(table.name) + ".csv\n\n" + std::string(table.meaning) + "\n\n";
        page += detail::dictionary_head;
        for (const Column& column : table.columns) page += detail::dictionary_row(column, untouched);
    }
    return page;
}

} // namespace corewing::io
