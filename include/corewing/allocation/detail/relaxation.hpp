#pragma once

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/allocation/rule.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace corewing::allocation::detail {

/// A convex function of an amount x >= 0 that is linear in pieces of whole slopes: for each slope, over how much x it
/// holds. Here: how much the rules inside a node must give when the node gets x.
template <class = void>
class Strain {
public:
    /// No rule at all.
    static Strain free() {
        Strain result;
        result.length_[0] = infinite;
        return result;
    }
    /// Adds max(0, floor - x).
    void add_floor(double floor) { tilt(floor, -1, 0); }
    /// Adds max(0, x - cap).
    void add_cap(double cap) {
        if (cap < infinite) tilt(cap, 0, 1);
    }
    /// The best split of x between two: pieces in the order of their slopes.
    void share_with(const Strain& other) {
        for (const auto& [slope, length] : other.length_) length_[slope] += length;
    }
    /// The smallest x at which the strain is least.
    [[nodiscard]] double best() const {
        double x = 0.0;
        for (const auto& [slope, length] : length_)
            if (slope < 0) x += length;
        return x;
    }
    [[nodiscard]] double length(int slope) const {
        const auto found = length_.find(slope);
        return found == length_.end() ? 0.0 : found->second;
    }
    [[nodiscard]] const std::map<int, double>& pieces() const { return length_; }

private:
    void tilt(double corner, int before, int after) {
        std::map<int, double> tilted;
        double x = 0.0;
        for (const auto& [slope, length] : length_) {
            const double left = std::clamp(corner - x, 0.0, length);
            if (left > 0.0) tilted[slope + before] += left;
            if (length > left) tilted[slope + after] += length - left;
            x += length;
        }
        length_ = std::move(tilted);
    }
    std::map<int, double> length_ = {};
};

struct Give {
    RuleKind kind = RuleKind::budget;
    Index index = -1;
    double to = 0.0;
};

/// The least sum of changes of floors, caps and budget that lets all of them hold.
/// Complexity O(places * depth).
template <class = void>
std::vector<Give> least_relaxation(const Rules& rules, const Nesting& nest, const std::vector<Group>& groups,
                                   double budget, Spend spend) {
    const Index root = nest.root();
    const Index n = nest.owner.size();
    // What each part (groups, then places) strains, and what the parts of each node do together.
    std::vector<Strain<>> part(root + n);
    std::vector<Strain<>> inside(root + 1);
    std::vector<std::vector<Index>> parts(root + 1);
    for (Index i = 0; i < n; ++i) {
        part[root + i] = Strain<>::free();
        part[root + i].add_floor(rules.lower(i));
        part[root + i].add_cap(rules.upper(i));
        parts[nest.owner[i]].push_back(root + i);
        inside[nest.owner[i]].share_with(part[root + i]);
    }
    for (auto g = nest.inwards.rbegin(); g != nest.inwards.rend(); ++g) {
        part[*g] = inside[*g];
        part[*g].add_floor(groups[*g].floor);
        part[*g].add_cap(groups[*g].cap);
        parts[nest.parent[*g]].push_back(*g);
        inside[nest.parent[*g]].share_with(part[*g]);
    }
    Strain<> whole = inside[root];
    whole.add_cap(budget);
    if (spend == Spend::all) whole.add_floor(budget);

    std::vector<Give> result;
    std::vector<double> amount(root + n, 0.0);
    const auto hand_out = [&](Index node, double x) { // lowest slopes first, ties by index
        for (const auto& [slope, length] : inside[node].pieces()) {
            if (x <= 0.0) return;
            for (const Index p : parts[node]) {
                const double piece = std::min(x, part[p].length(slope));
                amount[p] += piece;
                x -= piece;
                if (x <= 0.0) break;
            }
        }
    };
    const double total = whole.best();
    if (base::above(total, budget) || (spend == Spend::all && base::above(budget, total)))
        result.push_back({RuleKind::budget, -1, total});
    hand_out(root, total);
    for (const Index g : nest.inwards) {
        if (base::above(groups[g].floor, amount[g])) result.push_back({RuleKind::group_floor, g, amount[g]});
        if (base::above(amount[g], groups[g].cap)) result.push_back({RuleKind::group_cap, g, amount[g]});
        hand_out(g, amount[g]);
    }
    for (Index i = 0; i < n; ++i) {
        const double x = amount[root + i];
        if (base::above(rules.lower(i), x)) result.push_back({RuleKind::place_floor, i, x});
        if (base::above(x, rules.upper(i))) result.push_back({RuleKind::place_cap, i, x});
    }
    return result;
}

} // namespace corewing::allocation::detail
