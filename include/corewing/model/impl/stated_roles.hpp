#pragma once

#include "corewing/base/error.hpp"
#include "corewing/model/detail/in_words.hpp"
#include "corewing/model/stated_roles.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace corewing::model {

COREWING_BODY
std::vector<std::string> layout_names(const Region& region) {
    std::vector<std::string> names;
    for (const Assignment& a : region.layouts())
        if (names.empty() || names.back() != a.layout) names.push_back(a.layout);
    return names;
}

COREWING_BODY
StatedRoles stated_roles(const Region& region, std::string_view layout) {
    const Index n = region.size();
    StatedRoles result{std::string(layout), Roles(n, Role::other), std::vector<bool>(n, false),
                       std::vector<std::string>(n)};
    bool found = false;
    for (const Assignment& a : region.layouts()) {
        if (a.layout != layout) continue;
        const Index at = region.index(a.place);
        result.roles[at] = a.role;
        result.stated[at] = true;
        result.focus[at] = a.focus;
        found = true;
    }
    if (found) return result;
    const auto names = layout_names(region);
    throw base::unknown_name(
        '"' + std::string(layout) + "\" is not a layout of the region",
        {.field = "layout",
         .value = std::string(layout),
         .remedy = names.empty() ? "layouts.csv has no row"
                                 : (names.size() == 1 ? "there is " : "there are ") + detail::in_words(names)});
}

} // namespace corewing::model
