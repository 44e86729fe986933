#pragma once

#include "corewing/base/index.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

/// Lists as answers need them: joined, ordered, the first ten.
namespace corewing::plan::detail {

/// Texts one behind the other: "a, b, c".
inline std::string joined(const std::vector<std::string>& texts, std::string_view between = ", ") {
    std::string all;
    for (const std::string& text : texts) {
        if (!all.empty()) all += between;
        all += text;
    }
    return all;
}

/// 0 to n - 1 in an order; equal ones stay as they are.
template <class Before>
std::vector<Index> ordered(Index n, Before before) {
    std::vector<Index> order(n);
    std::iota(order.begin(), order.end(), Index{0});
    std::stable_sort(order.begin(), order.end(), before);
    return order;
}

/// Keeps the ten with the highest values of those that are offered, highest first, the earlier before its equal.
template <class Item>
void keep_ten(std::vector<Item>& best, const Item& item, double Item::*value) {
    if (best.size() == 10 && item.*value <= best.back().*value) return;
    const auto before = [&](const Item& a, const Item& b) { return a.*value > b.*value; };
    best.insert(std::upper_bound(best.begin(), best.end(), item, before), item);
    if (best.size() > 10) best.pop_back();
}

} // namespace corewing::plan::detail
