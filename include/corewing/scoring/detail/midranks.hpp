#pragma once

#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <vector>

namespace corewing::scoring::detail {

/// Ranks 1 .. m of the chosen entries among themselves, values that tie sharing their mean rank, written in place of
/// the values; the others become 0.
/// @return m
/// Complexity O(m log m).
template <class Values, class Chosen>
Index midranks(Values&& values, Chosen chosen) {
    std::vector<Index> order;
    for (Index i = 0; i < values.size(); ++i) {
        if (chosen(i))
            order.push_back(i);
        else
            values[i] = 0.0;
    }
    Eigen::VectorXd settled(std::ssize(order));
    for (Index k = 0; k < settled.size(); ++k) settled[k] = values[order[k]];
    settled = base::settled(settled);
    for (Index k = 0; k < settled.size(); ++k) values[order[k]] = settled[k];
    std::sort(order.begin(), order.end(), [&](Index a, Index b) { return values[a] < values[b]; });
    for (Index begin = 0; begin < std::ssize(order);) {
        Index end = begin + 1;
        while (end < std::ssize(order) && values[order[end]] == values[order[begin]]) ++end;
        const double rank = 0.5 * static_cast<double>(begin + 1 + end);
        for (; begin < end; ++begin) values[order[begin]] = rank;
    }
    return std::ssize(order);
}

} // namespace corewing::scoring::detail
