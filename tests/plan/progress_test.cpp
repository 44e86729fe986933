#include <doctest/doctest.h>

#include "corewing/plan/progress.hpp"

#include "plan/rich_region.hpp"

#include <sstream>

using namespace corewing;

TEST_CASE("a target is judged by a figure of its year or later, of its own indicator") {
    const auto region = rich_region();
    const auto p = plan::progress(plan::basis(region, plan::choices(region)));
    REQUIRE(p.targets.size() == 2);
    CHECK(p.targets[0].state == plan::TargetState::none); // gdp: no figure of the region as a whole
    CHECK(p.targets[1].state == plan::TargetState::met);
    CHECK(*p.targets[1].outcome == 10.5);
    CHECK(p.unknown_lead.size() == 1);
    CHECK(p.no_owner.size() == 1);
    REQUIRE(p.bodies.size() == 2);
    CHECK(p.bodies[0].body == "Bureau A");
    CHECK(p.bodies[0].leads == 1);
    CHECK(p.bodies[0].supports == 1);
    CHECK(p.answer.sure == plan::Sure::partly);
    std::ostringstream out;
    out << plan::TargetState::before;
    CHECK(out.str() == "before");
}

TEST_CASE("an earlier figure does not judge, and at most turns the sense round") {
    auto tables = rich_tables();
    tables.targets = {{.indicator = "schools", .year = 2030, .target = 10.0},
                      {.indicator = "schools", .year = 2021, .target = 10.0, .sense = model::Sense::at_most}};
    const model::Region region(tables);
    const auto p = plan::progress(plan::basis(region, plan::choices(region)));
    CHECK(p.targets[0].state == plan::TargetState::missed);
    CHECK(p.targets[1].state == plan::TargetState::before);
}

TEST_CASE("neither targets nor tasks: not answered") {
    auto tables = rich_tables();
    tables.targets.clear();
    tables.tasks.clear();
    const model::Region region(tables);
    CHECK_FALSE(plan::progress(plan::basis(region, plan::choices(region))).answer.answered);
}
