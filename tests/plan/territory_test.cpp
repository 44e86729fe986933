#include <doctest/doctest.h>

#include "corewing/plan/territory.hpp"

#include "corewing/model/column.hpp"
#include "plan/rich_region.hpp"

using namespace corewing;

TEST_CASE("a zone and its hosts are one line, and nothing is counted twice") {
    const auto region = rich_region();
    const auto t = plan::territory(region, model::column(region, "people"));
    REQUIRE(t.lines.size() == 5); // four towns, and the zone with ash and birch; not the partner
    double sum = 0.0;
    for (Index g = 0; g < t.size.size(); ++g) sum += *t.size[g];
    CHECK(sum == doctest::Approx(270.0));
    CHECK(t.lines.back().id == "zone");
    CHECK(*t.size[4] == doctest::Approx(150.0));
    CHECK(t.clusters.name(t.clusters[4]) == "east");
    CHECK(t.left_out.empty());
    const auto gdp = plan::territory(region, model::column(region, "gdp"));
    CHECK(gdp.left_out == std::vector<std::string>{"Town oak"});
}
