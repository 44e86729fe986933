#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/io/csv.hpp"
#include "corewing/io/detail/cells.hpp"
#include "corewing/io/schema.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <type_traits>

namespace corewing::io::detail {

/// Appends a member as it stands in a cell.
/// @param untouched  a row of defaults
/// @throws bad_data if it could not be read again as it is
template <class = void>
void write_member(const Column& column, const void* row, const void* untouched, std::string& cell,
                  std::string_view table, Index index) {
    Refusal why;
    const bool good = with_member(column.member, row, [&](const auto& value) {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, double>) // an infinite default: unknown or unlimited
            if (std::isinf(value) && with_member(column.member, untouched, [&](const auto& usual) {
                    if constexpr (std::is_same_v<std::decay_t<decltype(usual)>, double>) return usual == value;
                    return false;
                }))
                return true;
        return write_cell(value, cell, why);
    });
    const auto refuse = [&] {
        throw base::bad_data(why.text, {.file = std::string(table) + " row " + std::to_string(index + 1),
                                        .field = std::string(column.name),
                                        .value = legible(cell, 40),
                                        .remedy = why.remedy});
    };
    if (!good) refuse();
    const Index longest = CsvLimits{}.cell;
    if (cell.size() + std::count(cell.begin(), cell.end(), '"') > longest) {
        why = {"the text is longer than " + std::to_string(longest) + " bytes", "shorten it"};
        refuse();
    }
    if (cell.empty() && column.required) {
        why = {"is empty", "write " + std::string(column.example)};
        refuse();
    }
}

/// Hands the text of a table to write(std::string_view), piece by piece, the header first.
template <class Write>
void write_rows(const Table& table, const model::Tables& tables, Write&& write) {
    model::Tables fresh;
    const void* const untouched = table.add(fresh);
    std::string text, cell;
    CsvWriter csv(text);
    for (const Column& column : table.columns) csv.cell(column.name);
    csv.end_row();
    for (Index i = 0; i < table.size(tables); ++i) {
        for (const Column& column : table.columns) {
            cell.clear();
            write_member(column, table.row(tables, i), untouched, cell, table.name, i);
            csv.cell(cell);
        }
        csv.end_row();
        if (text.size() > (Index{1} << 18)) {
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
    for (const Column& key : region_keys()) {
        cell.clear();
        write_member(key, &info, &info, cell, "region", 0);
        if (cell.empty()) continue;
        csv.cell(key.name);
        csv.cell(cell);
        csv.end_row();
    }
    write(std::string_view(text));
}

} // namespace corewing::io::detail
