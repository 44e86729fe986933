#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::model::detail {

/// Number of single-byte edits that turn one word into the other. O(|a| |b|).
template <class = void>
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

/// The remedy for a name that is not known: the nearest known one, or what to do.
/// `known` is any range of rows with an id.
template <class Rows>
std::string suggestion(std::string_view wrong, const Rows& known, std::string_view table) {
    std::string_view nearest;
    std::size_t best = (wrong.size() < 3 ? 0 : wrong.size() < 4 ? 1 : std::max<std::size_t>(2, wrong.size() / 3)) + 1;
    std::size_t looked_at = 0;
    for (const auto& row : known) {
        if (++looked_at > 100000 || wrong.size() > 100) break; // a hint must not cost a minute
        const std::string_view id = row.id;
        if (id.size() > wrong.size() + best || wrong.size() > id.size() + best) continue;
        const std::size_t distance = edit_distance(wrong, id);
        if (distance < best) {
            best = distance;
            nearest = id;
        }
    }
    if (!nearest.empty()) return "did you mean \"" + std::string(nearest) + "\"?";
    return "add it to " + std::string(table) + ".csv or correct the name";
}

} // namespace corewing::model::detail
