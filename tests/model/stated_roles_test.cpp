#include "corewing/model/stated_roles.hpp"

#include "support/sample_region.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;
using model::Region;

namespace {

std::string refusal(const Region& region, std::string_view layout) {
    try {
        static_cast<void>(model::stated_roles(region, layout));
    } catch (const base::unknown_name& error) {
        return error.what();
    }
    return "none";
}

} // namespace

TEST_CASE("a layout gives every place a role and remembers which were stated") {
    const Region region(test::valley());
    CHECK(model::layout_names(region) == std::vector<std::string>{"plan"});
    const auto plan = model::stated_roles(region, "plan");
    CHECK(plan.id == "plan");
    CHECK(plan.roles[4] == model::Role::core);
    CHECK(plan.focus[4] == "research");
    CHECK(plan.roles[1] == model::Role::other);
    CHECK_FALSE(plan.stated[1]);
    CHECK(plan == model::stated_roles(region, "plan"));
}

TEST_CASE("a layout that is not there is told with those that are") {
    auto tables = test::valley();
    CHECK(refusal(Region(tables), "draft") == "layout: \"draft\" is not a layout of the region; there is plan");
    tables.layouts.push_back({.layout = "old", .place = "north"});
    CHECK(refusal(Region(tables), "draft") ==
          "layout: \"draft\" is not a layout of the region; there are old and plan");
    tables.layouts.clear();
    CHECK(refusal(Region(tables), "draft") ==
          "layout: \"draft\" is not a layout of the region; layouts.csv has no row");
    CHECK(model::layout_names(Region(tables)).empty());
}
