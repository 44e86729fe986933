#pragma once

#include "corewing/base/index.hpp"

#include <algorithm>
#include <vector>

namespace corewing::model::detail {

/// How formulas build on each other.
struct FormulaOrder {
    std::vector<Index> depth = {};    // 0 where a row builds on none, else one more than the deepest of its parts
    std::vector<bool> in_circle = {}; // builds on itself; the depth of such a row, and of what builds on it, is 0
};

/// Takes rows away whose parts are all gone; what is left builds on a circle. Of that it takes away what nothing left
/// builds on.
/// @param builds_on  by row, the rows that its formula names
/// Complexity O(rows + names).
template <class = void>
FormulaOrder formula_order(const std::vector<std::vector<Index>>& builds_on) {
    const Index n = std::ssize(builds_on);
    FormulaOrder order{.depth = std::vector<Index>(n, 0), .in_circle = std::vector<bool>(n, true)};
    std::vector<std::vector<Index>> used_by(n);
    std::vector<Index> waits_for(n), users(n), free;
    for (Index i = 0; i < n; ++i) {
        for (const Index part : builds_on[i]) used_by[part].push_back(i);
        waits_for[i] = std::ssize(builds_on[i]);
        if (builds_on[i].empty()) free.push_back(i);
    }
    for (; !free.empty();) {
        const Index i = free.back();
        free.pop_back();
        order.in_circle[i] = false;
        for (const Index user : used_by[i]) {
            order.depth[user] = std::max(order.depth[user], order.depth[i] + 1);
            if (--waits_for[user] == 0) free.push_back(user);
        }
    }
    for (Index i = 0; i < n; ++i) {
        for (const Index user : used_by[i]) users[i] += order.in_circle[user] ? 1 : 0;
        if (!order.in_circle[i]) continue;
        order.depth[i] = 0;
        if (users[i] == 0) free.push_back(i);
    }
    for (; !free.empty();) {
        const Index i = free.back();
        free.pop_back();
        order.in_circle[i] = false;
        for (const Index part : builds_on[i])
            if (order.in_circle[part] && --users[part] == 0) free.push_back(part);
    }
    return order;
}

} // namespace corewing::model::detail
