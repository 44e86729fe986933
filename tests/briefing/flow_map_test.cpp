#include "corewing/base/random.hpp"
#include "corewing/briefing/flow_map.hpp"
#include "corewing/briefing/map_data.hpp"

#include "report/markup.hpp"

#include <doctest/doctest.h>

using corewing::Index;

using namespace corewing::briefing;
using corewing::base::Mark;
using corewing::model::Role;
using corewing::report::detail::Box;

namespace {

/// A region with a crowded centre, as Chongqing has one.
std::vector<MapPlace> region(std::uint64_t seed, Index count) {
    corewing::base::Random random(seed);
    std::vector<MapPlace> places;
    for (Index i = 0; i < count; ++i) {
        const bool centre = i % 3 == 0;
        places.push_back({.name = "Place" + std::to_string(i),
                          .name_local = i % 2 == 0 ? "地方" : "",
                          .lon = centre ? random.uniform(106.3, 106.7) : random.uniform(105.3, 110.1),
                          .lat = centre ? random.uniform(29.4, 29.8) : random.uniform(28.3, 32.1),
                          .size = random.uniform(0.0, 100.0),
                          .role = i == 0       ? Role::core
                                  : i < 3      ? Role::wing
                                  : i % 4 == 0 ? Role::point
                                               : Role::other,
                          .mark = i % 5 == 0 ? Mark::imputed : Mark::observed});
    }
    return places;
}

std::vector<MapLink> all_links(Index count, std::uint64_t seed) {
    corewing::base::Random random(seed);
    std::vector<MapLink> links;
    for (Index i = 0; i < count; ++i)
        for (Index j = 0; j < i; ++j) links.push_back({j, i, random.uniform()});
    return links;
}

/// Boxes of the texts directly below the names group of a view: what a reader sees, from the picture alone.
std::vector<Box> text_boxes(const markup::Node& view) {
    std::vector<Box> boxes;
    for (const auto* text : view.all("text")) {
        if (text->at("paint-order") != "stroke") continue;
        const double size = text->number("font-size");
        const double width =
            size * corewing::report::em_width(text->text) * (text->at("font-weight") == "600" ? 1.06 : 1.0);
        const std::string anchor = text->at("text-anchor");
        const double left = text->number("x") - (anchor == "end" ? width : anchor == "middle" ? width / 2.0 : 0.0);
        boxes.push_back({left, text->number("y") - 0.8 * size, left + width, text->number("y") + 0.15 * size});
    }
    return boxes;
}

Index strokes(const markup::Node& view) {
    Index count = 0;
    for (const auto* path : view.all("path")) count += path->at("stroke-linecap") == "round" ? 1 : 0;
    return count;
}

} // namespace

TEST_CASE("names never overlap, and every place is named or listed") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const Index n = 10 * seed;
        const auto places = region(seed, n);
        const FlowMap map = flow_map(places, all_links(n, seed));
        const markup::Node picture = markup::parse(map.picture.str());
        std::string shown;
        for (const auto* each : picture.all("svg")) {
            const markup::Node& view = *each;
            const auto boxes = text_boxes(view);
            for (Index i = 0; i < std::ssize(boxes); ++i)
                for (Index j = 0; j < i; ++j) REQUIRE(!boxes[i].overlaps(boxes[j]));
            for (const Box& box : boxes) {
                REQUIRE(box.left >= -0.5);
                REQUIRE(box.right <= view.number("width") + 0.5);
            }
            for (const auto* text : view.all("text")) shown += text->text + '|';
        }
        for (Index i = 0; i < n; ++i) {
            if (std::count(map.unlabelled.begin(), map.unlabelled.end(), i)) continue;
            const bool named = shown.find(places[i].name) != std::string::npos;
            CAPTURE(seed);
            CAPTURE(i);
            REQUIRE((named || !places[i].name_local.empty()));
        }
        if (n >= 20) CHECK(!map.inset.empty());
    }
}

TEST_CASE("the strongest links are drawn, the strongest on top, and each place's own") {
    const auto places = region(2, 30);
    auto links = all_links(30, 5);
    links.push_back({3, 3, 9e9}); // a place with itself
    links.push_back({4, 5, 0.0}); // nothing
    const FlowMap map = flow_map(places, links, {}, {.links = 10, .inset = false});
    CHECK(map.links_given == 30 * 29 / 2);
    CHECK(map.links_drawn >= 10);
    CHECK(map.links_drawn <= 40);
    const markup::Node picture = markup::parse(map.picture.str());
    CHECK(strokes(picture.children[2]) == map.links_drawn);
    double before = 0.0;
    for (const auto* path : picture.children[2].all("path")) {
        if (path->at("stroke-linecap") != "round") continue;
        CHECK(path->number("stroke-width") >= before);
        before = path->number("stroke-width");
    }
    CHECK(before == 7.0);
    CHECK(flow_map(places, links, {}, {.links = 0}).links_drawn == 0);
    CHECK(flow_map(places, links, {}, {.names = 7, .inset = false}).unlabelled.size() >= 23);
    for (const bool inset : {true, false})
        CHECK(flow_map(places, links, {}, {.names = 0, .inset = inset}).unlabelled.empty()); // none was asked for
    CHECK(flow_map(places, links, {}, {.links = 10000}).links_drawn == map.links_given);
}

TEST_CASE("the area of a mark is its place's size") {
    const std::vector<MapPlace> places{{.name = "big", .lon = 1, .lat = 1, .size = 100},
                                       {.name = "small", .lon = 2, .lat = 2, .size = 25}};
    const markup::Node picture = markup::parse(flow_map(places, {}, {}, {.radius = 20}).picture.str());
    const auto circles = picture.children[2].all("circle");
    REQUIRE(circles.size() == 2);
    CHECK(circles[0]->number("r") == 20.0);
    CHECK(circles[1]->number("r") == 10.0);
    // a diamond and a square of the same area
    for (const Role role : {Role::wing, Role::point}) CHECK(detail::mark_reach(10.0, role, false) >= 10.0);
    const markup::Node wing = markup::parse(detail::place_mark(0, 0, 10, Role::wing, false, false).str());
    CHECK(wing.all("path")[0]->at("d") == "M0 -12.53L12.53 0L0 12.53L-12.53 0Z"); // 2 * 12.53^2 = pi * 10^2
    const markup::Node partner = markup::parse(detail::place_mark(0, 0, 10, Role::other, true, false).str());
    CHECK(partner.all("rect")[0]->number("width") == doctest::Approx(17.72)); // 17.72^2 = pi * 10^2
}

TEST_CASE("a partner far outside stands at the frame and does not stretch the map") {
    auto places = region(3, 12);
    const auto before = markup::parse(flow_map(places, {}, {}, {.inset = false}).picture.str());
    places.push_back(
        {.name = "Chengdu", .name_local = "成都", .lon = 100.0, .lat = 30.67, .size = 1e6, .outside = true});
    const auto after = markup::parse(flow_map(places, {{12, 0, 1.0}}, {}, {.inset = false}).picture.str());
    const auto circles = [](const markup::Node& picture) {
        std::string all;
        for (const auto* circle : picture.children[2].all("circle"))
            all += circle->at("cx") + ' ' + circle->at("cy") + ' ' + circle->at("r") + ';';
        return all;
    };
    CHECK(circles(before) == circles(after));
    CHECK(after.text.find("Chengdu") != std::string::npos);
    CHECK(after.text.find("Partner outside the region") != std::string::npos);
    places.back().lon = 107.0; // on the map: no arrow
    CHECK(markup::parse(flow_map(places, {}, {}, {.inset = false}).picture.str()).text.find("Chengdu") !=
          std::string::npos);
}

TEST_CASE("the same input gives the same bytes") {
    const auto places = region(7, 40);
    const auto links = all_links(40, 7);
    CHECK(flow_map(places, links).picture.str() == flow_map(places, links).picture.str());
}

TEST_CASE("a region beyond the 180th meridian is drawn in one piece") {
    const std::vector<MapPlace> towns{{.name = "Suva", .lon = 178.44, .lat = -18.14, .size = 3},
                                      {.name = "Labasa", .lon = 179.38, .lat = -16.43, .size = 2},
                                      {.name = "Lakeba", .lon = -178.81, .lat = -18.2, .size = 1},
                                      {.name = "Nadi", .lon = -177.0, .lat = -18.0, .outside = true}};
    const corewing::io::Boundaries outlines{
        {.polygons = {{.outer = {{178, -19}, {180, -19}, {180, -16}, {178, -16}, {178, -19}}},
                      {.outer = {{-180, -19}, {-178, -19}, {-178, -16}, {-180, -16}, {-180, -19}}}}}};
    for (const auto& below : {corewing::io::Boundaries{}, outlines}) {
        const auto picture = markup::parse(flow_map(towns, {{0, 2, 1.0}}, below).picture.str());
        std::vector<double> x;
        for (const auto* circle : picture.children[2].all("circle")) x.push_back(circle->number("cx"));
        REQUIRE(x.size() == 3); // in the order of size
        CHECK(x[0] < x[1]);
        CHECK(x[1] < x[2]);
        CHECK(x[1] - x[0] > 100.0);
    }
}

TEST_CASE("the legend keeps within the picture, however long its numbers") {
    for (const double size : {5.0, 120.0, 500000.0, 123456.0, 1e12, 1e-12, 3e200})
        for (const double radius : {3.0, 17.0, 60.0}) {
            const auto picture =
                markup::parse(flow_map({{.name = "a", .lon = 1, .size = size}, {.name = "b", .lat = 1, .size = size / 7}},
                                       {{0, 1, size}}, {}, {.radius = radius})
                                  .picture.str());
            const double width = picture.number("width");
            double last = -1e9;
            for (const auto* text : picture.children[3].all("text")) {
                CHECK(text->number("x") + text->number("font-size") * corewing::report::em_width(text->text) <= width);
                last = std::max(last, text->number("y"));
            }
            CHECK(last < picture.number("height"));
        }
}

TEST_CASE("degenerate maps") {
    const MapPlace here{.name = "here", .lon = 106.5, .lat = 29.5};
    const std::vector<std::vector<MapPlace>> cases{
        {},
        {here},
        std::vector<MapPlace>(30, here), // all at one spot
        {{.lon = -180, .lat = -90}, {.lon = 180, .lat = 90}},
        {{.name = "pole", .lat = 90}, {.name = "pole too", .lat = 90, .size = 1e290}},
        {{.name = "only a partner", .lon = 3, .lat = 4, .outside = true}},
        {{.name = "", .lon = 1, .lat = 1, .size = 5, .mark = Mark::missing}},
        {{.name = std::string(300, 'w'), .name_local = "<&\x01\"", .lon = 1, .lat = 1, .note = "</svg>"}},
    };
    for (const auto& places : cases) {
        FlowMap map;
        CHECK_NOTHROW(map = flow_map(places, {}));
        CHECK_NOTHROW(markup::parse(map.picture.str()));
        CHECK(map.links_drawn == 0);
        CHECK(map.inset.empty());
    }
    std::vector<MapPlace> line; // all on one meridian
    for (int k = 0; k < 20; ++k) line.push_back({.name = std::to_string(k), .lon = 5.0, .lat = 1.0 + 0.001 * k});
    CHECK_NOTHROW(markup::parse(flow_map(line, {{0, 1, 1e-300}, {1, 2, 1e290}}).picture.str()));
}

TEST_CASE("outlines are drawn below everything, degenerate rings are left out") {
    const Outline outline{.name = "A",
                          .polygons = {{.outer = {{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}}, .holes = {{{1, 1}}, {}}},
                                       {.outer = {{1, 1}, {1, 1}, {1, 1}, {1, 1}}}}};
    const FlowMap map = flow_map({{.name = "a", .lon = 1, .lat = 1}}, {}, {outline});
    const std::string text = map.picture.str();
    const markup::Node picture = markup::parse(text);
    Index outlines = 0;
    for (const auto* path : picture.all("path")) outlines += path->at("d").find('Z') != std::string::npos ? 1 : 0;
    CHECK(outlines == 1);
    CHECK(text.find("fill-rule") < text.find("<circle"));
    CHECK_THROWS_WITH_AS(flow_map({}, {}, {{.name = "A", .polygons = {{.outer = {{0, 91}}}}}}),
                         "outlines[0] (A).lat: 91 is not in [-90, 90]", corewing::base::bad_value);
    CHECK_THROWS_AS(flow_map({}, {}, {{.name = "A", .polygons = {{.outer = {{std::nan(""), 1}}}}}}),
                    corewing::base::bad_value);
}

TEST_CASE("bad input is refused in words") {
    const std::vector<MapPlace> one{{.name = "a"}};
    CHECK_THROWS_WITH_AS(flow_map({{.lon = 200}}, {}), "places[0].lon: 200 is not in [-180, 180]",
                         corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(flow_map({{.size = -1}}, {}), "places[0].size: -1 is not in [0, 1e+290]",
                         corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(flow_map(one, {{0, 1, 1.0}}), "links[0]: there is no place 1", corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(flow_map(one, {{0, 0, std::nan("")}}), "links[0] (a - a).strength: nan is not in [0, 1e+290]",
                         corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(flow_map({{.name = "Mill", .size = -1}}, {}), "places[0] (Mill).size: -1 is not in [0, 1e+290]",
                         corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(flow_map(one, {{-1, 0, 1.0}}), "links[0]: there is no place -1", corewing::base::bad_value);
    CHECK_THROWS_AS(flow_map(one, {}, {}, {.width = 1.0}), corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(flow_map(one, {}, {}, {.links = -1}), "links: -1 is not in [0, inf]",
                         corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(flow_map(one, {}, {}, {.names = -1}), "names: -1 is not in [0, inf]",
                         corewing::base::bad_value);
}
