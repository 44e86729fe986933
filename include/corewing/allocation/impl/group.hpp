#pragma once

#include "corewing/allocation/group.hpp"

#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

namespace corewing::allocation {

COREWING_BODY
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
