#include "corewing/graph/shortest_paths.hpp"
#include "corewing/graph/travel_times.hpp"

#include "graph/random_graph.hpp"

#include <doctest/doctest.h>

#include <vector>

using corewing::Index;

namespace graph = corewing::graph;
using corewing::base::bad_value;
using random_graph::never;

TEST_CASE("shortest_paths: costs as travel_times has them, and paths that cost what they claim") {
    corewing::base::Random random(99);
    for (int trial = 0; trial < 1000; ++trial) {
        CAPTURE(trial);
        const auto drawn = random_graph::draw(random, 14, trial % 2 == 0);
        const auto s = drawn.snapshot();
        const Index source = random.index(s.size());
        const double limit = trial % 3 == 0 ? random.uniform(0.0, 5.0) : never;
        const auto paths = graph::shortest_paths(s, source, {.limit = limit});
        const Eigen::MatrixXd times = graph::travel_times(s, {.sources = std::vector{source}, .limit = limit});
        REQUIRE((paths.cost.transpose().array() == times.array()).all());
        for (Index v = 0; v < std::ssize(s); ++v) {
            const auto path = paths.path(v);
            const auto links = paths.links(v);
            if (times(0, v) == never) {
                REQUIRE(path.empty());
                REQUIRE(paths.previous[v] == graph::none);
                REQUIRE(paths.link[v] == graph::none);
                continue;
            }
            REQUIRE(path.front() == source);
            REQUIRE(path.back() == v);
            REQUIRE(path.size() <= s.size());
            REQUIRE(links.size() + 1 == path.size());
            double cost = 0.0;
            for (Index k = 0; k < std::ssize(links); ++k) {
                const auto& e = drawn.edges[links[k]];
                const auto a = path[k], b = path[k + 1];
                REQUIRE(((e.from == a && e.to == b) || (!drawn.directed && e.from == b && e.to == a)));
                cost += e.cost;
            }
            REQUIRE(cost == paths.cost[v]);
            const auto one = graph::shortest_paths(s, source, {.limit = limit, .target = v});
            REQUIRE(one.cost[v] == paths.cost[v]);
            REQUIRE(one.path(v) == path);
        }
    }
}

TEST_CASE("shortest_paths: ties") {
    // two paths of cost 2 from 0 to 3; parallel links of equal cost
    const auto s = graph::snapshot(4, {{0, 2, 1}, {2, 3, 1}, {0, 1, 1}, {1, 3, 1}, {1, 3, 1}});
    const auto paths = graph::shortest_paths(s, 0);
    CHECK(paths.path(3) == std::vector<Index>{0, 1, 3});
    CHECK(paths.links(3) == std::vector<std::uint32_t>{2, 3});
    CHECK(paths.path(0) == std::vector<Index>{0});
    CHECK(paths.previous[0] == graph::none);
    CHECK_THROWS_WITH_AS(static_cast<void>(paths.path(4)), "to: there is no vertex 4 among 4", bad_value);
    CHECK_THROWS_WITH_AS(graph::shortest_paths(s, 9), "source: there is no vertex 9 among 4", bad_value);
    CHECK_THROWS_WITH_AS(graph::shortest_paths(s, 0, {.target = -4}), "target: there is no vertex -4 among 4",
                         bad_value);
}
