#include "corewing/model/diagnose.hpp"

#include "support/sample_region.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using model::Region;
using model::Tables;

namespace {

/// The findings as lines, to be compared whole.
std::vector<std::string> lines(const base::Findings& findings) {
    std::vector<std::string> result;
    for (const auto& f : findings)
        result.push_back(std::string(f.severity == base::Severity::warning ? "! " : "  ") + f.topic +
                         (f.subject.empty() ? "" : " " + f.subject) + ": " + f.text);
    return result;
}

template <class Change>
bool finds(const std::string& line, Change&& change) {
    Tables tables = test::valley();
    change(tables);
    const auto found = lines(model::diagnose(Region(std::move(tables))));
    return std::find(found.begin(), found.end(), line) != found.end();
}

} // namespace

TEST_CASE("the valley's weak spots") {
    const std::vector<std::string> expected{
        "  links trade: 1 link repeats the pair of another; their weights add up",
        "  observations people 2019: is missing for 2 districts of 3: centre, south",
        "  layouts plan: names no point",
        "  tasks: 1 task has no known lead: t2",
    };
    CHECK(lines(model::diagnose(Region(test::valley()))) == expected);
}

TEST_CASE("each doubt is found where it is planted") {
    CHECK(finds("! places: the region has no place", [](Tables& t) { t = {}; }));
    CHECK(finds("! places zone: has the same coordinates as centre",
                [](Tables& t) { t.places[3].lon = 10.0, t.places[3].lat = 50.0; }));
    CHECK(finds("  places: 1 place has no coordinates and cannot be drawn: south",
                [](Tables& t) { t.places[0].lon.reset(), t.places[0].lat.reset(); }));
    CHECK(finds("! clusters plain: is not in clusters.csv, but is the cluster of centre, south, zone",
                [](Tables& t) { t.clusters = {{.id = "hills"}}; }));
    CHECK(finds("  clusters: 1 cluster has no place: coast", [](Tables& t) {
        t.clusters = {{.id = "hills"}, {.id = "plain"}, {.id = "coast"}};
    }));
    CHECK(finds("! hosts zone: is a platform without a host district: what it has may be counted twice",
                [](Tables& t) { t.hosts.clear(); }));
    CHECK(finds("! hosts zone: has host shares that add up to 0.5 instead of 1",
                [](Tables& t) { t.hosts[0].share = 0.5; }));
    CHECK(finds("! links trade: is a layer without links", [](Tables& t) { t.links.resize(3); }));
    CHECK(finds("! links: the links leave the places in 2 separate parts; without any link: abroad",
                [](Tables& t) { t.links.pop_back(); }));
    CHECK(finds("  links road: 1 route has neither distance nor hours and cannot be travelled",
                [](Tables& t) { t.links[0].hours = t.links[0].distance_km = model::unknown; }));
    CHECK(finds("! observations gdp 2020: adds up to 400 over all districts where the region's figure is 500",
                [](Tables& t) { t.observations[3].value = 500; }));
    CHECK(finds("! observations people 2019: adds up to 9 over 1 districts, more than the region's 8",
                [](Tables& t) { t.observations.push_back({.indicator = "people", .year = 2019, .value = 8}); }));
    CHECK_FALSE(finds("! observations gdp 2020: adds up to 400 over all districts where the region's figure is 140",
                      [](Tables& t) { t.observations[3].value = 140; })); // a mean
    CHECK(finds("! layouts plan: names no core", [](Tables& t) { t.layouts.erase(t.layouts.begin()); }));
    CHECK(finds("! layouts plan: gives a role to abroad, which is outside the region",
                [](Tables& t) { t.layouts.push_back({.layout = "plan", .place = "abroad"}); }));
    CHECK(finds("  targets: 1 target has no observation to be judged by: people",
                [](Tables& t) { t.targets.push_back({.indicator = "people", .year = 2025}); }));
    CHECK(finds("  indicators: 1 indicator has no observation: area",
                [](Tables& t) { t.indicators.push_back({.id = "area"}); }));
    CHECK(finds("  projects: 1 project has no known cost", [](Tables& t) { t.projects[0].cost.reset(); }));
}

TEST_CASE("ids that look alike are found, table by table") {
    const auto alike = [](std::vector<std::string> ids) {
        Tables t;
        for (const auto& id : ids) t.tasks.push_back({.id = id, .lead = "office"});
        std::vector<std::string> found;
        for (const auto& line : lines(model::diagnose(Region(std::move(t)))))
            if (line.starts_with("! tasks")) found.push_back(line);
        return found;
    };
    using Lines = std::vector<std::string>;
    CHECK(alike({"north", "south"}).empty());
    CHECK(alike({"North", "north", "NORTH"}) ==
          Lines{"! tasks NORTH: looks like North, north, and is not the same to a computer"});
    CHECK(alike({"A-1", "Ａ－１"}).size() == 1);                    // full width
    CHECK(alike({"São Tomé", "Sa\u0303o Tome\u0301"}).size() == 1); // one character or two
    CHECK(alike({"ÿ", "y\u0308"}).size() == 1);
    CHECK(alike({"Łódź", "Ło\u0301dz\u0301"}).size() == 1);
    CHECK(alike({"é", "e"}).empty());
    CHECK(alike({"é", "è"}).empty());
    CHECK(alike({"Straße", "Strasse"}).empty());
    CHECK(alike({"а", "a"}).empty()); // Cyrillic: another script
    CHECK(alike({"渝北", "渝中"}).empty());
    CHECK(alike({"b", "B", "a", "A"}).size() == 2);
    CHECK(finds("! clusters Hills: looks like hills, and is not the same to a computer",
                [](Tables& t) { t.places[0].cluster = "Hills"; }));
    CHECK(finds("! places NORTH: looks like north, and is not the same to a computer",
                [](Tables& t) { t.places.push_back({.id = "NORTH"}); }));
}
