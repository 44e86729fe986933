#pragma once

#include "corewing/indicator/tree.hpp"

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/indicator.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace corewing::indicator::detail {

/// A checked tree with one root. Numbers are positions in `nodes`.
struct Branches {
    Tree nodes = {};                                      ///< as given; a root added last where there were several
    std::vector<std::vector<Index>> children = {}; ///< of each node, in the given order
    std::vector<Index> parent = {};                ///< -1 for the root
    std::vector<Index> leaves = {};                ///< in the given order = columns
    std::vector<Index> column = {};                ///< column of a leaf, -1 for the others
    std::vector<Index> upwards = {};               ///< every node after its children
    Index root = 0;

    [[nodiscard]] bool leaf(Index node) const { return children[node].empty(); }
};

template <class = void>
void check_node(const Node& node) {
    if (node.id.empty()) throw base::bad_data("a node has no id", {.field = "tree"});
    if (node.direction != 1 && node.direction != -1)
        throw base::bad_value("direction is " + std::to_string(node.direction),
                              {.field = "tree: " + node.id, .remedy = "write +1 or -1"});
    if (node.weight && !(*node.weight >= 0.0 && *node.weight <= 1e150))
        throw base::bad_value("weight is negative or not finite", {.field = "tree: " + node.id});
}

/// @throws bad_data for an empty tree, an id twice, a circle, a subsystem with direction -1; unknown_name for a parent
template <class = void>
Branches branches_of(const Tree& tree) {
    if (tree.empty()) throw base::bad_data("is empty", {.field = "tree", .remedy = "give at least one node"});
    Branches b{.nodes = tree};
    std::unordered_map<std::string, Index> number;
    std::vector<Index> roots;
    for (const Node& node : tree) {
        check_node(node);
        if (!number.emplace(node.id, std::ssize(number)).second)
            throw base::bad_data("the id " + node.id + " stands twice", {.field = "tree"});
        if (node.parent.empty()) roots.push_back(std::ssize(number) - 1);
    }
    if (roots.size() > 1) { // several subsystems without a node above them are joined to one index
        std::string id = "index";
        while (number.contains(id)) id += "_all";
        number.emplace(id, std::ssize(tree));
        for (const auto r : roots) b.nodes[r].parent = id;
        b.nodes.push_back({.id = id});
        roots = {std::ssize(tree)};
    }
    const Index count = b.nodes.size();
    b.children.resize(count);
    b.parent.assign(count, -1);
    b.column.assign(count, -1);
    for (Index k = 0; k < count; ++k) {
        const Node& node = b.nodes[k];
        if (node.parent.empty()) continue;
        const auto found = number.find(node.parent);
        if (found == number.end())
            throw base::unknown_name("the parent " + node.parent + " of " + node.id + " is not in the tree",
                                     {.field = "tree", .value = node.parent});
        b.parent[k] = found->second;
        b.children[found->second].push_back(k);
    }
    // Downwards from the root; whatever is not reached hangs in a circle.
    if (!roots.empty()) {
        b.root = roots.front();
        b.upwards.push_back(b.root);
        for (Index k = 0; k < std::ssize(b.upwards); ++k)
            for (const auto child : b.children[b.upwards[k]]) b.upwards.push_back(child);
    }
    if (std::ssize(b.upwards) != count)
        throw base::bad_data("some nodes are their own ancestors", {.field = "tree", .remedy = "correct the parents"});
    std::reverse(b.upwards.begin(), b.upwards.end());
    for (Index k = 0; k < count; ++k) {
        if (b.children[k].empty()) {
            b.column[k] = std::ssize(b.leaves);
            b.leaves.push_back(k);
        } else if (b.nodes[k].direction != 1) {
            throw base::bad_data("direction is -1, but it is no leaf",
                                 {.field = "tree: " + b.nodes[k].id, .remedy = "turn round its leaves instead"});
        }
    }
    return b;
}

} // namespace corewing::indicator::detail
