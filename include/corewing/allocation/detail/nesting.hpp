#pragma once

#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::allocation::detail {

/// How an error calls a group.
template <class = void>
std::string group_label(const std::vector<Group>& groups, std::size_t g) {
    std::string label = "groups[" + std::to_string(g) + ']';
    if (!groups[g].name.empty()) label += " (" + groups[g].name + ')';
    return label;
}

/// The forest that nested groups form. The places are put in an order in which every group is one
/// contiguous range; node groups.size() is the whole.
struct Nesting {
    std::vector<std::size_t> place;   ///< the place at each position
    std::vector<std::size_t> begin;   ///< first position of each node
    std::vector<std::size_t> end;     ///< one past its last position
    std::vector<std::size_t> parent;  ///< node of each group
    std::vector<std::size_t> owner;   ///< innermost node of each place
    std::vector<std::size_t> inwards; ///< the groups, every parent before its children

    [[nodiscard]] std::size_t root() const { return parent.size(); }
};

/// Orders nested groups.
/// @throws bad_value for a member that is no place or is named twice, a floor or cap that is no
///         amount, and two groups of which neither holds the other though they share places
/// Complexity O(total number of members + groups log groups).
template <class = void>
Nesting nesting(std::size_t places, const std::vector<Group>& groups) {
    const std::size_t root = groups.size();
    Nesting result;
    const auto refuse = [&](std::size_t g, std::string_view fault, double value, std::string_view remedy) {
        throw base::bad_value(
            fault, {.field = group_label(groups, g), .value = base::to_text(value), .remedy = std::string(remedy)});
    };
    for (std::size_t g = 0; g < root; ++g) {
        if (!(groups[g].floor >= 0.0) || groups[g].floor == std::numeric_limits<double>::infinity())
            refuse(g, "its floor is not an amount", groups[g].floor, "give a number of at least 0");
        if (!(groups[g].cap >= 0.0))
            refuse(g, "its cap is not an amount", groups[g].cap, "give a number of at least 0, or infinity for none");
    }

    result.inwards.resize(root);
    std::iota(result.inwards.begin(), result.inwards.end(), std::size_t{0});
    std::stable_sort(result.inwards.begin(), result.inwards.end(),
                     [&](std::size_t a, std::size_t b) { return groups[a].members.size() > groups[b].members.size(); });

    result.parent.assign(root, root);
    result.owner.assign(places, root);
    std::vector<std::size_t> depth(root + 1, 0);
    for (const std::size_t g : result.inwards) {
        const auto& members = groups[g].members;
        if (members.empty()) continue;
        std::size_t parent = root;
        bool is_first = true;
        for (const Eigen::Index member : members) {
            const auto i = static_cast<std::size_t>(member);
            if (member < 0 || i >= places)
                refuse(g,
                       "member " + std::to_string(member) + " is not one of the " + std::to_string(places) + " places",
                       static_cast<double>(member), "count the places from 0");
            std::size_t& owner = result.owner[i];
            if (is_first) parent = owner;
            is_first = false;
            if (owner == parent && owner != g) {
                owner = g;
                continue;
            }
            if (owner == g)
                refuse(g, "member " + std::to_string(member) + " is named twice", static_cast<double>(member),
                       "name each place once");
            const std::size_t other = depth[owner] > depth[parent] ? owner : parent;
            refuse(std::min(g, other),
                   "shares some places with " + group_label(groups, std::max(g, other)) +
                       " but neither holds the other",
                   static_cast<double>(member), "let one group hold the other, or make them disjoint");
        }
        result.parent[g] = parent;
        depth[g] = depth[parent] + 1;
    }

    result.begin.assign(root + 1, 0);
    result.end.assign(root + 1, places);
    std::vector<std::size_t> cursor(root + 1, 0);
    for (const std::size_t g : result.inwards) {
        const std::size_t p = result.parent[g];
        result.begin[g] = cursor[g] = cursor[p];
        cursor[p] += groups[g].members.size();
        result.end[g] = cursor[p];
    }
    result.place.resize(places);
    for (std::size_t i = 0; i < places; ++i) result.place[cursor[result.owner[i]]++] = i;
    return result;
}

} // namespace corewing::allocation::detail
