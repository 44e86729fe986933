#include <doctest/doctest.h>

#include "corewing/graph/great_circle.hpp"

#include <cmath>
#include <numbers>

using namespace corewing;

TEST_CASE("great circles: quarters of the earth, and distances that are known") {
    const double quarter = graph::earth_radius_km * std::numbers::pi / 2.0;
    CHECK(graph::great_circle_km(0, 0, 90, 0) == doctest::Approx(quarter));
    CHECK(graph::great_circle_km(17, 90, -50, 0) == doctest::Approx(quarter));
    CHECK(graph::great_circle_km(0, 0, 180, 0) == doctest::Approx(2.0 * quarter));
    CHECK(graph::great_circle_km(179.5, 0, -179.5, 0) == doctest::Approx(quarter / 90.0)); // across the date line
    CHECK(graph::great_circle_km(-0.1278, 51.5074, 2.3522, 48.8566) ==
          doctest::Approx(343.6).epsilon(0.002)); // London, Paris
    CHECK(graph::great_circle_km(106.55, 29.56, 106.55, 29.56) == 0.0);
}

TEST_CASE("great circles of a region: a place without coordinates is out of reach") {
    const model::Region region(
        {.places = {{.id = "a", .lon = 0.0, .lat = 0.0}, {.id = "b"}, {.id = "c", .lon = 1.0, .lat = 0.0}}});
    const auto km = graph::great_circle_km(region);
    CHECK(km(0, 2) == doctest::Approx(111.195).epsilon(1e-4));
    CHECK(km(2, 0) == km(0, 2));
    CHECK(std::isinf(km(0, 1)));
    CHECK(km(1, 1) == 0.0);
}
