#include "corewing/base/error.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/briefing/flow_map.hpp"
#include "corewing/briefing/map_data.hpp"
#include "corewing/model/role.hpp"

#include "report/markup.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;
using briefing::FlowMapOptions;
using briefing::MapLink;
using briefing::MapPlace;
using briefing::MapWords;

namespace {

std::vector<MapPlace> three_places() {
    return {{.name = "Yubei", .lon = 106.6, .lat = 29.7, .size = 4.0, .role = model::Role::core},
            {.name = "Wanzhou", .lon = 108.4, .lat = 30.8, .size = 1.0, .role = model::Role::wing},
            {.name = "Abroad", .lon = 112.0, .lat = 30.0, .outside = true}};
}

/// All text on the map.
std::string printed(const std::vector<MapLink>& links, const FlowMapOptions& options) {
    return markup::parse(briefing::flow_map(three_places(), links, {}, options).picture.str()).text;
}

std::string refusal(const std::vector<MapPlace>& places, const std::vector<MapLink>& links,
                    const FlowMapOptions& options = {}) {
    try {
        briefing::flow_map(places, links, {}, options);
    } catch (const base::error& fault) {
        return fault.what();
    }
    return "drawn";
}

} // namespace

TEST_CASE("a place on the map is by default an ordinary one, and its size an observed nothing") {
    const MapPlace place;
    CHECK(place.role == model::Role::other);
    CHECK(place.mark == base::Mark::observed);
    CHECK(place.size == 0.0);
    CHECK_FALSE(place.outside);
    const MapLink link;
    CHECK(link.strength == 0.0);
    CHECK(refusal({place, place}, {{0, 1, 1.0}}) == "drawn"); // also in one spot
}

TEST_CASE("the map prints the words it is given, each where it is needed") {
    MapWords words;
    words.core = "KERN";
    words.wing = "FLUEGEL";
    words.point = "PUNKT";
    words.outside = "AUSSEN";
    words.size = "GROESSE";
    words.strength = "STAERKE";
    const std::string text = printed({{0, 1, 2.0}}, {.words = words});
    for (const char* word : {"KERN", "FLUEGEL", "AUSSEN", "GROESSE", "STAERKE"}) {
        CAPTURE(word);
        CHECK(text.find(word) != std::string::npos);
    }
    CHECK(text.find("PUNKT") == std::string::npos); // there is no point on this map
    for (const char* word : {"Core", "Wing", "Partner", "Strength"}) CHECK(text.find(word) == std::string::npos);
}

TEST_CASE("links of strength 0 and of a place with itself are neither drawn nor counted") {
    const auto map = briefing::flow_map(three_places(), {{0, 1, 0.0}, {1, 1, 5.0}, {0, 2, 1.0}});
    CHECK(map.links_given == 1);
    CHECK(map.links_drawn == 1);
    CHECK(briefing::flow_map(three_places(), {{0, 1, 3.0}}, {}, {.links = 0}).links_drawn == 0);
}

TEST_CASE("the limits of every number are those of its comment") {
    const auto places = three_places();
    auto moved = [&](auto change) {
        auto changed = places;
        change(changed[1]);
        return refusal(changed, {});
    };
    CHECK(moved([](MapPlace& p) { p.lon = 180.0, p.lat = 60.0; }) == "drawn");
    CHECK(moved([](MapPlace& p) { p.lon = 181.0; }).find("181 is not in [-180, 180]") != std::string::npos);
    CHECK(moved([](MapPlace& p) { p.lat = -90.5; }).find("-90.5 is not in [-90, 90]") != std::string::npos);
    CHECK(moved([](MapPlace& p) { p.size = -1.0; }).find("-1 is not in [0, ") != std::string::npos);
    CHECK(refusal(places, {{0, 1, -2.0}}).find("-2 is not in [0, ") != std::string::npos);
    CHECK(refusal(places, {{0, 3, 1.0}}) == "links[0]: there is no place 3");
    CHECK(refusal(places, {}, {.radius = 3.0}) == "drawn");
    CHECK(refusal(places, {}, {.radius = 60.5}).find("60.5 is not in [3, 60]") != std::string::npos);
    CHECK(refusal(places, {}, {.width = 4000.0}) == "drawn");
    CHECK(refusal(places, {}, {.width = 399.0}).find("399 is not in [400, 4000]") != std::string::npos);
}
