#pragma once

#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

namespace corewing::allocation {

/// Places that share a floor and a cap: a cluster, a theme, a level of planning (分组约束).
/// Groups may lie inside one another to any depth; two groups either nest or have no place in common.
struct Group {
    std::string name = {};                                ///< what reports and errors call it
    std::vector<Index> members = {};               ///< the numbers of its places, in any order
    double floor = 0.0;                                   ///< its places together get at least this, >= 0
    double cap = std::numeric_limits<double>::infinity(); ///< and at most this, >= 0; infinite = no cap
};

/// Whether the budget must be used up.
enum class Spend {
    all,     ///< the amounts add up to the budget
    at_most, ///< the amounts add up to the budget or less
};

/// One group for each label, without floor and cap, in the order in which the labels first appear.
/// Places with an empty label belong to no group.
/// @param label  places entries, for example the cluster of each place
/// Complexity O(places).
template <class = void>
std::vector<Group> groups_by(const std::vector<std::string>& label) {
    std::vector<Group> groups;
    std::unordered_map<std::string, Index> position;
    for (Index i = 0; i < std::ssize(label); ++i) {
        if (label[i].empty()) continue;
        const auto [entry, is_new] = position.try_emplace(label[i], groups.size());
        if (is_new) groups.push_back({.name = label[i]});
        groups[entry->second].members.push_back(i);
    }
    return groups;
}

} // namespace corewing::allocation
