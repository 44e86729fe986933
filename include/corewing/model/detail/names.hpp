#pragma once

#include "corewing/base/index.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::model::detail {

/// Number of single-byte edits that turn one word into the other. O(|a| |b|).
template <class = void>
Index edit_distance(std::string_view a, std::string_view b) {
    std::vector<Index> row(b.size() + 1);
    std::iota(row.begin(), row.end(), Index{0});
    for (Index i = 1; i <= std::ssize(a); ++i) {
        Index diagonal = row[0];
        row[0] = i;
        for (Index j = 1; j <= std::ssize(b); ++j) {
            const Index above = row[j];
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
    Index best = (wrong.size() < 3 ? 0 : wrong.size() < 4 ? 1 : std::max<Index>(2, wrong.size() / 3)) + 1;
    Index looked_at = 0;
    for (const auto& row : known) {
        if (++looked_at > 100000 || wrong.size() > 100) break; // a hint must not cost a minute
        const std::string_view id = row.id;
        if (id.size() > wrong.size() + best || wrong.size() > id.size() + best) continue;
        const Index distance = edit_distance(wrong, id);
        if (distance < best) {
            best = distance;
            nearest = id;
        }
    }
    if (!nearest.empty()) return "did you mean \"" + std::string(nearest) + "\"?";
    return "add it to " + std::string(table) + ".csv or correct the name";
}

} // namespace corewing::model::detail
