#include "corewing/model/link.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace corewing::model;

TEST_CASE("what is not known of a link is infinitely long and of unlimited capacity") {
    const Link link;
    CHECK(link.weight == 1.0);
    CHECK(std::isinf(link.distance_km));
    CHECK(std::isinf(link.hours));
    CHECK(std::isinf(link.capacity));
    CHECK(link.unit_cost == 0.0);
    CHECK_FALSE(link.mirrored);
    CHECK(name(LayerKind::route) == "route");
    CHECK(LinkRow{.from = "a"} == LinkRow{.from = "a"});
}
