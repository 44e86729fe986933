#pragma once


#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/report/axis.hpp"
#include "corewing/report/bar_chart.hpp"
#include "corewing/report/colour.hpp"
#include "corewing/report/mark_sign.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/svg.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

namespace corewing::report::detail {

/// Moves labels apart in one direction, each as little as possible, keeping their order.
/// @param at     wanted places, any order
/// @param space  least distance of two
template <class = void>
std::vector<double> spread(const std::vector<double>& at, double space, double low, double high) {
    std::vector<Index> order(at.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return at[a] < at[b]; });
    std::vector<double> result = at;
    double next = low;
    for (const Index i : order) {
        result[i] = std::max(result[i], next);
        next = result[i] + space;
    }
    next = high;
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        result[*i] = std::min(result[*i], next);
        next = result[*i] - space;
    }
    return result;
}

} // namespace corewing::report::detail
