#pragma once

#include "corewing/base/index.hpp"

#include <string>
#include <vector>

namespace corewing::model::detail {

/// "a", "a and b", "a, b and c", and beyond the most "a, b, c and 4 more".
template <class = void>
std::string in_words(const std::vector<std::string>& items, Index most = 8) {
    const Index count = std::ssize(items);
    const Index shown = count > most ? most : count;
    std::string text;
    for (Index i = 0; i < shown; ++i) text += (i == 0 ? "" : i + 1 == count ? " and " : ", ") + items[i];
    if (count > shown) text += " and " + std::to_string(count - shown) + " more";
    return text;
}

/// Years in words: "2019, 2020 and 2022".
template <class = void>
std::string in_words(const std::vector<int>& years, Index most = 8) {
    std::vector<std::string> items;
    for (const int year : years) items.push_back(std::to_string(year));
    return in_words(items, most);
}

} // namespace corewing::model::detail
