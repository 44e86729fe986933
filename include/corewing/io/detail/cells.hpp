#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/io/column.hpp"
#include "corewing/io/detail/text.hpp"
#include "corewing/model/link.hpp"
#include "corewing/model/place.hpp"
#include "corewing/model/role.hpp"
#include "corewing/model/target.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

/// How a value stands in a cell: reading and writing of every type that a column can have. Nothing here
/// depends on the locale.
namespace corewing::io::detail {

/// Why a cell cannot be read. Without a remedy of its own, the column's holds.
struct Refusal {
    std::string text = {};
    std::string remedy = {};
};

constexpr const auto& choices(model::PlaceKind) {
    return model::all_place_kinds;
}
constexpr const auto& choices(model::LayerKind) {
    return model::all_layer_kinds;
}
constexpr const auto& choices(model::Role) {
    return model::all_roles;
}
constexpr const auto& choices(model::RuleScope) {
    return model::all_rule_scopes;
}
constexpr const auto& choices(model::RuleMeasure) {
    return model::all_rule_measures;
}
constexpr const auto& choices(model::RuleMark) {
    return model::all_rule_marks;
}
constexpr const auto& choices(model::Sense) {
    return model::all_senses;
}

/// The marks that an observation can have.
inline constexpr std::array<base::Mark, 3> observation_marks{base::Mark::observed, base::Mark::imputed,
                                                             base::Mark::synthetic};

constexpr const auto& choices(base::Mark) {
    return observation_marks;
}

/// The word for a value in a cell.
template <class Enum>
constexpr std::string_view word(Enum value) {
    return name(value);
}
constexpr std::string_view word(base::Mark mark) {
    return mark == base::Mark::imputed ? "estimated" : name(mark); // by whoever published it
}

/// The words of an enumeration: "district, platform or partner".
template <class Enum>
std::string words() {
    const auto& all = choices(Enum{});
    std::string list;
    for (Index i = 0; i < std::ssize(all); ++i) {
        if (i > 0) list += i + 1 == std::ssize(all) ? " or " : ", ";
        list += word(all[i]);
    }
    return list;
}

inline bool blank_end(std::string_view cell) {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    return !cell.empty() && (blank(cell.front()) || blank(cell.back()));
}

/// A sign "+" before a digit or point may stand; from_chars knows only "-".
inline std::string_view without_plus(std::string_view cell) {
    if (cell.size() > 1 && cell[0] == '+' && cell[1] != '-' && cell[1] != '+') cell.remove_prefix(1);
    return cell;
}

/// The ways in which tables say that there is no number.
template <class = void>
bool says_nothing(std::string_view cell) {
    constexpr std::array<std::string_view, 18> words{"na",   "n/a", "n.a.", "#n/a", "nan",     "null", "none", "nil", "missing",
                                                     "-",    "--",  ".",    "..",   "\u2013",  "\u2014", "\u2014\u2014", "\u4e0d\u8be6", "\u2026"};
    const std::string lower = ascii_lower(std::string(cell.substr(0, 12)));
    return cell.size() <= 12 && std::find(words.begin(), words.end(), lower) != words.end();
}

template <class Number>
Refusal refuse_number(std::string_view cell, std::errc code, bool whole) {
    const std::string value = in_quotes(cell);
    constexpr auto npos = std::string_view::npos;
    if (blank_end(cell)) return {value + " has a blank at an end", "take it out"};
    if (whole && (code == std::errc() || code == std::errc::result_out_of_range)) {
        Number ignored{};
        const auto digits = without_plus(cell);
        if (std::from_chars(digits.data(), digits.data() + digits.size(), ignored).ptr == digits.data() + digits.size())
            return {value + " is too large", ""};
    }
    const bool digits_and_commas = cell.find_first_not_of("+-0123456789.,") == npos;
    const bool has_comma = cell.find(',') != npos;
    if (digits_and_commas && has_comma && cell.find_first_of("0123456789") != npos)
        return {value + " is not a number",
                "write the decimals behind a point, as in 3.5, and do not set the thousands apart"};
    return {value + (whole ? " is not a whole number" : " is not a number"), ""};
}

// ---- reading: each returns true and sets the value, or false and says why -------------------------

/// A terminal that shows the text later may obey control characters.
template <class = void>
bool refuse_control(std::string_view text, Refusal& why) {
    if (!base::detail::has_control(text)) return false;
    why = {in_quotes(text) + " has a control character", "take it out"};
    return true;
}

inline bool read_cell(std::string_view cell, std::string& value, Refusal& why) {
    value = cell;
    return !refuse_control(cell, why);
}

template <class = void>
bool read_cell(std::string_view cell, double& value, Refusal& why) {
    const std::string_view digits = without_plus(cell);
    const char* const end = digits.data() + digits.size();
    double number = 0.0;
    const auto [stop, code] = std::from_chars(digits.data(), end, number);
    if (code == std::errc() && stop == end && std::isfinite(number)) {
        value = number;
        return true;
    }
    if (code == std::errc() && stop == end)
        why = {in_quotes(cell) + " is not a finite number", ""};
    else if (code == std::errc::result_out_of_range && stop == end)
        why = {in_quotes(cell) + " is too large or too small for a number", ""};
    else
        why = refuse_number<double>(cell, code, false);
    return false;
}

template <class = void>
bool read_cell(std::string_view cell, int& value, Refusal& why) {
    const std::string_view digits = without_plus(cell);
    const char* const end = digits.data() + digits.size();
    int number = 0;
    const auto [stop, code] = std::from_chars(digits.data(), end, number);
    if (code == std::errc() && stop == end) {
        value = number;
        return true;
    }
    why = refuse_number<int>(cell, code, true);
    return false;
}

template <class = void>
bool read_cell(std::string_view cell, bool& value, Refusal& why) {
    if (cell == "true" || cell == "false") {
        value = cell == "true";
        return true;
    }
    why = {in_quotes(cell) + " is neither true nor false", "write true or false"};
    return false;
}

template <class Enum>
requires std::is_enum_v<Enum>
bool read_cell(std::string_view cell, Enum& value, Refusal& why) {
    for (const Enum choice : choices(Enum{}))
        if (word(choice) == cell) {
            value = choice;
            return true;
        }
    why = {in_quotes(cell) + " is not one of the words for this column", "write " + words<Enum>()};
    return false;
}

template <class Value>
bool read_cell(std::string_view cell, std::optional<Value>& value, Refusal& why) {
    return read_cell(cell, value.emplace(), why);
}

template <class = void>
bool read_cell(std::string_view cell, std::vector<std::string>& value, Refusal& why) {
    for (;;) {
        const auto end = cell.find(';');
        value.emplace_back(cell.substr(0, end));
        if (value.back().empty()) {
            why = {"the list has an empty item", "put one semicolon between two items and none at the ends"};
            return false;
        }
        if (refuse_control(value.back(), why)) return false;
        if (end == std::string_view::npos) return true;
        cell.remove_prefix(end + 1);
    }
}

// ---- writing: appends the cell, or says why it could not be read again ----------------------------

template <class = void>
bool write_cell(const std::string& value, std::string& cell, Refusal& why) {
    if (refuse_control(value, why)) return false;
    if (!is_utf8(value)) {
        why = {in_quotes(value) + " is not UTF-8", "convert the text to UTF-8"};
        return false;
    }
    cell += value;
    return true;
}

template <class = void>
bool write_cell(double value, std::string& cell, Refusal& why) {
    if (!std::isfinite(value)) {
        why = {base::to_text(value) + " is not a finite number", "give a number"};
        return false;
    }
    char buffer[32];
    cell.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
    return true;
}

inline bool write_cell(int value, std::string& cell, Refusal&) {
    cell += std::to_string(value);
    return true;
}

inline bool write_cell(bool value, std::string& cell, Refusal&) {
    cell += value ? "true" : "false";
    return true;
}

template <class Enum>
requires std::is_enum_v<Enum>
bool write_cell(Enum value, std::string& cell, Refusal& why) {
    const auto& all = choices(Enum{});
    if (std::find(all.begin(), all.end(), value) == all.end()) {
        why = {in_quotes(word(value)) + " is not one of the words for this column", "give " + words<Enum>()};
        return false;
    }
    cell += word(value);
    return true;
}

template <class Value>
bool write_cell(const std::optional<Value>& value, std::string& cell, Refusal& why) {
    return !value || write_cell(*value, cell, why);
}

template <class = void>
bool write_cell(const std::vector<std::string>& value, std::string& cell, Refusal& why) {
    for (Index i = 0; i < std::ssize(value); ++i) {
        if (value[i].empty() || value[i].find(';') != std::string::npos) {
            why = {in_quotes(value[i]) + " cannot stand in a list", "give every item a name without a semicolon"};
            return false;
        }
        if (i > 0) cell += ';';
        if (!write_cell(value[i], cell, why)) return false;
    }
    return true;
}

// ---- a cell of any type ------------------------------------------------------------------------------

/// Calls use(value) with the member of a row, in its own type. Value is void* or const void*.
template <class Row, class Use>
auto with_member(const Member& member, Row* row, Use&& use) {
    void* const at = member.in(const_cast<void*>(static_cast<const void*>(row)));
    const auto as = [&]<class Value>(Value*) {
        if constexpr (std::is_const_v<Row>)
            return use(*static_cast<const Value*>(at));
        else
            return use(*static_cast<Value*>(at));
    };
    switch (member.type) {
    case CellType::text: break;
    case CellType::number: return as(static_cast<double*>(nullptr));
    case CellType::optional_number: return as(static_cast<std::optional<double>*>(nullptr));
    case CellType::whole_number: return as(static_cast<int*>(nullptr));
    case CellType::optional_whole_number: return as(static_cast<std::optional<int>*>(nullptr));
    case CellType::yes_no: return as(static_cast<bool*>(nullptr));
    case CellType::list: return as(static_cast<std::vector<std::string>*>(nullptr));
    case CellType::place_kind: return as(static_cast<model::PlaceKind*>(nullptr));
    case CellType::layer_kind: return as(static_cast<model::LayerKind*>(nullptr));
    case CellType::role: return as(static_cast<model::Role*>(nullptr));
    case CellType::sense: return as(static_cast<model::Sense*>(nullptr));
    case CellType::rule_scope: return as(static_cast<model::RuleScope*>(nullptr));
    case CellType::rule_measure: return as(static_cast<model::RuleMeasure*>(nullptr));
    case CellType::rule_mark: return as(static_cast<model::RuleMark*>(nullptr));
    case CellType::mark: return as(static_cast<base::Mark*>(nullptr));
    }
    return as(static_cast<std::string*>(nullptr));
}

/// The type as the data dictionary names it.
template <class = void>
std::string type_name(CellType type) {
    switch (type) {
    case CellType::text: return "text";
    case CellType::number:
    case CellType::optional_number: return "number";
    case CellType::whole_number:
    case CellType::optional_whole_number: return "whole number";
    case CellType::yes_no: return "true or false";
    case CellType::list: return "list";
    case CellType::place_kind: return words<model::PlaceKind>();
    case CellType::layer_kind: return words<model::LayerKind>();
    case CellType::role: return words<model::Role>();
    case CellType::sense: return words<model::Sense>();
    case CellType::rule_scope: return words<model::RuleScope>();
    case CellType::rule_measure: return words<model::RuleMeasure>();
    case CellType::rule_mark: return words<model::RuleMark>();
    case CellType::mark: return words<base::Mark>();
    }
    return "";
}

} // namespace corewing::io::detail
