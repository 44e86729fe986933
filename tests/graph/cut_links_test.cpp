#include "corewing/graph/components.hpp"
#include "corewing/graph/cut_links.hpp"

#include "graph/random_graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using corewing::Index;

namespace graph = corewing::graph;
using random_graph::never;

namespace {

/// Sizes of the parts into which the component of `inside` falls without some edges and one vertex, descending.
std::vector<Index> parts_without(const random_graph::Drawn& drawn, Index lost_edge, Index lost_vertex,
                                       const graph::Components& whole, Index component) {
    std::vector<graph::Edge> edges;
    for (Index e = 0; e < std::ssize(drawn.edges); ++e)
        if (e != lost_edge && drawn.edges[e].from != lost_vertex && drawn.edges[e].to != lost_vertex)
            edges.push_back(drawn.edges[e]);
    const auto c = graph::components(graph::snapshot(drawn.vertices, edges));
    std::vector<Index> sizes(c.count(), 0);
    for (Index v = 0; v < drawn.vertices; ++v)
        if (v != lost_vertex && whole.of_vertex[v] == component) ++sizes[c.of_vertex[v]];
    sizes.erase(std::remove(sizes.begin(), sizes.end(), Index{0}), sizes.end());
    std::sort(sizes.rbegin(), sizes.rend());
    return sizes;
}

} // namespace

TEST_CASE("cut_links: by hand") {
    // a triangle 0 1 2, a chain 2 - 3 - 4, a doubled link 4 = 5, and a pair 6 - 7
    const auto found = graph::cut_links(
        graph::snapshot(8, {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 5}, {4, 5}, {6, 7}, {0, 7, never}}));
    CHECK(found.links == std::vector<graph::CutLink>{{3, 3}, {4, 2}, {7, 1}});
    CHECK(found.vertices == std::vector<graph::CutVertex>{{2, 2, 2}, {3, 2, 2}, {4, 2, 1}});
    CHECK(graph::cut_links(graph::Snapshot()).links.empty());
    const auto star = graph::cut_links(graph::snapshot(5, {{0, 1}, {0, 2}, {3, 0}, {0, 4}}, {.directed = true}));
    CHECK(star.links.size() == 4);
    CHECK(star.vertices == std::vector<graph::CutVertex>{{0, 4, 3}});
}

TEST_CASE("cut_links: as taking out every link and vertex in turn has them") {
    corewing::base::Random random(17);
    for (int trial = 0; trial < 1000; ++trial) {
        CAPTURE(trial);
        const auto drawn = random_graph::draw(random, 11, trial % 2 == 0);
        const auto whole = graph::components(drawn.snapshot());
        std::vector<graph::CutLink> links;
        std::vector<graph::CutVertex> vertices;
        for (Index e = 0; e < std::ssize(drawn.edges); ++e) {
            if (drawn.edges[e].cost == never) continue;
            const auto sizes = parts_without(drawn, e, drawn.vertices, whole, whole.of_vertex[drawn.edges[e].from]);
            if (sizes.size() > 1) links.push_back({static_cast<std::uint32_t>(e), sizes[1]});
        }
        for (Index v = 0; v < drawn.vertices; ++v) {
            const auto sizes = parts_without(drawn, drawn.edges.size(), v, whole, whole.of_vertex[v]);
            if (sizes.size() < 2) continue;
            const Index rest = whole.sizes[whole.of_vertex[v]] - 1;
            vertices.push_back({v, std::ssize(sizes), rest - sizes[0]});
        }
        const auto found = graph::cut_links(drawn.snapshot());
        REQUIRE(found.links == links);
        REQUIRE(found.vertices == vertices);
    }
}

TEST_CASE("cut_links: a long chain does not exhaust the stack") {
    std::vector<graph::Edge> edges;
    for (Index v = 0; v + 1 < 100001; ++v) edges.push_back({v, v + 1});
    const auto found = graph::cut_links(graph::snapshot(100001, edges));
    CHECK(found.links.size() == 100000);
    CHECK(found.vertices.size() == 99999);
    CHECK(found.vertices[49999].cut_off == 50000);
}
