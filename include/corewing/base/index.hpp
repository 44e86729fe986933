#pragma once

#include <Eigen/Core>

#include <type_traits>

namespace corewing {

/// The one index: of places, pairs, groups, links, industries, and every count. Signed, so that differences and
/// loops downwards need no care; -1 = none.
using Index = Eigen::Index;

namespace base {

/// The position of an enumerator, for arrays that hold one entry for each.
/// @param value  one of the enumerators
/// @return its underlying number, from 0 where the type numbers them itself
/// Complexity O(1).
template <class Enum>
requires std::is_enum_v<Enum>
constexpr Index position(Enum value) {
    return static_cast<std::underlying_type_t<Enum>>(value);
}

} // namespace base
} // namespace corewing
