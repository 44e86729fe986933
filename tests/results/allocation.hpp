#pragma once

#include "corewing/allocation/group.hpp"

#include "results/print.hpp"

#include <vector>

namespace corewing::results {

/// Two groups, the second inside a third; floors and caps suit about 6 units a place.
inline std::vector<allocation::Group> nested(long places) {
    allocation::Group first{.name = "first", .floor = 2.0};
    allocation::Group inner{.name = "inner", .cap = 5.0};
    allocation::Group outer{.name = "outer"};
    for (long i = 0; i < places / 2; ++i) first.members.push_back(i);
    for (long i = places / 2; i < places; ++i) {
        outer.members.push_back(i);
        if (i % 2 == 1) inner.members.push_back(i);
    }
    first.cap = 4.5 * static_cast<double>(std::ssize(first.members));
    inner.cap = 5.0 * static_cast<double>(std::ssize(inner.members));
    outer.floor = 3.0 * static_cast<double>(std::ssize(outer.members));
    outer.cap = 9.0 * static_cast<double>(std::ssize(outer.members));
    return {first, inner, outer};
}

} // namespace corewing::results
