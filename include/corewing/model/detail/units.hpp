#pragma once

#include "corewing/base/index.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace corewing::model::detail {

/// Whether a unit is one of a share or a ratio, such as "yuan a person" or "%": what is measured in it does not add up
/// over places. What happens in a time, such as "trains a day", does.
template <class = void>
bool is_ratio(std::string unit) {
    constexpr std::array<std::string_view, 21> times{
        " a year",   " a month", " a week",   " a day", " an hour", " per year", " per month",
        " per week", " per day", " per hour", "/year",  "/month",   "/week",     "/day",
        "/hour",     "/年",      "/月",       "/日",    "/天",      "每年",      "每天"};
    constexpr std::array<std::string_view, 7> ratios{"%", "per ", " a ", " an ", "/", "‰", "每"};
    for (const std::string_view time : times)
        for (auto at = unit.find(time); at != std::string::npos; at = unit.find(time)) unit.erase(at, time.size());
    return std::any_of(ratios.begin(), ratios.end(),
                       [&](std::string_view word) { return unit.find(word) != std::string::npos; });
}

} // namespace corewing::model::detail
