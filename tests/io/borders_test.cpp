#include <doctest/doctest.h>

#include "corewing/io/borders.hpp"

#include "support/refusal.hpp"

using namespace corewing;

namespace {

io::Outline box(const char* code, double west, double south, double east, double north) {
    return {.code = code,
            .polygons = {{.outer = {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}}};
}

} // namespace

TEST_CASE("borders: neighbours share a side, also where it is drawn by other points, or a little apart") {
    // One degree of latitude is 111.195 km.
    const io::Boundaries outlines{box("a", 0, 0, 1, 1), box("b", 1, 0, 2, 0.5), box("c", 1.001, 0.5, 2, 1),
                                  box("d", 5, 5, 6, 6)};
    const auto borders = io::borders(outlines);
    REQUIRE(borders.size() == 3);
    CHECK(borders[0].first == "a");
    CHECK(borders[0].second == "b");
    CHECK(borders[0].km == doctest::Approx(55.6).epsilon(0.01));
    CHECK(borders[1].second == "c");
    CHECK(borders[1].km == doctest::Approx(55.6).epsilon(0.01));
    CHECK(borders[2].km == doctest::Approx(111.2).epsilon(0.01)); // b and c, along the parallel
    CHECK(io::borders(outlines, {.least_km = 60.0}).size() == 1);
    CHECK(io::borders({}).empty());
    CHECK(test::refusal([&] { io::borders(outlines, {.within_km = 0.0}); }).starts_with("within_km: "));
    CHECK(test::refusal([&] {
              io::borders({box("a", 0, 0, 1, 1), box("a", 2, 2, 3, 3)});
          }).find("two outlines are called \"a\"") != std::string::npos);
}

TEST_CASE("outlines: areas on the sphere, centroids, holes, and either way round") {
    const double quarter =
        6371.0088 * 6371.0088 * 3.14159265358979 / 2.0; // of the northern half: 90 degrees of longitude
    const auto whole = io::outline_shapes({box("x", 0, 0, 90, 90)});
    CHECK(whole[0].area_km2 == doctest::Approx(quarter));
    CHECK(whole[0].lon == doctest::Approx(45.0));
    io::Outline holed = box("y", 10, 50, 12, 52);
    const double full = io::outline_shapes({holed})[0].area_km2;
    holed.polygons[0].holes = {{{10.5, 50.5}, {10.5, 51.5}, {11.5, 51.5}, {11.5, 50.5}, {10.5, 50.5}}};
    const auto shape = io::outline_shapes({holed})[0];
    CHECK(shape.area_km2 < full);
    CHECK(shape.area_km2 == doctest::Approx(full * 0.75).epsilon(0.01));
    CHECK(shape.lon == doctest::Approx(11.0));
    CHECK(shape.lat == doctest::Approx(51.0).epsilon(0.01));
    CHECK(io::outline_shapes({{.name = "empty"}})[0].area_km2 == 0.0);
}
