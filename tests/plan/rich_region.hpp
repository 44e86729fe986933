#pragma once

#include "corewing/model/region.hpp"

#include <array>
#include <cmath>
#include <string>
#include <utility>

/// A made-up region in which every question can be answered: six towns in two clusters, a zone on the ground of two of
/// them, and a partner.
inline corewing::model::Tables rich_tables() {
    using namespace corewing::model;
    Tables t;
    t.info = {.name = "Sixland", .currency = "million"};
    const std::array<const char*, 6> id{"ash", "birch", "cedar", "elm", "fir", "oak"};
    for (int i = 0; i < 6; ++i)
        t.places.push_back({.id = id[i],
                            .name = std::string("Town ") + id[i],
                            .cluster = i < 4 ? "east" : "west",
                            .lon = 10.0 + 0.1 * i * i,
                            .lat = 50.0 + 0.05 * i,
                            .area_km2 = 100.0});
    t.places.push_back(
        {.id = "zone", .name = "Zone", .kind = PlaceKind::platform, .cluster = "east", .lon = 10.05, .lat = 50.02});
    t.places.push_back({.id = "abroad", .name = "Abroad", .kind = PlaceKind::partner, .lon = 12.0, .lat = 50.0});
    t.hosts = {{.platform = "zone", .district = "ash"}, {.platform = "zone", .district = "birch"}};
    t.clusters = {{.id = "east", .name = "The East"}, {.id = "west", .name = "The West"}};
    t.layers = {
        {.id = "trips", .name = "Trips", .unit = "a day", .directed = true, .complete = true, .theme = "people"},
        {.id = "money", .theme = "money"}};
    const std::array<double, 6> people{90, 60, 50, 40, 20, 10};
    for (int i = 0; i < 6; ++i)
        for (int j = 0; j < 6; ++j) {
            const double east = 7.0 * (i * i - j * j), north = 5.6 * (i - j); // of the order of kilometres
            const double km = std::sqrt(east * east + north * north);
            if (i != j && !(i == 1 && j == 2) && !(i == 2 && j == 1))
                t.links.push_back(
                    {.layer = "trips", .from = id[i], .to = id[j], .weight = std::round(people[i] * people[j] / km)});
        }
    t.links.push_back({.layer = "trips", .from = "birch", .to = "cedar", .weight = 1});
    t.links.push_back({.layer = "trips", .from = "cedar", .to = "birch", .weight = 2});
    t.links.push_back({.layer = "trips", .from = "ash", .to = "abroad", .weight = 900});
    t.indicators = {{.id = "gdp", .name = "Output", .unit = "million", .fill = "ratio:people"},
                    {.id = "people", .name = "People", .unit = "thousand people"},
                    {.id = "index", .name = "The index"},
                    {.id = "wealth", .parent = "index"},
                    {.id = "skill", .parent = "index"},
                    {.id = "gdp_head", .name = "Output a head", .parent = "wealth", .formula = "gdp / people"},
                    {.id = "schools", .name = "Schooling", .parent = "skill", .unit = "years"}};
    for (int i = 0; i < 6; ++i) {
        t.observations.push_back({.place = id[i], .indicator = "people", .year = 2020, .value = people[i]});
        if (i != 5)
            t.observations.push_back({.place = id[i], .indicator = "gdp", .year = 2020, .value = 10.0 * people[i] + i});
        t.observations.push_back({.place = id[i], .indicator = "schools", .year = 2020, .value = 12.0 - i});
    }
    t.observations.push_back({.indicator = "schools", .year = 2022, .value = 10.5});
    t.industries = {{.id = "chips", .chain = "devices"}, {.id = "farms"}, {.id = "screens", .chain = "devices"}};
    for (int i = 0; i < 6; ++i)
        for (int k = 0; k < 3; ++k)
            for (const int year : {2010, 2020})
                t.output.push_back({.place = id[i],
                                    .industry = t.industries[k].id,
                                    .year = year,
                                    .value = 1.0 + (i < 2 ? k : 2 - k) + (year == 2010 && k == 1 ? 5 : 0),
                                    .unit = "workers"});
    t.layouts = {{.layout = "plan", .place = "zone", .role = Role::core},
                 {.layout = "plan", .place = "cedar", .role = Role::wing}};
    t.patterns = {{.layout = "plan", .role = Role::point, .count = 2}};
    t.resources = {{.id = "cash", .name = "Cash", .unit = "million"},
                   {.id = "posts", .name = "Posts", .unit = "posts"}};
    t.budgets = {{.resource = "cash", .amount = 200.0}, {.resource = "posts", .amount = 11.0}};
    t.rules = {{.scope = RuleScope::cluster, .id = "west", .floor = 25.0, .mark = RuleMark::assumed}};
    t.projects = {{.id = "fab", .place = "ash", .theme = "chips"}, {.id = "lab", .theme = "chips"}};
    t.tasks = {{.id = "t1", .name = "Roads", .lead = "Bureau A", .support = {"Bureau B"}},
               {.id = "t2", .name = "Schools", .support = {"Bureau A"}},
               {.id = "t3", .name = "Rivers", .lead = "none"}};
    t.targets = {{.indicator = "schools", .year = 2022, .target = 10.0},
                 {.indicator = "gdp", .year = 2025, .target = 5000.0}};
    t.plan = {{.key = "size", .value = "people"}, {.key = "question.projects", .note = "nobody has chosen yet"}};
    return t;
}

/// The same as a region.
inline corewing::model::Region rich_region() {
    return corewing::model::Region(rich_tables());
}
