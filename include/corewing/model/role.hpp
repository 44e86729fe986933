#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::model {

/// What a layout asks of a place (一核两翼多点).
enum class Role : unsigned char {
    core,  ///< 核
    wing,  ///< 翼
    point, ///< 点
    other, ///< no special role
};

/// Number of roles.
inline constexpr Index role_count = 4;
/// For loops over all roles.
inline constexpr std::array<Role, role_count> all_roles{Role::core, Role::wing, Role::point, Role::other};

/// Roles by place index.
using Roles = std::vector<Role>;

/// The role as one lower-case English word, as it stands in layouts.csv.
/// @param role  of a place
/// @return "core", "wing", "point" or "other"
constexpr std::string_view name(Role role) {
    constexpr std::array<std::string_view, role_count> names{"core", "wing", "point", "other"};
    return names[base::position(role)];
}

using base::operator<<; // an enumerator prints as its name()

/// The role of that name, or nothing.
/// @param word  as in layouts.csv
constexpr std::optional<Role> role_of(std::string_view word) {
    for (const Role role : all_roles)
        if (name(role) == word) return role;
    return std::nullopt;
}

/// The places that have a role.
/// @param roles  one a place
/// @param role   the role in question
/// @return indices, ascending
/// Complexity O(n).
inline std::vector<Index> places_with(const Roles& roles, Role role) {
    std::vector<Index> found;
    for (Index i = 0; i < std::ssize(roles); ++i)
        if (roles[i] == role) found.push_back(i);
    return found;
}

/// A layout gives a place a role: one row of layouts.csv.
struct Assignment {
    std::string layout = {}; ///< id of the layout
    std::string place = {};  ///< id of the place
    Role role = Role::other; ///< its role there
    std::string focus = {};  ///< what the place is to concentrate on, free text
    std::string source = {}; ///< where the row comes from, and how sure it is

    bool operator==(const Assignment&) const = default;
};

} // namespace corewing::model
