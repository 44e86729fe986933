#pragma once


#include "corewing/base/check.hpp"
#include "corewing/io/detail/cells.hpp"
#include "corewing/io/schema.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace corewing::io::detail {

/// What an empty cell of the column means.
/// @param untouched  a row of defaults
template <class = void>
std::string meaning_of_blank(const Column& column, const void* untouched) {
    if (column.required) return "not allowed";
    if (!column.blank.empty()) return std::string(column.blank);
    std::string cell;
    Refusal why;
    with_member(column.member, untouched, [&](const auto& value) { return write_cell(value, cell, why); });
    return cell.empty() ? "none" : cell;
}

inline std::string dictionary_row(const Column& column, const void* untouched) {
    return "| " + std::string(column.name) + " | " + type_name(column.member.type) + " | " + std::string(column.unit) +
           " | " + meaning_of_blank(column, untouched) + " | " + std::string(column.meaning) + " |\n";
}

inline constexpr std::string_view dictionary_head =
    "| Column | Type | Unit | Empty cell | Meaning |\n| --- | --- | --- | --- | --- |\n";

} // namespace corewing::io::detail
