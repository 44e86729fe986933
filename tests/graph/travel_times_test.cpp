#include "corewing/base/error.hpp"
#include "corewing/graph/travel_times.hpp"
#include "corewing/model/region.hpp"
#include "corewing/model/selection.hpp"

#include "graph/random_graph.hpp"
#include "support/sample_region.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using corewing::Index;

namespace graph = corewing::graph;
using corewing::base::bad_value;
using random_graph::never;

namespace {

/// Floyd & Warshall.
Eigen::MatrixXd floyd_warshall(const graph::Snapshot& s) {
    const Index n = std::ssize(s);
    Eigen::MatrixXd d = Eigen::MatrixXd::Constant(n, n, never);
    for (Index v = 0; v < n; ++v) {
        d(v, v) = 0.0;
        for (const auto& arc : s.arcs(v)) d(v, arc.target) = std::min(d(v, arc.target), arc.cost);
    }
    for (Index k = 0; k < n; ++k)
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < n; ++j) d(i, j) = std::min(d(i, j), d(i, k) + d(k, j));
    return d;
}

/// Boost's Dijkstra from every vertex; closed edges are left out.
Eigen::MatrixXd boost_times(const random_graph::Drawn& drawn) {
    using Property = boost::property<boost::edge_weight_t, double>;
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Property> g(drawn.vertices);
    for (const auto& e : drawn.edges) {
        if (e.cost == never) continue;
        boost::add_edge(e.from, e.to, Property(e.cost), g);
        if (!drawn.directed) boost::add_edge(e.to, e.from, Property(e.cost), g);
    }
    const Index n = drawn.vertices;
    Eigen::MatrixXd times(n, n);
    for (Index s = 0; s < n; ++s) {
        std::vector<double> d(drawn.vertices);
        boost::dijkstra_shortest_paths(g, s, boost::distance_map(d.data()).distance_inf(never));
        for (Index v = 0; v < n; ++v) times(s, v) = d[v];
    }
    return times;
}

/// Whether two matrices are the same, infinities included.
bool same(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
    return a.rows() == b.rows() && a.cols() == b.cols() && (a.array() == b.array()).all();
}

} // namespace

TEST_CASE("travel_times: the analyst's ten lines") {
    corewing::model::Tables tables;
    tables.places = {{.id = "core"}, {.id = "east"}, {.id = "west"}, {.id = "zone"}};
    tables.layers = {{.id = "access"}, {.id = "border"}};
    tables.links = {{.layer = "border", .from = "core", .to = "west", .distance_km = 30},
                    {.layer = "access", .from = "zone", .to = "west", .distance_km = 6}};
    const corewing::model::Region region(std::move(tables));
    const auto roads =
        graph::snapshot(region, {.layers = {"border", "access"},
                                 .cost = [](const corewing::model::Link& link) { return link.distance_km / 60.0; }});
    const Eigen::MatrixXd hours = graph::travel_times(roads);
    Eigen::MatrixXd wanted(4, 4);
    wanted << 0, never, .5, .6, never, 0, never, never, .5, never, 0, .1, .6, never, .1, 0;
    CHECK(same(hours, wanted));
}

TEST_CASE("travel_times: to the last bit as Boost has it, and as Floyd and Warshall have it") {
    corewing::base::Random random(2024);
    for (int trial = 0; trial < 3000; ++trial) {
        CAPTURE(trial);
        const bool whole = trial % 2 == 0;
        const auto drawn = random_graph::draw(random, 16, whole);
        const auto s = drawn.snapshot();
        const Eigen::MatrixXd times = graph::travel_times(s, {.threads = 1});
        REQUIRE(same(times, boost_times(drawn)));
        const Eigen::MatrixXd brute = floyd_warshall(s);
        if (whole)
            REQUIRE(same(times, brute)); // sums of small whole numbers are exact in any order
        else
            REQUIRE((times.array() == brute.array() || (times - brute).array().abs() <= 1e-14).all());
        if (!whole) continue;
        REQUIRE(same(graph::travel_times(graph::reversed(s), {.threads = 1}).transpose(), times));
    }
}

TEST_CASE("travel_times: numbering the vertices otherwise only moves rows and columns") {
    corewing::base::Random random(5);
    for (int trial = 0; trial < 500; ++trial) {
        auto drawn = random_graph::draw(random, 14, trial % 2 == 0);
        const Eigen::MatrixXd times = graph::travel_times(drawn.snapshot());
        const auto moved_to = random.permutation(drawn.vertices);
        for (auto& e : drawn.edges) {
            e.from = moved_to[e.from];
            e.to = moved_to[e.to];
        }
        random.shuffle(drawn.edges);
        const Eigen::MatrixXd moved = graph::travel_times(drawn.snapshot());
        for (Index i = 0; i < times.rows(); ++i)
            for (Index j = 0; j < times.cols(); ++j) REQUIRE(times(i, j) == moved(moved_to[i], moved_to[j]));
    }
}

TEST_CASE("travel_times: some sources, a limit, threads") {
    corewing::base::Random random(6);
    for (int trial = 0; trial < 200; ++trial) {
        const auto s = random_graph::draw(random, 40, trial % 2 == 0).snapshot();
        const Eigen::MatrixXd times = graph::travel_times(s, {.threads = 1});
        REQUIRE(same(times, graph::travel_times(s, {.threads = 7})));
        const Index n = std::ssize(s);
        std::vector<Index> sources;
        for (Index i = 0; i < 20; ++i) sources.push_back(random.index(s.size()));
        const double limit = random.uniform(0.0, 6.0);
        const Eigen::MatrixXd some = graph::travel_times(s, {.sources = sources, .limit = limit});
        REQUIRE(some.rows() == 20);
        for (Index i = 0; i < 20; ++i)
            for (Index j = 0; j < n; ++j) {
                const double full = times(sources[i], j);
                REQUIRE(some(i, j) == (full <= limit ? full : never));
            }
    }
    const auto two = graph::snapshot(2, {{0, 1, 3.0}});
    CHECK(graph::travel_times(two, {.sources = std::vector<Index>{}}).rows() == 0);
    CHECK(graph::travel_times(two, {.limit = 3.0})(0, 1) == 3.0);
    CHECK(graph::travel_times(two, {.limit = 2.9})(0, 1) == never);
    CHECK(graph::travel_times(graph::Snapshot()).size() == 0);
}

TEST_CASE("travel_times: a sum beyond all numbers is out of reach") {
    const double huge = std::numeric_limits<double>::max();
    const Eigen::MatrixXd times = graph::travel_times(graph::snapshot(3, {{0, 1, huge}, {1, 2, huge}}));
    CHECK(times(0, 1) == huge);
    CHECK(times(0, 2) == never);
}

TEST_CASE("travel_times: bad calls") {
    const auto s = graph::snapshot(2, {{0, 1}});
    CHECK_THROWS_WITH_AS(graph::travel_times(s, {.sources = std::vector<Index>{0, 2}}),
                         "sources[1]: there is no vertex 2 among 2", bad_value);
    CHECK_THROWS_WITH_AS(graph::travel_times(s, {.sources = std::vector<Index>{-1}}),
                         "sources[0]: there is no vertex -1 among 2", bad_value);
    CHECK_THROWS_WITH_AS(graph::travel_times(s, {.limit = -1.0}),
                         "limit: -1 is not a limit; write a number that is not negative", bad_value);
    CHECK_THROWS_AS(graph::travel_times(s, {.limit = std::nan("")}), bad_value);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_WITH_AS(graph::travel_times(s, {.observer = {.stop = stop.get_token()}}),
                         "travel times stopped before the end", corewing::base::interrupted);
}

TEST_CASE("travel_times: on a region, the analyst's two lines") {
    const corewing::model::Region region(corewing::test::valley()); // abroad centre north south zone
    const auto towns = corewing::model::select(region, corewing::model::PlaceKind::district);
    const Eigen::MatrixXd hours = towns.pairs(graph::travel_times(region, {.layers = {"road"}}));
    Eigen::MatrixXd wanted(3, 3); // centre north south
    wanted << 0, 1.5, 1, 1.5, 0, 2.5, 1, 2.5, 0;
    CHECK(same(hours, wanted));
    const Eigen::MatrixXd all = graph::travel_times(region); // the one layer of routes
    CHECK(same(all, graph::travel_times(graph::snapshot(region, {.layers = {"road"}}))));
    CHECK(all(0, 1) == never);
    CHECK(all(4, 2) == 1.7);
    CHECK(graph::travel_times(region, {.cost = graph::Cost::distance_km})(2, 3) == 110.0);
    CHECK(graph::travel_times(region, {.cost = [](const corewing::model::Link& link) { return 2.0 * link.hours; }})(
              2, 3) == 5.0);
    const Eigen::MatrixXd near = graph::travel_times(region, {.sources = std::vector<Index>{3}, .limit = 1.1});
    CHECK(near.rows() == 1);
    CHECK(near(0, 1) == 1.0);
    CHECK(near(0, 2) == never);
}

TEST_CASE("travel_times: a layer without the cost is named, with what it has") {
    using corewing::base::bad_data;
    const auto with = [](auto change) {
        auto tables = corewing::test::valley();
        change(tables);
        return corewing::model::Region(std::move(tables));
    };
    const auto unmeasured = with([](auto& tables) {
        for (auto& link : tables.links) link.hours = never;
    });
    CHECK_THROWS_WITH_AS(graph::travel_times(unmeasured, {.layers = {"road"}}),
                         "layer road has no hours; it has distance_km", bad_data);
    CHECK_THROWS_WITH_AS(graph::travel_times(unmeasured), "layer road has no hours; it has distance_km", bad_data);
    CHECK(graph::travel_times(unmeasured, {.cost = graph::Cost::distance_km})(2, 3) == 110.0);
    const auto bare = with([](auto& tables) {
        for (auto& link : tables.links) link.hours = link.distance_km = never;
    });
    CHECK_THROWS_WITH_AS(graph::travel_times(bare), "layer road has no hours; give them in links.csv", bad_data);
    CHECK_THROWS_WITH_AS(
        graph::travel_times(bare, {.cost = [](const corewing::model::Link& link) { return link.hours; }}),
        "layer road has no link of finite cost; check the function that makes the cost", bad_data);

    // One unmeasured link is no error; nor is a layer of routes beside others, unless it was named.
    const auto some = with([](auto& tables) { tables.links[0].hours = never; });
    CHECK(graph::travel_times(some)(1, 3) == never);
    CHECK(graph::travel_times(some)(1, 2) == 1.5);
    const auto two = with([](auto& tables) {
        tables.layers.push_back({.id = "rail", .kind = corewing::model::LayerKind::route});
        tables.links.push_back({.layer = "rail", .from = "south", .to = "north"});
    });
    CHECK(graph::travel_times(two)(2, 3) == 2.5);
    CHECK_THROWS_WITH_AS(graph::travel_times(two, {.layers = {"road", "rail"}}),
                         "layer rail has no hours; give them in links.csv", bad_data);
    CHECK(graph::travel_times(two, {.layers = {"rail"}, .cost = graph::Cost::hops})(2, 3) == 1.0);

    const auto flows = with([](auto& tables) {
        for (auto& layer : tables.layers) layer.kind = corewing::model::LayerKind::flow;
    });
    CHECK_THROWS_WITH_AS(
        graph::travel_times(flows),
        "layers: the region has no layer of routes; name the layers, or write route as their kind in layers.csv",
        bad_data);
    CHECK(graph::travel_times(flows, {.layers = {"road"}})(1, 3) == 1.0);
    CHECK_THROWS_AS(graph::travel_times(flows, {.layers = {"raod"}}), corewing::base::unknown_name);
}

TEST_CASE("a limit pays for a way either way along, whatever the order of additions") {
    const auto road = graph::snapshot(4, std::vector<graph::Edge>{{0, 1, 0.1, 1}, {1, 2, 0.2, 1}, {2, 3, 0.3, 1}});
    const Eigen::MatrixXd times = graph::travel_times(road, {.limit = 0.6});
    CHECK(std::isfinite(times(0, 3)));
    CHECK(std::isfinite(times(3, 0)));
    CHECK(std::isinf(graph::travel_times(road, {.limit = 0.5999999})(0, 3)));
}

// The address sanitizer ends the program where memory is asked for that cannot be had.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COREWING_NO_HUGE_MATRIX
#endif
#endif

#ifndef COREWING_NO_HUGE_MATRIX
TEST_CASE("a matrix too large for any machine is refused in words") {
    const Index n = 10'000'000;
    CHECK_THROWS_WITH_AS(graph::travel_times(graph::snapshot(n, {})),
                         "travel times: a matrix of 10000000 x 10000000 numbers takes 800000 GB, more than there is; take "
                         "fewer places, or a larger machine",
                         bad_value);
}
#endif
