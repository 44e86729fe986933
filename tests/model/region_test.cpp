#include "corewing/base/random.hpp"
#include "corewing/model/diagnose.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/model/region.hpp"

#include "support/sample_region.hpp"

#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <doctest/doctest.h>

using namespace corewing;
using namespace corewing::model;
using model::Region;
using model::Tables;
using test::valley;

namespace {

/// What the constructor says of tables with one thing wrong.
template <class Change>
std::string complaint(Change&& change) {
    Tables tables = valley();
    change(tables);
    try {
        const Region region(std::move(tables));
    } catch (const model::bad_tables& e) {
        return e.what();
    }
    return "nothing";
}

} // namespace

TEST_CASE("places stand in the order of their ids, on one index") {
    const Region region(valley());
    CHECK(region.size() == 5);
    const char* ids[] = {"abroad", "centre", "north", "south", "zone"};
    for (Index i = 0; i < std::ssize(region); ++i) {
        CHECK(region.place(i).id == ids[i]);
        CHECK(region.index(ids[i]) == i);
        CHECK(region.graph()[i].id == ids[i]);
        CHECK(region.places()[i].id == ids[i]);
    }
    CHECK_FALSE(region.find("nowhere").has_value());
    CHECK_THROWS_WITH_AS(static_cast<void>(region.index("nort")),
                         "place: \"nort\" is not a place of the region; did you mean \"north\"?", base::unknown_name);
    CHECK_THROWS_WITH_AS(static_cast<void>(region.place(5)), "index: there is no place 5 among 5", base::bad_value);
    CHECK_THROWS_WITH_AS(static_cast<void>(region.place(-1)), "index: there is no place -1 among 5", base::bad_value);
    CHECK_THROWS_WITH_AS(static_cast<void>(region.layer("rode")),
                         "layer: \"rode\" is not a layer of the region; did you mean \"road\"?", base::unknown_name);
    CHECK_THROWS_AS(static_cast<void>(region.indicator("x")), base::unknown_name);
    CHECK_THROWS_AS(static_cast<void>(region.resource("x")), base::unknown_name);
}

TEST_CASE("undirected links stand in the graph both ways and are told once") {
    const Region region(valley());
    CHECK(boost::num_edges(region.graph()) == 3 * 2 + 3);
    CHECK(region.tables().links.size() == 6);
    Index mirrored = 0;
    for (auto [edge, end] = boost::edges(region.graph()); edge != end; ++edge)
        mirrored += region.graph()[*edge].mirrored ? 1 : 0;
    CHECK(mirrored == 3);
}

TEST_CASE("a Boost.Graph algorithm runs on the graph as it is") {
    const Region region(valley());
    std::vector<double> hours(region.size());
    boost::dijkstra_shortest_paths(region.graph(), region.index("south"),
                                   boost::weight_map(boost::get(&model::Link::hours, region.graph()))
                                       .distance_map(hours.data())
                                       .distance_inf(model::unknown));
    CHECK(hours[region.index("north")] == doctest::Approx(2.5));
    CHECK(std::isinf(hours[region.index("abroad")]));
}

TEST_CASE("nothing depends on the order of rows, nor on which end of an undirected link comes first") {
    const Region region(valley());
    base::Random random(1);
    for (int round = 0; round < 50; ++round) {
        Tables t = valley();
        random.shuffle(t.places);
        random.shuffle(t.layers);
        random.shuffle(t.links);
        random.shuffle(t.observations);
        random.shuffle(t.indicators);
        random.shuffle(t.layouts);
        random.shuffle(t.projects);
        for (auto& link : t.links)
            if (link.layer == "road" && random.uniform() < 0.5) std::swap(link.from, link.to);
        CHECK(Region(std::move(t)) == region);
    }
    CHECK(Region(region.tables()).tables() == region.tables());
}

TEST_CASE("a copy shares the region and outlives it") {
    auto region = std::make_unique<Region>(valley());
    const Region copy = *region;
    const auto* graph = &region->graph();
    region.reset();
    CHECK(&copy.graph() == graph);
    CHECK(copy.size() == 5);
}

TEST_CASE("an empty region is a region") {
    const Region region(Tables{});
    CHECK(region.size() == 0);
    CHECK(region.places().empty());
    CHECK(region.tables() == Tables{});
}

TEST_CASE("tables that do not fit are refused, with every fault told") {
    CHECK(complaint([](Tables&) {}) == "nothing");
    CHECK(complaint([](Tables& t) {
              t.places[1].id = "south";
              t.layouts.pop_back();
              t.links.clear();
              t.projects.clear();
              t.observations.clear();
          }) == "places row 2: id: \"south\" stands twice, first in row 1; give every row an id of its own");
    CHECK(complaint([](Tables& t) { t.links[0].to = "centr"; }) ==
          "links row 1: to: \"centr\" is not in places.csv; did you mean \"centre\"?");
    CHECK(complaint([](Tables& t) { t.links[0].to = "the moon"; }) ==
          "links row 1: to: \"the moon\" is not in places.csv; add it to places.csv or correct the name");
    CHECK(complaint([](Tables& t) {
              t.links[0].to = t.links[0].from;
              for (auto& layer : t.layers) layer.kind = LayerKind::route;
          }) ==
          "links row 1: to: a route joins two different places; take the row out, or write flow as the kind of the "
          "layer");
    CHECK(complaint([](Tables& t) { t.links[0].weight = -1; }) ==
          "links row 1: weight: -1 is out of range; write a number that is not negative");
    CHECK(complaint([](Tables& t) { t.links[0].hours = std::nan(""); }) ==
          "links row 1: hours: nan is out of range; write a number that is not negative, or leave the cell empty");
    CHECK(complaint([](Tables& t) { t.places[0].lat = 91; }) ==
          "places row 1: lat: 91 is out of range; write decimal degrees north, from -90 to 90");
    CHECK(complaint([](Tables& t) { t.places[0].lon.reset(); }) ==
          "places row 1: lon: is empty though the other coordinate is given; give both or none");
    CHECK(complaint([](Tables& t) {
              t.places[4].id = "a;b";
              t.links.pop_back();
          }) == "places row 5: id: \"a;b\" has a semicolon, which separates ids in a list; use another sign");
    CHECK(complaint([](Tables& t) { t.hosts[0].district = "abroad"; }) ==
          "hosts row 1: district: \"abroad\" is not a district; change its kind in places.csv or take the row out");
    CHECK(complaint([](Tables& t) { t.hosts[0].share = 1.5; }) ==
          "hosts row 1: share: 1.5 is out of range; write a share above 0 and up to 1, or leave the cell empty");
    CHECK(complaint([](Tables& t) { t.layouts.push_back(t.layouts[0]); }) ==
          "layouts row 4: place: says again what row 1 says; keep one of the two");
    CHECK(complaint([](Tables& t) { t.observations.push_back(t.observations[2]); }) ==
          "observations row 6: year: says again what row 3 says; keep one of the two");
    CHECK(complaint([](Tables& t) { t.observations[1].mark = corewing::base::Mark::derived; }) ==
          "observations row 2: mark: \"derived\" is no mark of an observation; write observed, estimated or synthetic");
    CHECK(complaint([](Tables& t) { t.observations[1].mark = corewing::base::Mark::missing; }) ==
          "observations row 2: mark: \"missing\" is no mark of an observation; write observed, estimated or synthetic");
    CHECK(complaint([](Tables& t) {
              t.indicators[0].parent = "people";
              t.indicators[2].parent = "index";
          }) == "indicators row 1: parent: \"index\" is its own ancestor; break the circle of parents\n"
                "indicators row 3: parent: \"people\" is its own ancestor; break the circle of parents");
    CHECK(complaint([](Tables& t) { t.indicators[1].direction = 0; }) ==
          "indicators row 2: direction: 0 is no direction; write 1 (more is better) or -1 (less is better)");
    CHECK(complaint([](Tables& t) { t.projects[0].prerequisites = {"brigde"}; }) ==
          "projects row 1: requires: \"brigde\" is not in projects.csv; did you mean \"bridge\"?");
    CHECK(complaint([](Tables& t) { t.targets[0].baseline_year = 2025; }) ==
          "targets row 1: baseline_year: the baseline is not before the target; correct one of the two years");
}

TEST_CASE("tables of a plan that do not fit are refused") {
    const auto ruled = [](DivisionRule rule) { return complaint([&](Tables& t) { t.rules = {std::move(rule)}; }); };
    CHECK(ruled({.resource = "fund", .scope = RuleScope::cluster, .id = "hills", .floor = 20, .cap = 20}) == "nothing");
    CHECK(ruled({.resource = "found"}) == "rules row 1: resource: \"found\" is not in resources.csv; did you mean "
                                          "\"fund\"?");
    CHECK(ruled({.scope = RuleScope::place, .id = "sooth"}) ==
          "rules row 1: id: \"sooth\" is not in places.csv; did you mean \"south\"?");
    CHECK(ruled({.scope = RuleScope::cluster, .id = "hill"}) ==
          "rules row 1: id: \"hill\" is the cluster of no place; write it as places.csv does");
    CHECK(ruled({.scope = RuleScope::kind, .id = "partner"}) ==
          "rules row 1: id: \"partner\" is no kind of place that gets anything; write district or platform");
    CHECK(ruled({.floor = 101}) ==
          "rules row 1: floor: 101 is out of range; write a number from 0 on, at most 100 percent");
    CHECK(ruled({.measure = RuleMeasure::amount, .floor = 101}) == "nothing");
    CHECK(ruled({.floor = 30, .cap = 20}) == "rules row 1: cap: the cap is below the floor; correct one of the two");
    CHECK(complaint([](Tables& t) {
              t.rules = {{.floor = 1}, {.cap = 2}};
          }) == "rules row 2: id: says again what row 1 says; keep one of the two");
    CHECK(complaint([](Tables& t) { t.patterns = {{.layout = "plan", .count = -1}}; }) ==
          "patterns row 1: count: -1 is out of range; write 0 or more, or leave it empty");
    CHECK(complaint([](Tables& t) {
              t.patterns = {{.layout = "plan", .wing = 1.5}, {.layout = "plan"}};
          }) == "patterns row 1: wing: 1.5 is out of range; write a number from 0 to 1, or leave it empty\n"
                "patterns row 2: role: says again what row 1 says; keep one of the two");
    CHECK(complaint([](Tables& t) {
              t.clusters = {{.id = "hills"}, {.id = "hills"}};
          }) == "clusters row 2: id: \"hills\" stands twice, first in row 1; give every row an id of its own");
    CHECK(complaint([](Tables& t) { t.budgets = {{.resource = "fund", .year = 2022, .amount = -1}}; }) ==
          "budgets row 1: amount: -1 is out of range; write a number that is not negative");
    CHECK(complaint([](Tables& t) {
              t.budgets = {{.resource = "fund"}, {.resource = "fund"}};
          }) == "budgets row 2: year: says again what row 1 says; keep one of the two");
    CHECK(complaint([](Tables& t) {
              t.plan = {{.key = "size"}, {.key = "size"}};
          }) == "plan row 2: key: says again what row 1 says; keep one of the two");
    CHECK(complaint([](Tables& t) {
              t.output.push_back({.place = "north", .industry = "apps", .year = 2020, .unit = "firms"});
          }) ==
          "output row 2: unit: \"firms\" is not the unit of the first row, \"\"; write one unit in the whole table");
    CHECK(complaint([](Tables& t) { t.projects[0].start = 2022, t.projects[0].latest_start = 2021; }) ==
          "projects row 1: latest_start: the latest start is before the earliest; correct one of the two years");
}

TEST_CASE("an id has nothing in it that is not seen") {
    for (const auto& [id, says] : std::vector<std::pair<std::string, std::string>>{
             {"万州\u3000", "\"万州\u3000\" has a blank at an end; take it out"},
             {"A\u00a0", "\"A\u00a0\" has a blank at an end; take it out"},
             {" A", "\" A\" has a blank at an end; take it out"},
             {"A\u200b", "\"A\\xe2\\x80\\x8b\" has an invisible character; take it out"},
             {"\ufeffA", "\"\\xef\\xbb\\xbfA\" has an invisible character; take it out"},
             {"A\u00adB", "\"A\\xc2\\xadB\" has an invisible character; take it out"},
             {"A\u202eB", "\"A\\xe2\\x80\\xaeB\" has an invisible character; take it out"},
             {"B\u0085", "\"B\\xc2\\x85\" has a control character; take it out"},
             {"A\nB", "\"A\\nB\" has a control character; take it out"},
             {"A\x1b[31mB", "\"A\\x1b[31mB\" has a control character; take it out"},
             {"A\xff", "\"A\\xff\" is not UTF-8; convert the text to UTF-8"}}) {
        Tables tables;
        tables.places = {{.id = "A"}, {.id = id}};
        try {
            const Region region(std::move(tables));
            FAIL(id);
        } catch (const bad_tables& error) {
            CHECK(std::string(error.what()) == "places row 2: id: " + says);
        }
    }
    Tables tables;
    tables.places = {{.id = "São Tomé"}, {.id = "万 州"}, {.id = "ß-1_é"}};
    CHECK(Region(std::move(tables)).size() == 3);
}

TEST_CASE("no text of a region can drive a terminal") {
    CHECK(complaint([](Tables& t) { t.places[1].name = "x\x1b]0;title\x07"; }) ==
          "places row 2: name: \"x\\x1b]0;title\\x07\" has a control character; take it out");
    CHECK(complaint([](Tables& t) { t.info.currency = "yuan\u009b2J"; }) ==
          "region row 1: currency: \"yuan\\xc2\\x9b2J\" has a control character; take it out");
    CHECK(complaint([](Tables& t) { t.layers[0].unit = "a\rb"; }) ==
          "layers row 1: unit: \"a\\rb\" has a control character; take it out");
    CHECK(complaint([](Tables& t) { t.info.notes = "two\r\nlines\nand a\ttab"; }) == "nothing");
}

TEST_CASE("what stays within a place may stand in a layer of flows, once") {
    for (const bool directed : {true, false}) {
        Tables tables;
        tables.places = {{.id = "a"}, {.id = "b"}};
        tables.layers = {{.id = "moves", .kind = LayerKind::flow, .directed = directed}};
        tables.links = {{.layer = "moves", .from = "a", .to = "a", .weight = 7},
                        {.layer = "moves", .from = "a", .to = "b", .weight = 2}};
        const Region region(tables);
        CHECK(boost::num_edges(region.graph()) == (directed ? 2 : 3));
        CHECK(region.tables().links == tables.links);
        const MarkedMatrix moves = linkage(region, "moves");
        CHECK_FALSE(moves(0, 0).has_value());
        CHECK(moves(0, 1) == 2);
        CHECK(sparse_linkage(region, "moves").sum() == (directed ? 2 : 4));
    }
}

TEST_CASE("a long chain of parents and large tables cost no more than their rows") {
    Tables tables;
    const Index rows = 20000;
    for (Index i = 0; i < rows; ++i) {
        const std::string id = "i" + std::to_string(i);
        tables.indicators.push_back({.id = id, .parent = i > 0 ? "i" + std::to_string(i - 1) : ""});
        tables.places.push_back({.id = id, .kind = PlaceKind::platform});
        tables.layouts.push_back({.layout = id, .place = id});
        tables.observations.push_back({.place = id, .indicator = id, .year = 2020});
    }
    const Region region(tables);
    CHECK(diagnose(region).size() > rows);
    tables.indicators[0].parent = tables.indicators.back().id; // one great circle
    try {
        const Region circle(std::move(tables));
        FAIL("a circle");
    } catch (const bad_tables& error) {
        CHECK(error.count() == rows);
    }
}

TEST_CASE("no more than twenty faults are told, the rest are counted") {
    Tables tables;
    for (int i = 0; i < 50; ++i) tables.observations.push_back({.place = "p", .indicator = "i", .year = i});
    try {
        const Region region(std::move(tables));
        FAIL("refused");
    } catch (const model::bad_tables& e) {
        CHECK(e.faults().size() == 20);
        CHECK(e.count() == 100);
        CHECK(std::string(e.what()).ends_with("\nand 80 more"));
        CHECK(e.faults()[0].table == "observations");
        CHECK(e.faults()[1].row == 0);
    }
}
