#include <doctest/doctest.h>

#include "corewing/plan/industries.hpp"

#include "plan/rich_region.hpp"
#include "support/refusal.hpp"

using namespace corewing;

TEST_CASE("who does the same is grouped, and every two of a group are alike") {
    const auto region = rich_region();
    const auto b = plan::basis(region, plan::choices(region));
    const auto d = plan::industries(b);
    REQUIRE(d.answer.answered);
    CHECK(d.unit == "workers");
    CHECK(d.year == 2020);
    CHECK(d.earlier_year == 2010);
    CHECK(d.places.size() == 6);
    REQUIRE(d.groups.size() == 2); // the first two towns, and the other four
    CHECK(d.groups[0].places.size() + d.groups[1].places.size() == 6);
    CHECK(d.groups[0].least >= 0.9);
    CHECK_FALSE(d.completing.empty());
    CHECK(d.region_share.sum() == doctest::Approx(1.0));
    REQUIRE(d.chains.size() == 1);
    CHECK(d.chains[0].count.sum() == 1);
    CHECK(d.chains[0].nowhere.sum() == 1);
    CHECK(test::refusal([&] { plan::industries(b, 1.5); }).starts_with("likeness: "));
}

TEST_CASE("a town with a gap is left out, and the answer is less sure") {
    auto tables = rich_tables();
    tables.output.erase(tables.output.begin() + 1);
    const model::Region region(tables);
    const auto d = plan::industries(plan::basis(region, plan::choices(region)));
    CHECK(d.places.size() == 5);
    CHECK(d.answer.sure == plan::Sure::partly);
}

TEST_CASE("without output it is not answered") {
    auto tables = rich_tables();
    tables.output.clear();
    const model::Region region(tables);
    const auto d = plan::industries(plan::basis(region, plan::choices(region)));
    CHECK_FALSE(d.answer.answered);
    CHECK_FALSE(d.answer.lines.empty()); // what is known of projects is said all the same
}
