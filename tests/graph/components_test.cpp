#include "corewing/graph/components.hpp"
#include "corewing/graph/travel_times.hpp"

#include "graph/random_graph.hpp"

#include <doctest/doctest.h>

#include <vector>

using corewing::Index;

namespace graph = corewing::graph;
using random_graph::never;

TEST_CASE("components: by hand") {
    const auto s = graph::snapshot(6, {{4, 1}, {1, 3}, {5, 2, never}, {3, 4}});
    const auto c = graph::components(s);
    CHECK(c.of_vertex == std::vector<Index>{0, 1, 2, 1, 1, 3});
    CHECK(c.sizes == std::vector<Index>{1, 3, 1, 1});
    CHECK(graph::strong_components(s) == c);
    CHECK(graph::components(graph::Snapshot()).count() == 0);
    const auto circle = graph::snapshot(5, {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}}, {.directed = true});
    CHECK(graph::components(circle).count() == 1);
    CHECK(graph::strong_components(circle).of_vertex == std::vector<Index>{0, 0, 0, 1, 2});
}

TEST_CASE("components: as reach by travel time has them") {
    corewing::base::Random random(31);
    for (int trial = 0; trial < 1500; ++trial) {
        CAPTURE(trial);
        const auto drawn = random_graph::draw(random, 14, trial % 2 == 0);
        const auto s = drawn.snapshot();
        const Eigen::MatrixXd there = graph::travel_times(s, {.threads = 1});
        const Eigen::MatrixXd either =
            graph::travel_times(graph::snapshot(drawn.vertices, drawn.edges, {.directed = false}), {.threads = 1});
        const auto weak = graph::components(s), strong = graph::strong_components(s);
        std::vector<Index> sizes(weak.count(), 0);
        for (Index i = 0; i < std::ssize(s); ++i) {
            ++sizes[weak.of_vertex[i]];
            for (Index j = 0; j < std::ssize(s); ++j) {
                const auto a = i, b = j;
                REQUIRE((weak.of_vertex[i] == weak.of_vertex[j]) == (either(a, b) < never));
                REQUIRE((strong.of_vertex[i] == strong.of_vertex[j]) == (there(a, b) < never && there(b, a) < never));
            }
        }
        REQUIRE(sizes == weak.sizes);
        for (Index i = 0, most = 0; i < std::ssize(s); ++i) { // numbered by first vertex
            REQUIRE(strong.of_vertex[i] <= most);
            if (strong.of_vertex[i] == most) ++most;
        }
        if (!drawn.directed) REQUIRE(weak == strong);
    }
}

TEST_CASE("strong_components: a long path does not exhaust the stack") {
    std::vector<graph::Edge> edges;
    for (Index v = 0; v + 1 < 200000; ++v) edges.push_back({v, v + 1});
    CHECK(graph::strong_components(graph::snapshot(200000, edges, {.directed = true})).count() == 200000);
    CHECK(graph::strong_components(graph::snapshot(200000, edges)).count() == 1);
}
