#include <doctest/doctest.h>

#include "corewing/plan/standing.hpp"

#include "plan/rich_region.hpp"

using namespace corewing;

TEST_CASE("districts are ranked with the span of their ranks") {
    const auto region = rich_region();
    const auto s = plan::standing(plan::basis(region, plan::choices(region)));
    REQUIRE(s.answer.answered);
    CHECK(s.places.size() == 6);
    CHECK(s.leaves.size() == 2);
    CHECK(s.sides == std::vector<std::string>{"skill", "wealth"});
    CHECK(s.levels.minCoeff() > 0.0); // lifted: the last place is not 0 in everything
    CHECK(s.levels.maxCoeff() <= 1.0);
    for (Index i = 0; i < 6; ++i) {
        CHECK(s.spans.rank_range(i, 0) <= s.spans.rank_range(i, 2));
        CHECK(s.composite.rank[i] >= 1);
    }
    CHECK(s.answer.lines[0].find("first: ") == 0);
}

TEST_CASE("a district without a figure is named, not ranked") {
    auto tables = rich_tables();
    std::erase_if(tables.observations, [](const auto& o) { return o.place == "elm" && o.indicator == "schools"; });
    const model::Region region(tables);
    const auto s = plan::standing(plan::basis(region, plan::choices(region)));
    CHECK(s.places.size() == 5);
    CHECK(s.not_ranked == std::vector<Index>{region.index("elm")});
    bool named = false;
    for (const auto& line : s.answer.lines) named = named || line == "not ranked, as figures are missing: Town elm";
    CHECK(named);
}

TEST_CASE("without an index it is not answered") {
    auto tables = rich_tables();
    tables.indicators.resize(2);
    tables.observations.clear();
    tables.targets.clear();
    const model::Region region(tables);
    const auto s = plan::standing(plan::basis(region, plan::choices(region)));
    CHECK_FALSE(s.answer.answered);
    CHECK(s.answer.needs.size() == 1);
}
