#pragma once

#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <string>
#include <string_view>
#include <vector>

namespace corewing::allocation::detail {

/// The user's name of a place, or "place 7".
template <class = void>
std::string place_label(const std::vector<std::string>& names, Index i) {
    return i < std::ssize(names) && !names[i].empty() ? names[i] : "place " + std::to_string(i);
}

/// The user's name of a group, or "group 7".
inline std::string group_title(const std::vector<Group>& groups, Index g) {
    return groups[g].name.empty() ? "group " + std::to_string(g) : groups[g].name;
}

} // namespace corewing::allocation::detail
