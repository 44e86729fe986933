#pragma once

#include "corewing/base/error.hpp"
#include "corewing/io/csv.hpp"
#include "corewing/io/detail/cells.hpp"
#include "corewing/io/dictionary.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace corewing::io::detail {

/// Appends a member as it stands in a cell.
/// @throws bad_data if it could not be read again as it is
template <class Row>
void write_member(const Column<Row>& column, const Row& row, std::string& cell, std::string_view table,
                  std::size_t index) {
    static const Row untouched{};
    Refusal why;
    const bool good = std::visit(
        [&](auto member) {
            const auto& value = row.*member;
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, double>)
                if (std::isinf(value) && value == untouched.*member) return true; // unknown or unlimited
            return write_cell(value, cell, why);
        },
        column.member);
    const auto refuse = [&] {
        throw base::bad_data(why.text, {.file = std::string(table) + " row " + std::to_string(index + 1),
                                        .field = std::string(column.name),
                                        .value = legible(cell, 40),
                                        .remedy = why.remedy});
    };
    if (!good) refuse();
    const std::size_t longest = CsvLimits{}.cell;
    if (cell.size() + static_cast<std::size_t>(std::count(cell.begin(), cell.end(), '"')) > longest) {
        why = {"the text is longer than " + std::to_string(longest) + " bytes", "shorten it"};
        refuse();
    }
    if (cell.empty() && column.required) {
        why = {"is empty", "write " + std::string(column.example)};
        refuse();
    }
}

/// Hands the text of a table to write(std::string_view), piece by piece, the header first.
template <class Row, class Write>
void write_rows(std::span<const Column<Row>> columns, const std::vector<Row>& rows, std::string_view table,
                Write&& write) {
    std::string text, cell;
    CsvWriter csv(text);
    for (const auto& column : columns) csv.cell(column.name);
    csv.end_row();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const auto& column : columns) {
            cell.clear();
            write_member(column, rows[i], cell, table, i);
            csv.cell(cell);
        }
        csv.end_row();
        if (text.size() > (std::size_t{1} << 18)) {
            write(std::string_view(text));
            text.clear();
        }
    }
    write(std::string_view(text));
}

/// Hands the text of region.csv to write(). Keys without a value are left out.
template <class Write>
void write_keys(const model::RegionInfo& info, Write&& write) {
    std::string text, cell;
    CsvWriter csv(text);
    csv.cell("key");
    csv.cell("value");
    csv.end_row();
    for (const auto& key : region_keys()) {
        cell.clear();
        write_member(key, info, cell, "region", 0);
        if (cell.empty()) continue;
        csv.cell(key.name);
        csv.cell(cell);
        csv.end_row();
    }
    write(std::string_view(text));
}

} // namespace corewing::io::detail
