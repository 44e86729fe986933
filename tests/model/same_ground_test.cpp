#include "corewing/model/same_ground.hpp"

#include "support/sample_region.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace corewing;

TEST_CASE("a platform lies on the ground of its hosts, and with the platforms it shares one with") {
    auto tables = test::valley();
    CHECK(model::same_ground(model::Region(tables)) == std::vector<model::PlacePair>{{1, 4}});
    tables.places.push_back({.id = "park", .kind = model::PlaceKind::platform}); // abroad centre north park south zone
    tables.hosts.push_back({.platform = "park", .district = "centre"});
    tables.hosts.push_back({.platform = "park", .district = "north"});
    tables.hosts.push_back({.platform = "zone", .district = "north"});
    CHECK(model::same_ground(model::Region(tables)) ==
          std::vector<model::PlacePair>{{1, 3}, {1, 5}, {2, 3}, {2, 5}, {3, 5}});
    tables.hosts.clear();
    CHECK(model::same_ground(model::Region(tables)).empty());
}
