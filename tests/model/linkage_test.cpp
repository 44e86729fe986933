#include "corewing/model/linkage.hpp"

#include "support/sample_region.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace corewing;
using base::Mark;
using model::Region;

namespace {

// 0 abroad (partner), 1 centre, 2 north, 3 south (districts), 4 zone (platform)
Region valley(bool complete) {
    auto tables = test::valley();
    for (auto& layer : tables.layers) layer.complete = complete;
    tables.places.push_back({.id = "beyond", .kind = model::PlaceKind::partner}); // index 1; the others move on
    return Region(std::move(tables));
}

} // namespace

TEST_CASE("a layer becomes a matrix, dense or sparse; parallel links add up") {
    const Region region(test::valley());
    const auto trade = model::linkage(region, "trade");
    CHECK(trade(3, 2) == 10.0);
    CHECK(trade.mark(3, 2) == Mark::observed);
    CHECK(trade.values()(2, 3) == 0.0);
    CHECK(trade.name() == "trade");
    CHECK(trade.unit() == "million");
    CHECK(trade.places().id(3) == "south");
    const auto road = model::linkage(region, "road");
    CHECK(road.values() == road.values().transpose());
    CHECK((road.marks() == road.marks().transpose()).all());
    CHECK(road(1, 3) == 4.0);
    for (const char* layer : {"trade", "road"})
        CHECK(Eigen::MatrixXd(model::sparse_linkage(region, layer)) == model::linkage(region, layer).values());
    CHECK_THROWS_AS(model::linkage(region, "raod"), base::unknown_name);
    CHECK_THROWS_AS(model::sparse_linkage(region, "raod"), base::unknown_name);
}

TEST_CASE("nothing is not zero: without a link nothing is known, unless the layer is complete") {
    const Region region = valley(false);
    const auto trade = model::linkage(region, "trade");
    CHECK(trade.known_count() == 2); // south -> north, centre -> abroad
    CHECK(trade.known_pairs() == 0);
    CHECK_FALSE(trade(region.index("north"), region.index("south")).has_value());
    CHECK(model::linkage(region, "road").known_pairs() == 3);
}

TEST_CASE("a complete layer covers districts and whoever has a link in it, never two partners") {
    const Region region = valley(true);
    const auto trade = model::linkage(region, "trade");
    const auto at = [&](const char* from, const char* to) { return trade(region.index(from), region.index(to)); };
    CHECK(at("north", "south") == 0.0);
    CHECK(at("centre", "south") == 0.0);
    CHECK(at("centre", "abroad") == 5.0);
    CHECK(at("abroad", "centre") == 0.0);
    CHECK(at("abroad", "north") == 0.0);
    CHECK_FALSE(at("zone", "north").has_value()); // a platform without any link
    CHECK_FALSE(at("north", "zone").has_value());
    CHECK_FALSE(at("beyond", "north").has_value()); // a partner without any link
    CHECK_FALSE(at("beyond", "abroad").has_value());
    CHECK_FALSE(at("north", "north").has_value());
    CHECK(trade.known_pairs() == 6); // three districts and abroad

    const auto road = model::linkage(region, "road");
    CHECK(road(region.index("zone"), region.index("north")) == 0.0); // the zone has a road
    CHECK(road.known_pairs() == 6);
}

TEST_CASE("two partners never count, though a link of theirs does") {
    auto tables = test::valley();
    tables.places.push_back({.id = "beyond", .kind = model::PlaceKind::partner});
    tables.places.push_back({.id = "far", .kind = model::PlaceKind::partner});
    tables.layers[1].complete = true;
    tables.links.push_back({.layer = "trade", .from = "north", .to = "beyond", .weight = 1});
    tables.links.push_back({.layer = "trade", .from = "far", .to = "abroad", .weight = 0});
    const Region region(std::move(tables));
    const auto trade = model::linkage(region, "trade");
    const auto at = [&](const char* from, const char* to) { return trade(region.index(from), region.index(to)); };
    CHECK_FALSE(at("beyond", "abroad").has_value());
    CHECK_FALSE(at("abroad", "beyond").has_value());
    CHECK(at("far", "abroad") == 0.0); // it stands in links.csv
    CHECK_FALSE(at("abroad", "far").has_value());
    CHECK(at("far", "north") == 0.0);
}
