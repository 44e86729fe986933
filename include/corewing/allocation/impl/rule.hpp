#pragma once

#include "corewing/allocation/rule.hpp"

#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <string>
#include <string_view>
#include <vector>

namespace corewing::allocation {
namespace detail {

/// The user's name of a place, or "place 7".
template <class = void>
std::string place_label(const std::vector<std::string>& names, Index i) {
    return i < std::ssize(names) && !names[i].empty() ? names[i] : "place " + std::to_string(i);
}

/// The user's name of a group, or "group 7".
inline std::string group_title(const std::vector<Group>& groups, Index g) {
    return groups[g].name.empty() ? "group " + std::to_string(g) : groups[g].name;
}

} // namespace detail

COREWING_BODY
std::string describe(const Rule& rule) {
    const std::string amount = ' ' + base::to_text(rule.amount);
    switch (rule.kind) {
    case RuleKind::budget: return (rule.name.empty() ? "budget" : rule.name + " budget") + amount;
    case RuleKind::place_floor:
    case RuleKind::group_floor: return rule.name + " floor" + amount;
    case RuleKind::place_cap:
    case RuleKind::group_cap: return rule.name + " cap" + amount;
    }
    return rule.name + amount;
}

} // namespace corewing::allocation
