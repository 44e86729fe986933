#pragma once

#include "corewing/report/spreadsheet.hpp"

#include "corewing/base/index.hpp"
#include "corewing/report/table.hpp"

#include <charconv>
#include <string>
#include <string_view>
#include <system_error>

namespace corewing::report {

COREWING_BODY
std::string spreadsheet_safe(std::string_view cell) {
    if (cell.empty()) return {};
    Index position = 0;
    const char32_t first = next_character(cell, position);
    constexpr std::u32string_view risky = U"=+-@\t\r＝＋－＠";
    if (risky.find(first) == risky.npos) return std::string(cell);
    const std::string_view number = first == U'+' ? cell.substr(1) : cell;
    const bool digits_only = number.find_first_not_of("0123456789+-.eE") == number.npos;
    double value = 0.0;
    const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), value);
    const bool plain = digits_only && fault == std::errc() && end == number.data() + number.size() &&
                       !(first == U'+' && number.starts_with('-'));
    return plain ? std::string(cell) : '\'' + std::string(cell);
}

COREWING_BODY
std::string csv_table(const Table& table) {
    check_table(table);
    std::string csv;
    const auto put = [&](std::string_view cell, bool first) {
        if (!first) csv += ',';
        const std::string safe = spreadsheet_safe(cell);
        if (safe.find_first_of(",\"\r\n") == safe.npos) {
            csv += safe;
            return;
        }
        csv += '"';
        for (const char c : safe) csv += c == '"' ? std::string("\"\"") : std::string(1, c);
        csv += '"';
    };
    for (Index j = 0; j < std::ssize(table.columns); ++j) put(table.columns[j].title, j == 0);
    csv += "\r\n";
    for (const Row& row : table.rows) {
        for (Index j = 0; j < std::ssize(row); ++j) put(marked(row[j].text, row[j].mark), j == 0);
        csv += "\r\n";
    }
    return csv;
}

} // namespace corewing::report
