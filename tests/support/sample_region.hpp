#pragma once

#include "corewing/model/tables.hpp"

namespace corewing::test {

/// A small made-up valley: a core, two wings on the ground of districts, a partner outside.
inline model::Tables valley() {
    using namespace model;
    Tables t;
    t.info = {.name = "Valley", .currency = "million"};
    t.places = {{.id = "south", .cluster = "plain", .lon = 10.0, .lat = 49.0, .area_km2 = 20.0},
                {.id = "north", .cluster = "hills", .lon = 10.0, .lat = 51.0, .area_km2 = 30.0},
                {.id = "centre", .cluster = "plain", .lon = 10.0, .lat = 50.0, .area_km2 = 10.0},
                {.id = "zone", .kind = PlaceKind::platform, .cluster = "plain", .lon = 10.1, .lat = 50.1},
                {.id = "abroad", .kind = PlaceKind::partner, .lon = 12.0, .lat = 50.0}};
    t.hosts = {{.platform = "zone", .district = "centre", .share = 1.0}};
    t.layers = {{.id = "road", .kind = LayerKind::route, .unit = "lanes"},
                {.id = "trade", .kind = LayerKind::flow, .unit = "million", .directed = true}};
    t.links = {{.layer = "road", .from = "south", .to = "centre", .weight = 4, .distance_km = 50, .hours = 1},
               {.layer = "road", .from = "centre", .to = "north", .weight = 2, .distance_km = 60, .hours = 1.5},
               {.layer = "road", .from = "zone", .to = "centre", .weight = 2, .distance_km = 5, .hours = 0.2},
               {.layer = "trade", .from = "south", .to = "north", .weight = 7},
               {.layer = "trade", .from = "south", .to = "north", .weight = 3},
               {.layer = "trade", .from = "centre", .to = "abroad", .weight = 5}};
    t.layouts = {{.layout = "plan", .place = "zone", .role = Role::core, .focus = "research"},
                 {.layout = "plan", .place = "south", .role = Role::wing},
                 {.layout = "plan", .place = "north", .role = Role::wing}};
    t.industries = {{.id = "chips", .chain = "digital", .stage = "1"},
                    {.id = "apps", .chain = "digital", .stage = "2"}};
    t.output = {{.place = "south", .industry = "apps", .year = 2020, .value = 8}};
    t.indicators = {{.id = "index"},
                    {.id = "gdp", .parent = "index", .unit = "million"},
                    {.id = "people", .parent = "index", .unit = "thousand"}};
    t.observations = {{.place = "south", .indicator = "gdp", .year = 2020, .value = 100},
                      {.place = "north", .indicator = "gdp", .year = 2020, .value = 50},
                      {.place = "centre", .indicator = "gdp", .year = 2020, .value = 250},
                      {.place = "", .indicator = "gdp", .year = 2020, .value = 400},
                      {.place = "north", .indicator = "people", .year = 2019, .value = 9}};
    t.resources = {{.id = "fund", .unit = "million", .total = 100}};
    t.projects = {{.id = "bridge", .place = "north", .cost = 20, .prerequisites = {"road"}},
                  {.id = "road", .cost = 30}};
    t.tasks = {{.id = "t1", .lead = "office", .support = {"bureau"}}, {.id = "t2"}};
    t.targets = {{.indicator = "gdp", .year = 2025, .target = 500}};
    return t;
}

} // namespace corewing::test
