#ifdef COREWING_HAS_JSON

#include "corewing/base/random.hpp"
#include "corewing/io/geojson.hpp"

#include "io/temporary_folder.hpp"
#include "support/refusal.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;

namespace {

std::string refusal(const std::string& text) {
    return test::refusal<io::bad_files>([&] { static_cast<void>(io::parse_boundaries(text, "b.geojson")); });
}

std::string with_geometry(const std::string& geometry) {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":)" + geometry +
           "}]}";
}

std::string with_ring(const std::string& ring) {
    return with_geometry(R"({"type":"Polygon","coordinates":[)" + ring + "]}");
}

const std::string good = R"({"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"name": "江北区", "adcode": 500105},
   "geometry": {"type": "Polygon", "coordinates": [
     [[106, 29], [107, 29], [107, 30], [106, 29]],
     [[106.4, 29.2], [106.5, 29.2], [106.5, 29.3], [106.4, 29.2]]]}},
  {"type": "Feature", "id": "isles", "properties": null,
   "geometry": {"type": "MultiPolygon", "coordinates": [
     [[[0, 0, 5], [1, 0, 5], [1, 1, 5], [0, 0, 5]]],
     [[[2, 2], [3, 2], [3, 3], [2, 2]]]]}}]})";

} // namespace

TEST_CASE("polygons, holes and several polygons") {
    const io::Boundaries b = io::parse_boundaries(good, "b.geojson");
    REQUIRE(b.size() == 2);
    CHECK(b[0].name == "江北区");
    CHECK(b[0].code == "500105");
    REQUIRE(b[0].polygons.size() == 1);
    CHECK(b[0].polygons[0].outer == io::Ring{{106, 29}, {107, 29}, {107, 30}, {106, 29}});
    REQUIRE(b[0].polygons[0].holes.size() == 1);
    CHECK(b[0].polygons[0].holes[0][1] == io::Position{106.5, 29.2});
    CHECK(b[1].name.empty());
    CHECK(b[1].code == "isles");
    REQUIRE(b[1].polygons.size() == 2);
    CHECK(b[1].polygons[1].outer[1] == io::Position{3, 2});
    CHECK(io::parse_boundaries("\xEF\xBB\xBF" + good, "b.geojson") == b);
    CHECK(io::parse_boundaries(R"({"type":"FeatureCollection","features":[]})", "b.geojson").empty());
    const TemporaryFolder folder;
    folder.put("b.geojson", good);
    CHECK(io::read_boundaries(folder.path() / "b.geojson") == b);
}

TEST_CASE("codes are whole numbers however they are written") {
    for (const auto& [written, code] : std::vector<std::pair<std::string, std::string>>{{"500101", "500101"},
                                                                                        {"500102.0", "500102"},
                                                                                        {"5.00103e5", "500103"},
                                                                                        {"-7.0", "-7"},
                                                                                        {"-0.0", "0"},
                                                                                        {"1.5", "1.5"},
                                                                                        {"1e300", "1e+300"},
                                                                                        {"\"050101\"", "050101"}}) {
        const auto b = io::parse_boundaries(
            R"({"type":"Feature","properties":{"adcode":)" + written +
                R"(},"geometry":{"type":"Polygon","coordinates":[[[106,29],[107,29],[107,30],[106,29]]]}})",
            "b.geojson");
        CHECK(b[0].code == code);
    }
}

TEST_CASE("a collection of areas is an area") {
    const std::string polygon = R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]})";
    const std::string pair =
        R"({"type":"MultiPolygon","coordinates":[[[[2,2],[3,2],[3,3],[2,2]]],[[[4,4],[5,4],[5,5],[4,4]]]]})";
    const auto collected = [](const std::string& parts) {
        return R"({"type":"GeometryCollection","geometries":[)" + parts + "]}";
    };
    const auto read = [](const std::string& geometry) {
        return io::parse_boundaries(with_geometry(geometry), "b.geojson");
    };
    CHECK(read(collected(pair))[0].polygons == read(pair)[0].polygons);
    CHECK(read(collected(polygon + "," + collected(pair)))[0].polygons.size() == 3);
    CHECK(refusal(with_geometry(collected(""))) ==
          "b.geojson: /features/0/geometry/geometries: is not a list of geometries; give the Polygons and MultiPolygons "
          "of the area there");
    CHECK(refusal(with_geometry(collected(polygon + R"(,{"type":"Point","coordinates":[1,2]})"))) ==
          "b.geojson: /features/0/geometry/geometries/1/type: \"Point\" is not an area; give every feature a Polygon or "
          "MultiPolygon, or take it out");
    std::string deep = polygon;
    for (int k = 0; k < 1000; ++k) deep = collected(deep);
    CHECK(refusal(with_geometry(deep)).find("collections stand in each other too deeply") != std::string::npos);
}

TEST_CASE("what nobody asks for may be of any depth") {
    const std::string deep = std::string(100000, '[') + std::string(100000, ']');
    const auto b = io::parse_boundaries(
        R"({"x":)" + deep + R"(,"type":"FeatureCollection","features":[{"type":"Feature","id":)" + deep +
            R"(,"properties":{"name":"a","x":)" + deep + R"(},"geometry":{"x":)" + deep +
            R"(,"type":"Polygon","coordinates":[[[106,29],[107,29],[107,30],[106,29]]]}}]})",
        "deep.geojson");
    CHECK(b.size() == 1);
    CHECK(b[0].name == "a");
    CHECK(b[0].code.empty());
}

TEST_CASE("what is no GeoJSON of areas is refused with place and remedy") {
    struct Case {
        std::string text, says;
    };
    for (const Case& c : std::vector<Case>{
             {"{\"type\": \"Feature\",\n \"é\": 1,]\n",
              "b.geojson:2:9: is not JSON from here on; check brackets, commas and "
              "quotes"},
             {std::string("\xFF\xFE{\0", 4), "b.geojson: is in UTF-16; save the file as UTF-8"},
             {std::string("\0\0\xFE\xFF\0\0\0{", 8), "b.geojson: is in UTF-32; save the file as UTF-8"},
             {"", "b.geojson:1:1: the text ends in the middle of a value; get the whole file"},
             {"{\"type\":", "b.geojson:1:9: the text ends in the middle of a value; get the whole file"},
             {"{\"type\": NaN}", "b.geojson:1:10: is not JSON from here on; check brackets, commas and quotes"},
             {"[1e999]", "b.geojson: holds a number that is too large; write decimal degrees"},
             {"[]", "b.geojson: is not GeoJSON; give a FeatureCollection of polygons"},
             {"{\"type\":\"Topology\"}",
              "b.geojson: /type: \"Topology\" is not a FeatureCollection; give a FeatureCollection or a Feature"},
             {"{\"type\":\"FeatureCollection\"}", "b.geojson: /features: is not a list; give a list of features there"},
             {"{\"type\":\"FeatureCollection\",\"features\":[7]}",
              "b.geojson: /features/0: is not a Feature; write an object with type, properties and geometry"},
             {with_geometry("null"),
              "b.geojson: /features/0/geometry: is not a geometry; give every feature a Polygon or "
              "MultiPolygon, or take it out"},
             {with_geometry(R"({"type":"Point","coordinates":[1,2]})"),
              "b.geojson: /features/0/geometry/type: \"Point\" is not an area; give every feature a Polygon or "
              "MultiPolygon, or take it out"},
             {with_geometry(R"({"type":"Polygon"})"),
              "b.geojson: /features/0/geometry/coordinates: is not a list of rings; give the rings of the area there"},
             {with_geometry(R"({"type":"MultiPolygon","coordinates":[[]]})"),
              "b.geojson: /features/0/geometry/coordinates/0: is not a list of rings; give the outer ring first and "
              "the "
              "holes after it"},
             {with_ring("5"), "b.geojson: /features/0/geometry/coordinates/0: is not a list of positions; write "
                              "[[longitude, latitude], ...]"},
             {with_ring("[[0,0],[1,0],[1,\"x\"],[0,0]]"),
              "b.geojson: /features/0/geometry/coordinates/0/2: is not a position; write [longitude, latitude]"},
             {with_ring("[[0,0],[1,0],[1],[0,0]]"),
              "b.geojson: /features/0/geometry/coordinates/0/2: is not a position; write [longitude, latitude]"},
             {with_ring("[[0,0],[181,0],[1,1],[0,0]]"), "b.geojson: /features/0/geometry/coordinates/0/1: [181, 0] is "
                                                        "out of range; write decimal degrees, longitude "
                                                        "first, not metres of a map projection"},
             {with_ring("[[29.5,106.5],[0,0],[1,1],[29.5,106.5]]"),
              "b.geojson: /features/0/geometry/coordinates/0/0: [29.5, 106.5] is out of range; write decimal degrees, "
              "longitude first, not metres of a map projection"},
             {with_ring("[[0,0],[1,0],[1,1],[0,1]]"),
              "b.geojson: /features/0/geometry/coordinates/0: the ring is not closed; "
              "end it with its first position"},
             {with_ring("[[0,0],[1,0],[0,0]]"), "b.geojson: /features/0/geometry/coordinates/0: the ring has 3 "
                                                "positions where 4 are needed; give at least "
                                                "three corners and the first one again"},
         }) {
        CAPTURE(c.text);
        CHECK(refusal(c.text) == c.says);
    }
}

TEST_CASE("several mistakes are told at once") {
    CHECK(refusal(R"({"type":"FeatureCollection","features":[1,2]})") ==
          "b.geojson: /features/0: is not a Feature; write an object with type, properties and geometry\n"
          "b.geojson: /features/1: is not a Feature; write an object with type, properties and geometry");
}

TEST_CASE("files that cannot be read") {
    CHECK(test::refusal<base::bad_file>([] { static_cast<void>(io::read_boundaries("/nowhere/b.geojson")); }) ==
          "/nowhere/b.geojson: there is no such file; give a GeoJSON file");
}

TEST_CASE("outlines that are there but cannot be opened") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "b.geojson";
    const auto read = [&] { return test::refusal([&] { static_cast<void>(io::read_boundaries(file)); }); };
    std::filesystem::create_symlink("nowhere", file);
    CHECK(read() == file.string() + ": cannot be opened: it is a link that leads nowhere; check the links and permissions "
                                    "on the way to it, or take it out");
    std::filesystem::remove(file);
    std::filesystem::create_directory(file);
    CHECK(read() == file.string() + ": is not an ordinary file; give a GeoJSON file");
}

TEST_CASE("changed bytes and deep nesting never do worse than an exception") {
    base::Random random(5);
    int refused = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string text = good;
        for (Index k = 1 + random.index(4); k > 0; --k)
            text[random.index(text.size())] = static_cast<char>(random.index(256));
        if (random.index(4) == 0) text.resize(random.index(text.size()));
        try {
            static_cast<void>(io::parse_boundaries(text, "b.geojson"));
        } catch (const base::bad_data&) {
            ++refused;
        }
    }
    CHECK(refused > 1000);
    CHECK_FALSE(refusal(std::string(200000, '[')).empty());
    CHECK_FALSE(refusal(std::string(200000, '[') + std::string(200000, ']')).empty());
}

#endif
