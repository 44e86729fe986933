#pragma once

#include <Eigen/Core>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace corewing::scoring::detail {

/// Ranks 1 .. m of the chosen entries among themselves, equal values sharing their mean rank, written in place of the
/// values; the others become 0.
/// @return m
/// Complexity O(m log m).
template <class Values, class Chosen>
Eigen::Index midranks(Values&& values, Chosen chosen) {
    std::vector<Eigen::Index> order;
    for (Eigen::Index i = 0; i < values.size(); ++i) {
        if (chosen(i))
            order.push_back(i);
        else
            values[i] = 0.0;
    }
    std::sort(order.begin(), order.end(), [&](Eigen::Index a, Eigen::Index b) { return values[a] < values[b]; });
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
        const double rank = 0.5 * static_cast<double>(begin + 1 + end);
        for (; begin < end; ++begin) values[order[begin]] = rank;
    }
    return static_cast<Eigen::Index>(order.size());
}

} // namespace corewing::scoring::detail
