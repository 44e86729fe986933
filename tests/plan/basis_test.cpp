#include <doctest/doctest.h>

#include "corewing/plan/basis.hpp"

#include "plan/rich_region.hpp"

#include <cmath>

using namespace corewing;

TEST_CASE("what the questions share is made once") {
    const auto region = rich_region();
    const auto b = plan::basis(region, plan::choices(region));
    CHECK(b.districts.size() == 6);
    REQUIRE(b.size);
    CHECK(b.size->name() == "people");
    CHECK(b.way == plan::Way::distance); // no route is known
    CHECK(b.hours(region.index("ash"), region.index("birch")) > 0.0);
    CHECK(b.name(region.index("ash")) == "Town ash");
    CHECK(b.names({region.index("ash"), region.index("elm")}) == "Town ash and Town elm");
}

TEST_CASE("routes give hours, by their own time or by length and speed") {
    auto tables = rich_tables();
    tables.layers.push_back({.id = "road", .kind = model::LayerKind::route});
    tables.links.push_back({.layer = "road", .from = "ash", .to = "birch", .distance_km = 120.0});
    tables.links.push_back({.layer = "road", .from = "birch", .to = "cedar", .distance_km = 600.0, .hours = 1.0});
    const model::Region region(tables);
    const auto b = plan::basis(region, plan::choices(region));
    CHECK(b.way == plan::Way::time);
    CHECK(b.hours(region.index("ash"), region.index("cedar")) == doctest::Approx(3.0));
    CHECK(std::isinf(b.hours(region.index("ash"), region.index("oak"))));
}

TEST_CASE("nothing known is nothing assumed") {
    const model::Region region({.places = {{.id = "a"}, {.id = "b"}}});
    const auto b = plan::basis(region, plan::choices(region));
    CHECK(b.way == plan::Way::none);
    CHECK_FALSE(b.size);
    CHECK(b.hours.size() == 0);
}
