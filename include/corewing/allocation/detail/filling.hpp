#pragma once

#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/detail/vessel.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <vector>

namespace corewing::allocation::detail {

/// From so many places on a loop is worth a second thread.
inline constexpr Index many_places = 16384;

/// Nested vessels, filled.
struct Filling {
    Eigen::VectorXd amount = {};      ///< places x 1
    std::vector<Level> level = {};    ///< in force in each node of the nesting
    std::vector<Index> governor = {}; ///< the group that sets it, -1 = the whole
};

/// Fills nested vessels with `budget`. Rules that hold together are taken for granted.
///
/// From the innermost group outwards: the level at which a group just meets its floor, or its cap, bounds the
/// level inside it, and so what each of its places can get. What is left is one range of vessels.
/// @param water    Water or WideWater
/// @param useless  a level above which nothing is gained: where not all must be spent, it is not passed
/// Complexity expected O(places) for each level of nesting.
template <class AnyWater>
Filling fill(AnyWater& water, const Nesting& nest, const std::vector<Group>& groups, double budget, Spend spend,
             Level useless) {
    const Index root = nest.root();
    const Index places = std::ssize(nest.place);
    std::vector<Level> floor_level(root, nothing_yet);
    std::vector<Level> cap_level(root, everything);
    const auto bound = [&](Index g) {
        const Group& group = groups[g];
        const Index begin = nest.begin[g];
        const Index end = nest.end[g];
        auto all = water.totals(begin, end);
        if (base::above(all.most(), group.cap)) {
            cap_level[g] = water.level(begin, end, std::max(group.cap, all.least()), Side::last, all);
            water.lower_cap(begin, end, cap_level[g]);
            all = water.totals(begin, end);
        }
        if (base::above(group.floor, all.least())) {
            const Level reached = water.level(begin, end, std::min(group.floor, all.most()), Side::first, all);
            floor_level[g] = std::min(cap_level[g], reached);
            water.raise_floor(begin, end, floor_level[g]);
        }
    };
    // Groups without a group inside have no place in common: they are bounded side by side.
    std::vector<char> has_inner(root + 1, 0);
    for (const Index g : nest.inwards) has_inner[nest.parent[g]] = 1;
    std::vector<Index> innermost;
    for (const Index g : nest.inwards)
        if (has_inner[g] == 0) innermost.push_back(g);
    base::Parallel groups_at_once;
    groups_at_once.grain = places >= many_places ? 8 : std::ssize(innermost);
    base::parallel_for(
        std::ssize(innermost), [&](Index k) { bound(innermost[k]); }, groups_at_once);
    for (auto g = nest.inwards.rbegin(); g != nest.inwards.rend(); ++g)
        if (has_inner[*g] != 0) bound(*g);

    Filling result;
    result.level.resize(root + 1);
    const auto all = water.totals(0, places);
    const double target = std::clamp(budget, all.least(), std::max(all.least(), all.most()));
    result.level[root] = water.level(0, places, target, Side::last, all);
    if (spend == Spend::at_most) result.level[root] = std::min(result.level[root], useless);
    result.amount.resize(places);
    const auto take = [&](Index k) { result.amount(nest.place[k]) = water.amount(k, result.level[root]); };
    base::parallel_for(places, take, {.grain = many_places});

    // Back inwards: which level is in force in each group, and who sets it.
    result.governor.assign(root + 1, -1);
    for (const Index g : nest.inwards) {
        const Level outside = result.level[nest.parent[g]];
        result.level[g] = std::clamp(outside, floor_level[g], cap_level[g]);
        const bool is_held = !(result.level[g] == outside);
        result.governor[g] = is_held ? g : result.governor[nest.parent[g]];
    }
    return result;
}

} // namespace corewing::allocation::detail
