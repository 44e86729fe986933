#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/model/indicator.hpp"

#include <optional>
#include <string>
#include <vector>

namespace corewing::indicator {

/// A node of an indicator tree: a measured indicator (leaf), a subsystem, or the index itself.
struct Node {
    std::string id = {};                         ///< short name, none twice
    std::string parent = {};                     ///< id of the node it is part of; empty for the index
    int direction = 1;                           ///< leaves: +1 more is better, -1 less is better
    std::optional<double> weight = std::nullopt; ///< among its siblings, >= 0; all empty = left to the method

    bool operator==(const Node&) const = default;
};

/// A tree as plain data, in any order. Its leaves, in that order, are the columns of the values.
using Tree = std::vector<Node>;

/// The tree that a region's indicators form.
/// @param indicators  rows of indicators.csv
/// @return one node for each, in the same order
/// Complexity O(nodes).
COREWING_ROUTINE
Tree tree_of(const std::vector<model::Indicator>& indicators);

/// Ids of the leaves in the order of the columns of the values.
/// @param tree  nodes in any order
/// @return one id for each column
/// @throws bad_data, bad_value, unknown_name
/// Complexity O(nodes).
COREWING_ROUTINE
std::vector<std::string> leaves(const Tree& tree);

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/tree.hpp"
#endif
