#pragma once

#include "corewing/base/mark.hpp"
#include "corewing/model/division_rule.hpp"
#include "corewing/model/link.hpp"
#include "corewing/model/place.hpp"
#include "corewing/model/role.hpp"
#include "corewing/model/target.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::io {

/// What a column holds.
enum class CellType : unsigned char {
    text,                  ///< any text
    number,                ///< an empty cell means the default of the member
    optional_number,       ///< or nothing
    whole_number,          ///< for example a year
    optional_whole_number, ///< or nothing
    yes_no,                ///< true or false
    list,                  ///< texts separated by semicolons
    place_kind,            ///< district, platform or partner
    layer_kind,            ///< flow or route
    role,                  ///< core, wing, point or other
    sense,                 ///< at_least or at_most
    rule_scope,            ///< region, kind, cluster, theme or place
    rule_measure,          ///< amount, percent or count
    rule_mark,             ///< stated or assumed
    mark,                  ///< of an observation: observed, estimated or synthetic
};

namespace detail {

constexpr CellType cell_type(const std::string*) {
    return CellType::text;
}
constexpr CellType cell_type(const double*) {
    return CellType::number;
}
constexpr CellType cell_type(const std::optional<double>*) {
    return CellType::optional_number;
}
constexpr CellType cell_type(const int*) {
    return CellType::whole_number;
}
constexpr CellType cell_type(const std::optional<int>*) {
    return CellType::optional_whole_number;
}
constexpr CellType cell_type(const bool*) {
    return CellType::yes_no;
}
constexpr CellType cell_type(const std::vector<std::string>*) {
    return CellType::list;
}
constexpr CellType cell_type(const model::PlaceKind*) {
    return CellType::place_kind;
}
constexpr CellType cell_type(const model::LayerKind*) {
    return CellType::layer_kind;
}
constexpr CellType cell_type(const model::Role*) {
    return CellType::role;
}
constexpr CellType cell_type(const model::Sense*) {
    return CellType::sense;
}
constexpr CellType cell_type(const model::RuleScope*) {
    return CellType::rule_scope;
}
constexpr CellType cell_type(const model::RuleMeasure*) {
    return CellType::rule_measure;
}
constexpr CellType cell_type(const model::RuleMark*) {
    return CellType::rule_mark;
}
constexpr CellType cell_type(const base::Mark*) {
    return CellType::mark;
}

} // namespace detail

/// The member of a row that a column fills, without the row's type in its own: so all tables are read and
/// written by the same code. Made by member<&Row::name>.
struct Member {
    CellType type;          ///< what the member holds
    void* (*in)(void* row); ///< the member of that row; its type follows from `type`
};

namespace detail {

template <auto Pointer>
struct MemberOf;

template <class Row, class Value, Value Row::*Pointer>
struct MemberOf<Pointer> {
    static constexpr CellType type = cell_type(static_cast<const Value*>(nullptr));
    static void* in(void* row) { return &(static_cast<Row*>(row)->*Pointer); }
};

} // namespace detail

/// The member that a pointer to member names: member<&Place::lon>.
template <auto Pointer>
inline constexpr Member member{detail::MemberOf<Pointer>::type, &detail::MemberOf<Pointer>::in};

/// A column of a table.
struct Column {
    std::string_view name;         ///< head of the column
    Member member;                 ///< which member of the row it fills
    bool required = false;         ///< the column must be there and no cell of it empty
    std::string_view meaning = ""; ///< one phrase, for the page
    std::string_view unit = "";    ///< of a number
    std::string_view blank = "";   ///< what an empty cell means; where nothing is said, the default of the member
    std::string_view example = ""; ///< what to write: "decimal degrees, for example 29.56"
};

} // namespace corewing::io
