#pragma once

#include "corewing/base/error.hpp"
#include "corewing/model/detail/in_words.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::model::detail {

/// Sorted, each once.
template <class = void>
std::vector<int> unique_years(std::vector<int> years) {
    std::sort(years.begin(), years.end());
    years.erase(std::unique(years.begin(), years.end()), years.end());
    return years;
}

/// "no people in 2025; there is 2024"
/// @param there  the years that have figures, ascending
template <class = void>
[[noreturn]] void refuse_year(std::string_view what, std::optional<int> year, const std::vector<int>& there) {
    throw base::bad_value("no " + std::string(what) + (year ? " in " + std::to_string(*year) : " in any year"),
                          {.value = year ? std::to_string(*year) : "",
                           .remedy = there.empty()
                                         ? "there is no figure of any place"
                                         : (there.size() == 1 ? "there is " : "there are ") + in_words(there)});
}

/// The year asked for, or the latest there is.
/// @throws bad_value if there is none
template <class = void>
int year_among(std::string_view what, std::optional<int> year, std::vector<int> found) {
    const std::vector<int> there = unique_years(std::move(found));
    if (there.empty() || (year && !std::binary_search(there.begin(), there.end(), *year)))
        refuse_year(what, year, there);
    return year.value_or(there.back());
}

} // namespace corewing::model::detail
