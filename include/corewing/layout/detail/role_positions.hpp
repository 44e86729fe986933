#pragma once

#include "corewing/base/index.hpp"
#include "corewing/model/role.hpp"

#include <array>

/// Where the roles stand in an image, in ranks, and in whatever else has an entry for each.
namespace corewing::layout::detail {

inline constexpr Index core_at = base::position(model::Role::core);
inline constexpr Index wing_at = base::position(model::Role::wing);
inline constexpr Index point_at = base::position(model::Role::point);
inline constexpr Index other_at = base::position(model::Role::other);

/// Core and wing, which come before the other roles, so that lists of hubs have an entry for each of the two.
inline constexpr std::array<Index, 2> hubs_at{core_at, wing_at};
static_assert(core_at == 0 && wing_at == 1);

/// Core or wing.
/// @param position  of a role
constexpr bool is_hub(Index position) {
    return position == core_at || position == wing_at;
}

} // namespace corewing::layout::detail
