#include "corewing/model/views.hpp"

#include "support/sample_region.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using base::Mark;
using model::Region;

TEST_CASE("a column holds what was observed and marks what was not") {
    const Region region(test::valley());
    const auto gdp = model::column(region, "gdp", 2020);
    CHECK(gdp.values[1] == 250.0);
    CHECK(gdp.marks(1, 0) == Mark::observed);
    CHECK(gdp.values[0] == 0.0);
    CHECK(gdp.marks(0, 0) == Mark::missing);
    CHECK((model::column(region, "gdp", 1999).marks == Mark::missing).all());
    CHECK_THROWS_AS(model::column(region, "gpd", 2020), base::unknown_name);
    CHECK(model::total(region, "gdp", 2020) == 400.0);
    CHECK_FALSE(model::total(region, "gdp", 2021).has_value());
    CHECK_FALSE(model::total(region, "people", 2019).has_value());
    CHECK(model::years(region, "people") == std::vector<int>{2019});
}

TEST_CASE("a layer becomes a matrix, dense or sparse; parallel links add up") {
    const Region region(test::valley());
    const auto trade = model::linkage(region, "trade");
    CHECK(trade(3, 2) == 10.0);
    CHECK(trade(2, 3) == 0.0);
    const auto road = model::linkage(region, "road");
    CHECK(road == road.transpose());
    CHECK(road(1, 3) == 4.0);
    for (const char* layer : {"trade", "road"})
        CHECK(Eigen::MatrixXd(model::sparse_linkage(region, layer)) == model::linkage(region, layer));
}

TEST_CASE("a layout gives every place a role and remembers which were stated") {
    const Region region(test::valley());
    CHECK(model::layout_names(region) == std::vector<std::string>{"plan"});
    const auto plan = model::layout(region, "plan");
    CHECK(plan.roles[4] == model::Role::core);
    CHECK(plan.focus[4] == "research");
    CHECK(plan.roles[1] == model::Role::other);
    CHECK_FALSE(plan.stated[1]);
    CHECK_THROWS_AS(model::layout(region, "draft"), base::unknown_name);
}

TEST_CASE("clusters, kinds and common ground") {
    const Region region(test::valley());
    const auto groups = model::clusters(region);
    CHECK(groups.names == std::vector<std::string>{"", "hills", "plain"});
    CHECK(groups.of_place == std::vector<Index>{0, 2, 1, 2, 2});
    CHECK(model::places_of_kind(region, model::PlaceKind::district) == std::vector<Index>{1, 2, 3});
    CHECK(model::same_ground(region) == std::vector<model::PlacePair>{{1, 4}});
}

TEST_CASE("output by industry") {
    const Region region(test::valley());
    const auto output = model::output(region, 2020);
    CHECK(output.values.cols() == 2);
    CHECK(output.values(3, 0) == 8.0);
    CHECK(output.marks(3, 0) == Mark::observed);
    CHECK(output.marks(3, 1) == Mark::missing);
}
