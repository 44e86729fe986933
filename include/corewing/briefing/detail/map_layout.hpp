#pragma once

#include "corewing/base/index.hpp"
#include "corewing/briefing/detail/projection.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace corewing::briefing::detail {

/// The largest group of spots that lie so close that their labels cannot stand side by side.
///
/// Two spots belong together within `reach`; the reach shrinks until the largest group covers at most
/// `share` of the frame in either direction.
/// @return indices, rising; empty where no group of at least `least` spots is crowded
/// Complexity O(n^2) for each reach, of which there are at most 12.
template <class = void>
std::vector<Index> crowded_group(const std::vector<Spot>& spots, const Box& frame, double reach,
                                       double share = 0.12, Index least = 5) {
    const Index n = spots.size();
    for (int round = 0; round < 12; ++round, reach *= 0.85) {
        std::vector<Index> group(n, n), best;
        for (Index seed = 0; seed < n; ++seed) {
            if (group[seed] != n) continue;
            std::vector<Index> members{seed};
            group[seed] = seed;
            for (Index k = 0; k < std::ssize(members); ++k)
                for (Index j = 0; j < n; ++j) {
                    const Spot a = spots[members[k]], b = spots[j];
                    const double dx = a.x - b.x, dy = a.y - b.y;
                    if (group[j] != n || dx * dx + dy * dy > reach * reach) continue;
                    group[j] = seed;
                    members.push_back(j);
                }
            if (members.size() > best.size()) best = std::move(members);
        }
        if (std::ssize(best) < least) return {};
        Box box{1e9, 1e9, -1e9, -1e9};
        for (const Index i : best)
            box = {std::min(box.left, spots[i].x), std::min(box.top, spots[i].y), std::max(box.right, spots[i].x),
                   std::max(box.bottom, spots[i].y)};
        const bool fits = box.right - box.left <= share * (frame.right - frame.left) &&
                          box.bottom - box.top <= share * (frame.bottom - frame.top);
        if (!fits) continue;
        if (box.right - box.left < 0.5 && box.bottom - box.top < 0.5) return {}; // nothing to enlarge
        std::sort(best.begin(), best.end());
        return best;
    }
    return {};
}

/// The part of the map round a group, with a margin, in the proportions width : height between 1 : 1.2 and 1 : 0.7.
template <class = void>
Box box_around(const std::vector<Spot>& spots, const std::vector<Index>& group) {
    Box box{1e9, 1e9, -1e9, -1e9};
    for (const Index i : group)
        box = {std::min(box.left, spots[i].x), std::min(box.top, spots[i].y), std::max(box.right, spots[i].x),
               std::max(box.bottom, spots[i].y)};
    const double margin = std::max(4.0, 0.15 * std::max(box.right - box.left, box.bottom - box.top));
    box = {box.left - margin, box.top - margin, box.right + margin, box.bottom + margin};
    const double wide = box.right - box.left, tall = box.bottom - box.top;
    const double more_wide = std::max(0.0, tall / 1.2 - wide) / 2.0, more_tall = std::max(0.0, 0.7 * wide - tall) / 2.0;
    return {box.left - more_wide, box.top - more_tall, box.right + more_wide, box.bottom + more_tall};
}

/// The largest of 1, 2, 5 times a power of ten that is not above the value.
/// @param value  > 0
inline double round_below(double value) {
    const double unit = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    return value >= 5.0 * unit * 0.999999 ? 5.0 * unit : value >= 2.0 * unit * 0.999999 ? 2.0 * unit : unit;
}

/// Where the ray from the middle of a box to a spot leaves the box.
template <class = void>
Spot at_border(const Spot& spot, const Box& box) {
    const Spot middle{(box.left + box.right) / 2.0, (box.top + box.bottom) / 2.0};
    const double dx = spot.x - middle.x, dy = spot.y - middle.y;
    double t = 1.0;
    if (dx != 0.0) t = std::min(t, (dx > 0.0 ? box.right - middle.x : middle.x - box.left) / std::abs(dx));
    if (dy != 0.0) t = std::min(t, (dy > 0.0 ? box.bottom - middle.y : middle.y - box.top) / std::abs(dy));
    return {middle.x + t * dx, middle.y + t * dy};
}

} // namespace corewing::briefing::detail
