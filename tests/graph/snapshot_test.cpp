#include "corewing/graph/snapshot.hpp"
#include "corewing/graph/strength.hpp"

#include "graph/random_graph.hpp"
#include "support/values.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <doctest/doctest.h>

#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <vector>

using corewing::Index;

namespace graph = corewing::graph;
namespace model = corewing::model;
using corewing::base::bad_value;
using corewing::base::unknown_name;

namespace {

using corewing::test::never;

model::Tables tables() {
    model::Tables t;
    t.places = {{.id = "core"}, {.id = "west"}, {.id = "east"}, {.id = "north"}};
    t.layers = {{.id = "road", .kind = model::LayerKind::route}, {.id = "trips", .directed = true}};
    t.links = {{.layer = "road", .from = "west", .to = "core", .weight = 2, .distance_km = 30, .hours = 0.5},
               {.layer = "road", .from = "core", .to = "east", .distance_km = 80},
               {.layer = "road", .from = "core", .to = "west", .weight = 3, .distance_km = 40, .hours = 0.25},
               {.layer = "trips", .from = "east", .to = "north", .weight = 12, .hours = 2},
               {.layer = "trips", .from = "north", .to = "core", .weight = 0, .hours = 1}};
    return t;
}

/// (from, to, link, cost, weight) of every arc, in the order of the arrays.
using Row = std::tuple<Index, Index, Index, double, double>;
std::vector<Row> rows(const graph::Snapshot& s) {
    std::vector<Row> found;
    for (Index v = 0; v < std::ssize(s); ++v)
        for (Index a = 0; a < std::ssize(s.arcs(v)); ++a)
            found.emplace_back(v, s.arcs(v)[a].target, s.arcs(v)[a].link, s.arcs(v)[a].cost, s.weights(v)[a]);
    return found;
}

/// The message of the exception that a call throws.
template <class Error, class Call>
std::string message(Call&& call) {
    try {
        call();
    } catch (const Error& e) {
        return e.what();
    }
    return "nothing was thrown";
}

} // namespace

TEST_CASE("snapshot: all layers of a region, hours as cost") {
    const model::Region region(tables()); // core 0, east 1, north 2, west 3
    const graph::Snapshot s = graph::snapshot(region);
    CHECK(s.size() == 4);
    CHECK(s.link_count() == 5);
    CHECK(s.arc_count() == 8);
    CHECK(s.closed_links() == 1);
    CHECK(s.directed());
    // links in canonical order: road core-east, road core-west (2), road core-west (3), trips east-north, trips
    // north-core
    CHECK(rows(s) == std::vector<Row>{{0, 1, 0, never, 1},
                                      {0, 3, 1, 0.5, 2},
                                      {0, 3, 2, 0.25, 3},
                                      {1, 0, 0, never, 1},
                                      {1, 2, 3, 2, 12},
                                      {2, 0, 4, 1, 0},
                                      {3, 0, 1, 0.5, 2},
                                      {3, 0, 2, 0.25, 3}});
    const auto links = region.tables().links;
    CHECK(links[3].from == "east");
    CHECK(links[2].hours == 0.25);
    REQUIRE(s.findings().size() == 1);
    CHECK(s.findings()[0] == corewing::base::Finding{corewing::base::Severity::warning, "snapshot", "road",
                                                     "1 of 3 links have no known cost; no path uses them"});
}

TEST_CASE("snapshot: a choice of layer and cost") {
    const model::Region region(tables());
    const auto costs = [&](const graph::SnapshotOptions& options) {
        std::map<Index, double> by_link;
        for (const Row& row : rows(graph::snapshot(region, options))) by_link[std::get<2>(row)] = std::get<3>(row);
        return by_link;
    };
    using Costs = std::map<Index, double>;
    CHECK(costs({.layers = {"trips"}}) == Costs{{3, 2}, {4, 1}});
    CHECK(costs({.layers = {"road"}}) == Costs{{0, never}, {1, 0.5}, {2, 0.25}});
    CHECK(costs({.layers = {"road", "trips", "road"}, .cost = graph::Cost::hops}) ==
          Costs{{0, 1}, {1, 1}, {2, 1}, {3, 1}, {4, 1}});
    CHECK(costs({.layers = {"road"}, .cost = graph::Cost::distance_km}) == Costs{{0, 80}, {1, 30}, {2, 40}});
    CHECK(costs({.layers = {"road"}, .cost = graph::Cost::weight}) == Costs{{0, 1}, {1, 2}, {2, 3}});
    CHECK(costs({.layers = {"trips"}, .cost = graph::Cost::inverse_weight}) == Costs{{3, 1.0 / 12.0}, {4, never}});
    CHECK(costs({.layers = {"trips"}, .cost = graph::Cost::unit_cost}) == Costs{{3, 0}, {4, 0}});
    CHECK(costs({.layers = {"road"}, .cost = [](const model::Link& l) { return l.distance_km / 60.0; }}) ==
          Costs{{0, 80.0 / 60.0}, {1, 0.5}, {2, 40.0 / 60.0}});
    CHECK_FALSE(graph::snapshot(region, {.layers = {"road"}}).directed());
    CHECK(graph::snapshot(region, {.layers = {"road"}, .cost = graph::Cost::hops}).findings().empty());
    const auto heavy =
        graph::snapshot(region, {.layers = {"road"}, .weight = [](const model::Link& l) { return 10.0 * l.weight; }});
    CHECK(heavy.weights(3)[1] == 30.0);
}

TEST_CASE("snapshot: what it refuses, in which words") {
    auto t = tables();
    t.links[0].unit_cost = -1;
    const model::Region region(t);
    CHECK(message<unknown_name>([&] { graph::snapshot(region, {.layers = {"raod"}}); }) ==
          "layer: \"raod\" is not a layer of the region; did you mean \"road\"?");
    CHECK(message<bad_value>([&] { graph::snapshot(region, {.cost = graph::Cost::unit_cost}); }) ==
          "cost: -1 on the link from \"core\" to \"west\" in layer \"road\"; a cost must be a number that is not "
          "negative");
    CHECK(message<bad_value>([&] { graph::snapshot(region, {.cost = [](const model::Link&) { return -never; }}); }) ==
          "cost: -inf on the link from \"core\" to \"east\" in layer \"road\"; a cost must be a number that is not "
          "negative");
    CHECK_THROWS_AS(graph::snapshot(region, {.cost = [](const model::Link&) { return std::nan(""); }}), bad_value);
    CHECK(message<bad_value>([&] { graph::snapshot(region, {.weight = [](const model::Link&) { return never; }}); }) ==
          "weight: inf on the link from \"core\" to \"east\" in layer \"road\"; a weight must be a number from 0 to "
          "1e300");

    struct Case {
        graph::Edge edge;
        const char* text;
    };
    for (const Case& c : std::vector<Case>{
             {{0, 3}, "edges[1].to: there is no vertex 3 among 3; vertices are numbered from 0"},
             {{0, -1}, "edges[1].to: there is no vertex -1 among 3; vertices are numbered from 0"},
             {{7, 1}, "edges[1].from: there is no vertex 7 among 3; vertices are numbered from 0"},
             {{2, 2}, "edges[1].to: joins vertex 2 with itself; take the edge out"},
             {{0, 2, -0.5},
              "edges[1].cost: -0.5 on the edge from 0 to 2; a cost must be a number that is not negative"},
             {{0, 2, 1.0, never},
              "edges[1].weight: inf on the edge from 0 to 2; a weight must be a number from 0 to 1e300"}})
        CHECK(message<bad_value>([&] { graph::snapshot(3, {{0, 1}, c.edge}); }) == c.text);
}

TEST_CASE("snapshot: nothing, and no links") {
    CHECK(graph::Snapshot().size() == 0);
    CHECK(graph::snapshot(0, {}).size() == 0);
    CHECK(graph::snapshot(model::Region(model::Tables{})).size() == 0);
    CHECK_THROWS_WITH_AS(graph::snapshot(-1, {}), "vertices: there cannot be -1 vertices; give 0 or more", bad_value);
    const auto alone = graph::snapshot(3, {});
    CHECK(alone.arcs(2).empty());
    CHECK_FALSE(alone.directed());
    CHECK(graph::reversed(alone).size() == 3);
}

TEST_CASE("snapshot: Boost graphs of both sorts give what the edge list gives") {
    corewing::base::Random random(11);
    using Property = boost::property<boost::edge_weight_t, double>;
    for (int trial = 0; trial < 300; ++trial) {
        const auto drawn = random_graph::draw(random, 12, trial % 2 == 0);
        const auto fill = [&](auto g) {
            for (const auto& e : drawn.edges) boost::add_edge(e.from, e.to, Property(e.cost), g);
            return graph::snapshot(g, [&](const auto& e) { return get(boost::edge_weight, g, e); });
        };
        auto plain = drawn;
        for (auto& e : plain.edges) e.weight = 1.0;
        if (drawn.directed) {
            // a directed vecS graph lists its edges by vertex, so the numbers of the links differ
            std::stable_sort(plain.edges.begin(), plain.edges.end(),
                             [](const auto& a, const auto& b) { return a.from < b.from; });
            CHECK(rows(fill(
                      boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Property>(
                          drawn.vertices))) == rows(plain.snapshot()));
        } else {
            CHECK(rows(fill(
                      boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, Property>(
                          drawn.vertices))) == rows(plain.snapshot()));
        }
        const auto there = plain.snapshot();
        CHECK(rows(graph::reversed(graph::reversed(there))) == rows(there));
        if (!drawn.directed) CHECK(rows(graph::reversed(there)) == rows(there));
        CHECK(graph::reversed(there).directed() == there.directed());
    }
}

TEST_CASE("what stays within a place leads nowhere") {
    corewing::model::Tables tables;
    tables.places = {{.id = "a"}, {.id = "b"}};
    tables.layers = {{.id = "moves"}};
    tables.links = {{.layer = "moves", .from = "a", .to = "a", .weight = 7, .hours = 1},
                    {.layer = "moves", .from = "a", .to = "b", .weight = 2, .hours = 1}};
    const corewing::model::Region region(tables);
    const auto moves = corewing::graph::snapshot(region, {.layers = {"moves"}});
    CHECK(moves.arc_count() == 2);
    CHECK(moves.link_count() == 2); // Arc::link is still the row of links
    CHECK(moves.arcs(0)[0].link == 1);
    CHECK(corewing::graph::strength(moves).total[0] == 2);
    const auto one = [](const auto&) { return 1.0; };
    CHECK(corewing::graph::snapshot(region.graph(), one).arc_count() == 2);
}
