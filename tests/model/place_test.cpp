#include "corewing/model/place.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("a place is a district unless it says otherwise, and unknown numbers are empty") {
    const Place place{.id = "yubei"};
    CHECK(name(place.kind) == "district");
    CHECK_FALSE(place.area_km2.has_value());
    CHECK(name(PlaceKind::platform) == "platform");
    CHECK(name(PlaceKind::partner) == "partner");
    CHECK(place == Place{.id = "yubei"});
    CHECK_FALSE(Host{.platform = "a"}.share.has_value());
}
