#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::allocation {

/// Places that share a floor and a cap: a cluster, a theme, a level of planning (分组约束).
/// Groups may lie inside one another to any depth; two groups either nest or have no place in common.
struct Group {
    std::string name = {};                                ///< what reports and errors call it
    std::vector<Index> members = {};                      ///< the numbers of its places, in any order
    double floor = 0.0;                                   ///< its places together get at least this, >= 0
    double cap = std::numeric_limits<double>::infinity(); ///< and at most this, >= 0; infinite = no cap
};

/// Whether the budget must be used up.
enum class Spend {
    all,     ///< the amounts add up to the budget
    at_most, ///< the amounts add up to the budget or less
};

/// What it is called in print.
/// @param spend  of a budget
/// @return "all" or "at most"
constexpr std::string_view name(Spend spend) {
    constexpr std::array<std::string_view, 2> names{"all", "at most"};
    return names[base::position(spend)];
}

using base::operator<<; // an enumerator prints as its name()

/// One group for each label, without floor and cap, in the order in which the labels first appear.
/// Places with an empty label belong to no group.
/// @param label  places entries, for example the cluster of each place
/// @return one group a label
/// Complexity O(places).
COREWING_ROUTINE
std::vector<Group> groups_by(const std::vector<std::string>& label);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/group.hpp"
#endif
