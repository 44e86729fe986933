#include <doctest/doctest.h>

#include "corewing/plan/data.hpp"

#include "plan/rich_region.hpp"

using namespace corewing;

TEST_CASE("what is known is counted, what was filled is said") {
    const auto region = rich_region();
    const auto d = plan::data(plan::basis(region, plan::choices(region)));
    CHECK(d.answer.answered);
    CHECK(d.answer.sentence ==
          "2 of 3 indicators with figures by district are known for every district; 1 figure filled in and marked.");
    CHECK(d.answer.sure == plan::Sure::partly);
    REQUIRE(d.indicators.size() == 3);
    CHECK(d.indicators[0].id == "gdp");
    CHECK(d.indicators[0].known == 5);
    CHECK(d.indicators[0].figures.filled.size() == 1);
}

TEST_CASE("made-up figures are told at once") {
    auto tables = rich_tables();
    tables.observations[0].mark = base::Mark::synthetic;
    const model::Region region(tables);
    const auto d = plan::data(plan::basis(region, plan::choices(region)));
    CHECK(d.synthetic == 1);
    CHECK(d.answer.sure == plan::Sure::no);
}

TEST_CASE("no figures, no answer") {
    const model::Region region({.places = {{.id = "a"}}});
    const auto d = plan::data(plan::basis(region, plan::choices(region)));
    CHECK_FALSE(d.answer.answered);
    CHECK(d.answer.sentence == "Not answered: no district has a figure.");
    CHECK_FALSE(d.answer.needs.empty());
}
