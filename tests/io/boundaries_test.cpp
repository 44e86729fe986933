#include "corewing/io/boundaries.hpp"
#ifdef COREWING_HAS_JSON
#include "corewing/io/geojson.hpp"
#endif

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace corewing;
using io::Boundaries;
using io::Outline;
using io::Polygon;
using io::Position;
using io::Ring;

namespace {

Ring square(double lon, double lat, double side) {
    return {{lon, lat}, {lon + side, lat}, {lon + side, lat + side}, {lon, lat + side}, {lon, lat}};
}

/// A mainland with a lake, and an island.
Outline county() {
    return {.name = "万州",
            .code = "500101",
            .polygons = {{.outer = square(106.0, 29.0, 2.0), .holes = {square(106.5, 29.5, 0.25)}},
                         {.outer = square(110.0, 29.0, 0.5)}}};
}

} // namespace

TEST_CASE("an outline that nobody has filled in is nowhere and has no name") {
    CHECK(Position{}.lon == 0.0);
    CHECK(Position{}.lat == 0.0);
    CHECK(Polygon{}.outer.empty());
    CHECK(Polygon{}.holes.empty());
    CHECK(Outline{}.name.empty());
    CHECK(Outline{}.code.empty());
    CHECK(Outline{}.polygons.empty());
}

TEST_CASE("outlines are equal only if every point, hole and name is") {
    CHECK(county() == county());
    std::vector<Outline> others(6, county());
    others[0].name = "Wanzhou";
    others[1].code = "";
    others[2].polygons.pop_back();
    others[3].polygons[0].holes.clear();
    others[4].polygons[0].outer[2].lat += 1e-12;
    others[5].polygons[0].holes[0][1].lon += 1e-12;
    for (const Outline& other : others) CHECK_FALSE(other == county());
    Outline swapped = county();
    std::swap(swapped.polygons[0], swapped.polygons[1]);
    CHECK_FALSE(swapped == county()); // the order counts, as it does in the file
}

#ifdef COREWING_HAS_JSON

TEST_CASE("an outline read from text has all its parts, every ring closed") {
    const std::string text = R"({"type": "FeatureCollection", "features": [{"type": "Feature",
        "properties": {"name": "万州", "adcode": "500101"},
        "geometry": {"type": "MultiPolygon", "coordinates": [
            [[[106, 29], [108, 29], [108, 31], [106, 31], [106, 29]],
             [[106.5, 29.5], [106.75, 29.5], [106.75, 29.75], [106.5, 29.75], [106.5, 29.5]]],
            [[[110, 29], [110.5, 29], [110.5, 29.5], [110, 29.5], [110, 29]]]]}}]})";
    const Boundaries found = io::parse_boundaries(text, "county.geojson");
    REQUIRE(found.size() == 1);
    CHECK(found[0] == county());
    for (const Polygon& polygon : found[0].polygons) {
        CHECK(polygon.outer.size() >= 4);
        CHECK(polygon.outer.front() == polygon.outer.back());
        for (const Ring& hole : polygon.holes) CHECK(hole.front() == hole.back());
    }
}

#endif
