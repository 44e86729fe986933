#pragma once

#include "corewing/model/region.hpp"

#include "results/print.hpp"

#include <string>
#include <vector>

namespace corewing::results {

inline std::string numbered(const char* word, long i) {
    return word + std::string(i < 10 ? "0" : "") + std::to_string(i);
}

/// A region of so many places, drawn by chance.
inline model::Tables drawn_tables(long places, std::uint64_t seed) {
    Draw draw(seed);
    model::Tables t;
    t.info = {.name = "Drawn", .name_local = "抽样", .currency = "million", .notes = "by chance", .source = "made up"};
    for (long i = 0; i < places; ++i) {
        model::Place place{.id = numbered("p", i), .name = numbered("Place ", i), .name_local = "地点"};
        place.cluster = i % 3 == 0 ? "east" : i % 3 == 1 ? "west" : "";
        place.lon = draw.uniform(105.0, 110.0);
        place.lat = draw.uniform(28.0, 32.0);
        place.area_km2 = draw.uniform(100.0, 3000.0);
        if (i == places - 1) place.kind = model::PlaceKind::partner;
        if (i == places - 2) {
            place.kind = model::PlaceKind::platform;
            place.area_km2.reset();
        }
        t.places.push_back(place);
    }
    t.hosts = {{.platform = numbered("p", places - 2), .district = "p00", .share = 0.75},
               {.platform = numbered("p", places - 2), .district = "p01", .share = 0.25}};
    t.layers = {{.id = "road", .kind = model::LayerKind::route, .unit = "lanes"},
                {.id = "trade", .kind = model::LayerKind::flow, .unit = "million", .directed = true}};
    for (long k = 0; k < 2 * places; ++k) {
        const long a = draw.whole(places);
        const long b = (a + 1 + draw.whole(places - 1)) % places;
        model::LinkRow road{.layer = "road", .from = numbered("p", a), .to = numbered("p", b)};
        road.weight = draw.uniform(1.0, 8.0);
        road.distance_km = draw.uniform(10.0, 200.0);
        road.hours = road.distance_km / draw.uniform(40.0, 100.0);
        road.unit_cost = draw.uniform(0.1, 3.0);
        t.links.push_back(road);
        const long c = draw.whole(places);
        const long d = (c + 1 + draw.whole(places - 1)) % places;
        model::LinkRow trade{.layer = "trade", .from = numbered("p", c), .to = numbered("p", d)};
        trade.weight = draw.uniform(0.0, 90.0);
        trade.capacity = draw.uniform(90.0, 100.0);
        t.links.push_back(trade);
    }
    t.layouts = {{.layout = "plan", .place = "p00", .role = model::Role::core, .focus = "research"},
                 {.layout = "plan", .place = "p01", .role = model::Role::wing},
                 {.layout = "plan", .place = "p02", .role = model::Role::wing},
                 {.layout = "other", .place = "p03", .role = model::Role::point}};
    t.industries = {{.id = "chips", .name = "Chips", .chain = "digital", .stage = "1"},
                    {.id = "apps", .chain = "digital", .stage = "2"},
                    {.id = "cars", .chain = "vehicles", .stage = "1"},
                    {.id = "food"}};
    t.indicators = {{.id = "index"},
                    {.id = "money", .parent = "index"},
                    {.id = "gdp", .parent = "money", .unit = "million"},
                    {.id = "debt", .parent = "money", .unit = "million", .direction = -1},
                    {.id = "people", .parent = "index", .unit = "thousand"}};
    for (long i = 0; i + 2 < places; ++i) {
        for (const char* industry : {"chips", "apps", "cars", "food"}) {
            const double value = draw.uniform(0.0, 50.0);
            if (draw.chance(0.2)) continue;
            t.output.push_back({.place = numbered("p", i), .industry = industry, .year = 2023, .value = value});
        }
        for (const char* indicator : {"gdp", "debt", "people"})
            for (const int year : {2020, 2023}) {
                const double value = draw.uniform(10.0, 900.0);
                if (draw.chance(0.15)) continue;
                t.observations.push_back(
                    {.place = numbered("p", i), .indicator = indicator, .year = year, .value = value});
            }
    }
    t.observations.push_back({.place = "", .indicator = "gdp", .year = 2023, .value = 1234.5});
    t.resources = {{.id = "fund", .name = "Fund", .unit = "million", .total = 100.0}, {.id = "land", .unit = "ha"}};
    t.projects = {{.id = "bridge", .place = "p01", .cost = 20.25, .benefit = 31.5, .prerequisites = {"road"}},
                  {.id = "road", .cost = 30.0, .start = 2024, .years = 3},
                  {.id = "port", .place = "p02", .theme = "trade", .exclusions = {"road"}}};
    t.tasks = {{.id = "t1", .name = "Link", .lead = "office", .support = {"bureau", "board"}}, {.id = "t2"}};
    t.targets = {{.indicator = "gdp", .baseline_year = 2020, .baseline = 400.0, .year = 2025, .target = 1500.0},
                 {.indicator = "debt", .place = "p01", .year = 2025, .target = 90.0, .sense = model::Sense::at_most}};
    return t;
}

} // namespace corewing::results
