#include <doctest/doctest.h>

#include "corewing/plan/roles.hpp"

#include "corewing/layout/verify_role_inference.hpp"
#include "plan/rich_region.hpp"

using namespace corewing;

namespace {

plan::RolesAnswer roles_of(const model::Tables& tables) {
    const model::Region region(tables);
    const auto b = plan::basis(region, plan::choices(region));
    return plan::roles(b, plan::together(b), plan::standing(b));
}

} // namespace

TEST_CASE("a layout stands on grounds, its points are proposed with proof") {
    const auto r = roles_of(rich_tables());
    REQUIRE(r.answer.answered);
    REQUIRE(r.layouts.size() == 1);
    const auto& view = r.layouts[0];
    CHECK(r.territory.lines.size() == 5);
    CHECK(r.observed); // the trips are complete
    CHECK(view.pattern.core == 1);
    CHECK(view.pattern.wing == 1);
    CHECK(view.sought == 2);
    CHECK(view.choices == 20); // 5 cores times 4 wings
    CHECK(view.better < view.choices);
    CHECK(view.fit <= view.best.fit + 1e-12);
    CHECK(view.sure.size() + view.likely.size() == 2);
    const auto check = layout::verify_role_inference(r.linkage, view.pattern, view.rules, view.proposal);
    CHECK(check.holds());
    const layout::RoleOptions alone{
        .capability_weight = 0.0, .runners_up = 0, .margins = layout::Margins::none, .work_limit = 2e8};
    CHECK(layout::verify_role_inference(r.linkage, view.pattern, alone, view.best).holds());
}

TEST_CASE("without complete flows links are modelled and nothing is tested") {
    auto tables = rich_tables();
    tables.layers[0].complete = false;
    std::erase_if(tables.links, [](const auto& l) { return l.from == "elm" && l.to == "oak"; });
    const auto r = roles_of(tables);
    CHECK_FALSE(r.observed);
    CHECK(r.layouts[0].test.permutations == 0);
    CHECK(r.answer.sure == plan::Sure::no);
}

TEST_CASE("without a layout, or links, it is not answered") {
    auto tables = rich_tables();
    tables.layouts.clear();
    CHECK_FALSE(roles_of(tables).answer.answered);
    tables = rich_tables();
    tables.observations.clear();
    tables.links.clear();
    const auto r = roles_of(tables);
    CHECK_FALSE(r.answer.answered);
    CHECK_FALSE(r.answer.needs.empty());
}
