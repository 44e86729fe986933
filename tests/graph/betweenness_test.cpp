#include "corewing/graph/betweenness.hpp"
#include "corewing/graph/travel_times.hpp"

#include "graph/random_graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <stop_token>
#include <utility>
#include <vector>

using corewing::Index;

namespace graph = corewing::graph;
using corewing::base::bad_value;
using random_graph::never;

namespace {

/// Betweenness of vertices by counting paths of every pair, for whole costs above 0.
Eigen::VectorXd by_counting(const graph::Snapshot& s, std::map<std::pair<Index, Index>, double>& links) {
    const Index n = std::ssize(s);
    const Eigen::MatrixXd t = graph::travel_times(s, {.threads = 1});
    Eigen::MatrixXd direct = Eigen::MatrixXd::Constant(n, n, never);
    for (Index v = 0; v < n; ++v)
        for (const auto& arc : s.arcs(v)) {
            double& cost = direct(v, arc.target);
            cost = std::min(cost, arc.cost);
        }
    Eigen::MatrixXd paths = Eigen::MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i) {
        std::vector<Index> order(n);
        std::iota(order.begin(), order.end(), Index{0});
        std::sort(order.begin(), order.end(), [&](auto a, auto b) { return t(i, a) < t(i, b); });
        paths(i, i) = 1.0;
        for (const auto v : order)
            for (Index u = 0; u < n; ++u)
                if (t(i, v) < never && v != i && t(i, u) + direct(u, v) == t(i, v)) paths(i, v) += paths(i, u);
    }
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(n);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j) {
            if (i == j || t(i, j) == never) continue;
            for (Index v = 0; v < n; ++v) {
                if (v != i && v != j && t(i, v) + t(v, j) == t(i, j)) sum[v] += paths(i, v) * paths(v, j) / paths(i, j);
                for (Index u = 0; u < n; ++u)
                    if (direct(u, v) < never && t(i, u) + direct(u, v) + t(v, j) == t(i, j))
                        links[{u, v}] += paths(i, u) * paths(v, j) / paths(i, j);
            }
        }
    return sum;
}

} // namespace

TEST_CASE("betweenness: as counting the paths of every pair has it") {
    corewing::base::Random random(41);
    for (int trial = 0; trial < 800; ++trial) {
        CAPTURE(trial);
        auto drawn = random_graph::draw(random, 11, true);
        for (auto& e : drawn.edges) e.cost += 1.0;
        const auto s = drawn.snapshot();
        std::map<std::pair<Index, Index>, double> by_ends;
        const Eigen::VectorXd wanted = by_counting(s, by_ends) / (s.directed() ? 1.0 : 2.0);
        const auto found = graph::betweenness(s, {.normalised = false, .threads = 1});
        REQUIRE((found.vertices - wanted).cwiseAbs().maxCoeff() <= 1e-11);

        Eigen::VectorXd links = Eigen::VectorXd::Zero(found.links.size());
        for (const auto& [ends, share] : by_ends) {
            // parallel links: the cheapest, and of these the first
            const auto arcs = s.arcs(ends.first);
            const graph::Arc* best = nullptr;
            for (const auto& arc : arcs)
                if (arc.target == ends.second && (!best || arc.cost < best->cost))
                    best = &arc;
            links[best->link] += share / (s.directed() ? 1.0 : 2.0);
        }
        if (links.size() > 0) REQUIRE((found.links - links).cwiseAbs().maxCoeff() <= 1e-11);

        const auto normal = graph::betweenness(s, {.threads = 5});
        const auto alone = graph::betweenness(s, {.threads = 1});
        REQUIRE((normal.vertices.array() == alone.vertices.array()).all());
        REQUIRE((normal.links.array() == alone.links.array()).all());
        const double n = static_cast<double>(s.size()), order = s.directed() ? 1.0 : 0.5;
        if (s.size() > 2)
            REQUIRE((normal.vertices * (n - 1) * (n - 2) * order - wanted).cwiseAbs().maxCoeff() <= 1e-11);
        if (s.size() > 1 && links.size() > 0)
            REQUIRE((normal.links * n * (n - 1) * order - links).cwiseAbs().maxCoeff() <= 1e-11);
        REQUIRE(graph::betweenness(s, {.samples = s.size()}).vertices == normal.vertices);
    }
}

TEST_CASE("betweenness: samples come near, and the mean over seeds nearer") {
    corewing::base::Random random(2);
    std::vector<graph::Edge> edges;
    for (Index v = 1; v < 60; ++v) edges.push_back({v, random.index(v), random.uniform(0.5, 2.0)});
    for (int extra = 0; extra < 40; ++extra) edges.push_back({random.index(30), 30 + random.index(30), 1.7});
    const auto s = graph::snapshot(60, edges);
    const Eigen::VectorXd exact = graph::betweenness(s).vertices;
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(60);
    for (std::uint64_t seed = 0; seed < 400; ++seed)
        mean += graph::betweenness(s, {.samples = 15, .seed = seed, .threads = 1}).vertices / 400.0;
    CHECK((mean - exact).cwiseAbs().maxCoeff() <= 0.01);
    CHECK(graph::betweenness(s, {.samples = 15, .seed = 3}).vertices ==
          graph::betweenness(s, {.samples = 15, .seed = 3}).vertices);
}

TEST_CASE("betweenness: small networks and bad calls") {
    CHECK(graph::betweenness(graph::Snapshot()).vertices.size() == 0);
    const auto path = graph::betweenness(graph::snapshot(3, {{0, 1}, {1, 2}}));
    CHECK(path.vertices == Eigen::Vector3d(0, 1, 0));
    CHECK(path.links[0] == doctest::Approx(2.0 / 3.0).epsilon(1e-15));
    CHECK(graph::betweenness(graph::snapshot(2, {{0, 1}})).links[0] == 1.0);
    CHECK_THROWS_WITH_AS(
        graph::betweenness(graph::snapshot(3, {{0, 1}, {2, 1, 0.0}})),
        "cost: 0 on link 1 from vertex 1 to vertex 2; betweenness needs costs above 0; merge the two places",
        bad_value);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_WITH_AS(graph::betweenness(graph::snapshot(2, {{0, 1}}), {.observer = {.stop = stop.get_token()}}),
                         "betweenness stopped before the end", corewing::base::interrupted);
    CHECK_THROWS_WITH_AS(graph::betweenness(graph::snapshot(2, {{0, 1}}), {.samples = -1}),
                         "samples: -1 is not in [0, inf]", bad_value);
    // a ladder of doubled paths has 2^k cheapest paths from end to end; far too many is an error, not a NaN
    std::vector<graph::Edge> ladder;
    for (Index k = 0; k < 1100; ++k) {
        ladder.push_back({3 * k, 3 * k + 1});
        ladder.push_back({3 * k, 3 * k + 2});
        ladder.push_back({3 * k + 1, 3 * k + 3});
        ladder.push_back({3 * k + 2, 3 * k + 3});
    }
    CHECK_THROWS_AS(graph::betweenness(graph::snapshot(3301, ladder), {.samples = 1, .seed = 5}), bad_value);
}

TEST_CASE("ways of equal length tie whatever the order of their parts") {
    // 0 - 1 - 2 - 5 and 0 - 3 - 4 - 5, .1 + .2 + .3 and .3 + .2 + .1 long
    const auto ring = graph::snapshot(
        6, std::vector<graph::Edge>{
               {0, 1, 0.1, 1}, {1, 2, 0.2, 1}, {2, 5, 0.3, 1}, {0, 3, 0.3, 1}, {3, 4, 0.2, 1}, {4, 5, 0.1, 1}});
    const auto whole = graph::snapshot(
        6,
        std::vector<graph::Edge>{{0, 1, 1, 1}, {1, 2, 2, 1}, {2, 5, 3, 1}, {0, 3, 3, 1}, {3, 4, 2, 1}, {4, 5, 1, 1}});
    const auto one = graph::betweenness(ring).vertices;
    const auto other = graph::betweenness(whole).vertices;
    CHECK((one - other).cwiseAbs().maxCoeff() < 1e-12);
}
