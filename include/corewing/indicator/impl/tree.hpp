#pragma once

#include "corewing/indicator/tree.hpp"

#include "corewing/indicator/detail/branches.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/indicator.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace corewing::indicator {

COREWING_BODY
Tree tree_of(const std::vector<model::Indicator>& indicators) {
    Tree tree;
    tree.reserve(indicators.size());
    for (const auto& i : indicators) tree.push_back({i.id, i.parent, i.direction, i.weight});
    return tree;
}

COREWING_BODY
std::vector<std::string> leaves(const Tree& tree) {
    const auto branches = detail::branches_of(tree);
    std::vector<std::string> ids;
    for (const auto leaf : branches.leaves) ids.push_back(branches.nodes[leaf].id);
    return ids;
}

} // namespace corewing::indicator
