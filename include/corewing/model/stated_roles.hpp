#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/region.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The roles that the layouts of a region give its places.
///
///     for (const auto& id : model::layout_names(region)) {
///         const auto plan = model::stated_roles(region, id);
///         plan.roles[region.index("yubei")];                 // Role::core, wing, point or other
///     }
namespace corewing::model {

/// Who plays which part in a layout, as layouts.csv states it.
struct StatedRoles {
    std::string id = {};                 ///< of the layout
    Roles roles = {};                    ///< by place; `other` where no role is stated
    std::vector<bool> stated = {};       ///< by place: whether the layout names it
    std::vector<std::string> focus = {}; ///< by place; empty where none is stated

    bool operator==(const StatedRoles&) const = default;
};

/// The names of the layouts, ascending.
/// @param region  whose layouts
/// @return each id once
/// Complexity O(rows).
COREWING_ROUTINE
std::vector<std::string> layout_names(const Region& region);

/// The roles of a layout by place.
/// @param region  whose layouts
/// @param layout  id of the layout
/// @return one role a place, in the order of the region
/// @throws unknown_name, naming the layouts there are, if no row of layouts.csv names it
/// Complexity O(n + rows log n).
COREWING_ROUTINE
StatedRoles stated_roles(const Region& region, std::string_view layout);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/stated_roles.hpp"
#endif
