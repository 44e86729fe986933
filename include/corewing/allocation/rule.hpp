#pragma once

#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <string>
#include <string_view>
#include <vector>

namespace corewing::allocation {

/// What kind of rule an allocation has to keep.
enum class RuleKind {
    budget,      ///< what there is to divide
    place_floor, ///< least amount of one place
    place_cap,   ///< greatest amount of one place
    group_floor, ///< least sum of a group
    group_cap,   ///< greatest sum of a group
};

/// One rule, in the user's own words.
struct Rule {
    RuleKind kind = RuleKind::budget;
    Index index = -1;    ///< number of the place or group; -1 for the budget
    Index resource = -1; ///< number of the resource where there are several, else -1
    std::string name = {};      ///< of the place or group
    double amount = 0.0;        ///< the floor, cap or budget itself

    bool operator==(const Rule&) const = default;
};

/// "NAME floor 90", "budget 296".
template <class = void>
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

namespace detail {

/// The user's name of a place, or "place 7".
template <class = void>
std::string place_label(const std::vector<std::string>& names, Index i) {
    const Index k = i;
    return k < std::ssize(names) && !names[k].empty() ? names[k] : "place " + std::to_string(i);
}

/// The user's name of a group, or "group 7".
inline std::string group_title(const std::vector<Group>& groups, Index g) {
    return groups[g].name.empty() ? "group " + std::to_string(g) : groups[g].name;
}

} // namespace detail
} // namespace corewing::allocation
