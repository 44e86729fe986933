#pragma once

#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::allocation::detail {

/// How an error calls a group.
template <class = void>
std::string group_label(const std::vector<Group>& groups, Index g) {
    std::string label = "groups[" + std::to_string(g) + ']';
    if (!groups[g].name.empty()) label += " (" + groups[g].name + ')';
    return label;
}

/// The forest that nested groups form. The places are put in an order in which every group is one
/// contiguous range; node groups.size() is the whole.
struct Nesting {
    std::vector<Index> place;   ///< the place at each position
    std::vector<Index> begin;   ///< first position of each node
    std::vector<Index> end;     ///< one past its last position
    std::vector<Index> parent;  ///< node of each group
    std::vector<Index> owner;   ///< innermost node of each place
    std::vector<Index> inwards; ///< the groups, every parent before its children

    [[nodiscard]] Index root() const { return parent.size(); }
};

/// Orders nested groups.
/// @throws bad_value for a member that is no place or is named twice, a floor or cap that is no
///         amount, and two groups of which neither holds the other though they share places
/// Complexity O(total number of members + groups log groups).
template <class = void>
Nesting nesting(Index places, const std::vector<Group>& groups) {
    const Index root = groups.size();
    Nesting result;
    const auto refuse = [&](Index g, std::string_view fault, double value, std::string_view remedy) {
        throw base::bad_value(
            fault, {.field = group_label(groups, g), .value = base::to_text(value), .remedy = std::string(remedy)});
    };
    for (Index g = 0; g < root; ++g) {
        if (!(groups[g].floor >= 0.0) || groups[g].floor == std::numeric_limits<double>::infinity())
            refuse(g, "its floor is not an amount", groups[g].floor, "give a number of at least 0");
        if (!(groups[g].cap >= 0.0))
            refuse(g, "its cap is not an amount", groups[g].cap, "give a number of at least 0, or infinity for none");
    }

    result.inwards.resize(root);
    std::iota(result.inwards.begin(), result.inwards.end(), Index{0});
    std::stable_sort(result.inwards.begin(), result.inwards.end(),
                     [&](Index a, Index b) { return groups[a].members.size() > groups[b].members.size(); });

    result.parent.assign(root, root);
    result.owner.assign(places, root);
    std::vector<Index> depth(root + 1, 0);
    for (const Index g : result.inwards) {
        const auto& members = groups[g].members;
        if (members.empty()) continue;
        Index parent = root;
        bool is_first = true;
        for (const Index member : members) {
            if (member < 0 || member >= places)
                refuse(g,
                       "member " + std::to_string(member) + " is not one of the " + std::to_string(places) + " places",
                       static_cast<double>(member), "count the places from 0");
            Index& owner = result.owner[member];
            if (is_first) parent = owner;
            is_first = false;
            if (owner == parent && owner != g) {
                owner = g;
                continue;
            }
            if (owner == g)
                refuse(g, "member " + std::to_string(member) + " is named twice", static_cast<double>(member),
                       "name each place once");
            const Index other = depth[owner] > depth[parent] ? owner : parent;
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
    std::vector<Index> cursor(root + 1, 0);
    for (const Index g : result.inwards) {
        const Index p = result.parent[g];
        result.begin[g] = cursor[g] = cursor[p];
        cursor[p] += groups[g].members.size();
        result.end[g] = cursor[p];
    }
    result.place.resize(places);
    for (Index i = 0; i < places; ++i) result.place[cursor[result.owner[i]]++] = i;
    return result;
}

} // namespace corewing::allocation::detail
