#include "corewing/graph/communities.hpp"

#include "corewing/graph/components.hpp"

#include "graph/random_graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <stop_token>
#include <vector>

using corewing::Index;

namespace graph = corewing::graph;
using corewing::base::bad_shape;
using corewing::base::bad_value;
using random_graph::never;

namespace {

/// The sum over all pairs of (A_ij - resolution k_i k_j / 2m) / 2m, as it stands in the books.
double by_pairs(const random_graph::Drawn& drawn, const std::vector<Index>& label, double resolution) {
    const Index n = drawn.vertices;
    Eigen::MatrixXd a = Eigen::MatrixXd::Zero(n, n);
    for (const auto& e : drawn.edges) {
        a(e.from, e.to) += e.weight;
        a(e.to, e.from) += e.weight;
    }
    const double whole = a.sum();
    if (whole == 0.0) return 0.0;
    const Eigen::VectorXd k = a.rowwise().sum();
    double q = 0.0;
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j)
            if (label[i] == label[j])
                q += (a(i, j) - resolution * k[i] * k[j] / whole) / whole;
    return q;
}

/// Calls look(labels) for every partition of n vertices.
void each_partition(Index n, const std::function<void(const std::vector<Index>&)>& look) {
    std::vector<Index> label(n, 0);
    const std::function<void(Index, Index)> go = [&](Index at, Index used) {
        if (at == n) return look(label);
        for (Index l = 0; l <= used; ++l) {
            label[at] = l;
            go(at + 1, std::max(used, l + 1));
        }
    };
    go(0, 0);
}

/// Zachary 1977, Journal of Anthropological Research 33: who met whom outside the karate club, from 1.
const std::vector<std::pair<Index, Index>> karate{
    {1, 2},   {1, 3},   {1, 4},   {1, 5},   {1, 6},   {1, 7},   {1, 8},   {1, 9},   {1, 11},  {1, 12},
    {1, 13},  {1, 14},  {1, 18},  {1, 20},  {1, 22},  {1, 32},  {2, 3},   {2, 4},   {2, 8},   {2, 14},
    {2, 18},  {2, 20},  {2, 22},  {2, 31},  {3, 4},   {3, 8},   {3, 9},   {3, 10},  {3, 14},  {3, 28},
    {3, 29},  {3, 33},  {4, 8},   {4, 13},  {4, 14},  {5, 7},   {5, 11},  {6, 7},   {6, 11},  {6, 17},
    {7, 17},  {9, 31},  {9, 33},  {9, 34},  {10, 34}, {14, 34}, {15, 33}, {15, 34}, {16, 33}, {16, 34},
    {19, 33}, {19, 34}, {20, 34}, {21, 33}, {21, 34}, {23, 33}, {23, 34}, {24, 26}, {24, 28}, {24, 30},
    {24, 33}, {24, 34}, {25, 26}, {25, 28}, {25, 32}, {26, 32}, {27, 30}, {27, 34}, {28, 34}, {29, 32},
    {29, 34}, {30, 33}, {30, 34}, {31, 33}, {31, 34}, {32, 33}, {32, 34}, {33, 34}};

} // namespace

TEST_CASE("modularity: as the sum over all pairs") {
    corewing::base::Random random(4);
    for (int trial = 0; trial < 500; ++trial) {
        const auto drawn = random_graph::draw(random, 15, true);
        std::vector<Index> label(drawn.vertices);
        for (auto& l : label) l = random.index(drawn.vertices);
        const double resolution = random.uniform(0.0, 3.0);
        REQUIRE(graph::modularity(drawn.snapshot(), label, resolution) ==
                doctest::Approx(by_pairs(drawn, label, resolution)).epsilon(1e-12));
    }
    const auto s = graph::snapshot(2, {{0, 1}});
    CHECK_THROWS_AS(static_cast<void>(graph::modularity(s, {0})), bad_shape);
    CHECK_THROWS_WITH_AS(static_cast<void>(graph::modularity(s, {0, 2})), "of_vertex[1]: 2 is not in [0, 1]",
                         bad_value);
    CHECK_THROWS_WITH_AS(static_cast<void>(graph::modularity(s, {-1, 0})), "of_vertex[0]: -1 is not in [0, 1]",
                         bad_value);
}

TEST_CASE("communities: never above the best of all partitions, and nearly always there") {
    corewing::base::Random random(14);
    int best_found = 0, trials = 0;
    for (int trial = 0; trial < 150; ++trial) {
        CAPTURE(trial);
        const auto drawn = random_graph::draw(random, 8, true);
        const double resolution = random.uniform(0.2, 2.0);
        double best = -1e9;
        each_partition(drawn.vertices,
                       [&](const auto& label) { best = std::max(best, by_pairs(drawn, label, resolution)); });
        const auto found = graph::communities(drawn.snapshot(), {.resolution = resolution, .threads = 1});
        REQUIRE(found.modularity ==
                doctest::Approx(by_pairs(drawn, found.of_vertex, resolution)).epsilon(1e-12).scale(1.0));
        REQUIRE(found.modularity <= best + 1e-12);
        ++trials;
        if (found.modularity >= best - 1e-12) ++best_found;
    }
    CHECK(best_found >= trials - 3);
}

TEST_CASE("communities: the karate club") {
    std::vector<graph::Edge> edges;
    for (const auto& [a, b] : karate) edges.push_back({a - 1, b - 1});
    REQUIRE(edges.size() == 78);
    const auto s = graph::snapshot(34, edges);
    const auto found = graph::communities(s);
    // proven best by integer programming: igraph 1.0, igraph_community_optimal_modularity on the same network
    CHECK(found.modularity == doctest::Approx(0.4197896120973046).epsilon(1e-14));
    CHECK(found.count() == 4);
    CHECK(graph::communities(s, {.threads = 1}).of_vertex == graph::communities(s, {.threads = 4}).of_vertex);
    CHECK(graph::communities(s, {.resolution = 0.0}).count() == 1);
    CHECK(graph::communities(s, {.resolution = 100.0}).count() == 34);
}

TEST_CASE("communities: every one hangs together, numbered by its first vertex; degenerate networks") {
    corewing::base::Random random(23);
    for (int trial = 0; trial < 100; ++trial) {
        const auto drawn = random_graph::draw(random, 60, true);
        const auto found = graph::communities(drawn.snapshot(), {.runs = 2, .seed = static_cast<std::uint64_t>(trial)});
        std::vector<graph::Edge> inside;
        for (auto e : drawn.edges) {
            if (e.weight == 0.0 || found.of_vertex[e.from] != found.of_vertex[e.to]) continue;
            e.cost = 1.0;
            inside.push_back(e);
        }
        const auto parts = graph::components(graph::snapshot(drawn.vertices, inside));
        REQUIRE(parts.of_vertex == found.of_vertex);
        REQUIRE(parts.sizes == found.sizes);
    }
    CHECK(graph::communities(graph::Snapshot()).count() == 0);
    const auto still = graph::communities(graph::snapshot(3, {{0, 1, 1.0, 0.0}}));
    CHECK(still.count() == 3);
    CHECK(still.modularity == 0.0);
    const auto huge = graph::communities(graph::snapshot(4, {{0, 1, never, 1e300}, {2, 3, 1.0, 1e300}}));
    CHECK(huge.of_vertex == std::vector<Index>{0, 0, 1, 1});
    CHECK(huge.modularity == doctest::Approx(0.5).epsilon(1e-14));
    CHECK_THROWS_AS(graph::communities(graph::Snapshot(), {.runs = 0}), bad_value);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(graph::communities(graph::snapshot(2, {{0, 1}}), {.observer = {.stop = stop.get_token()}}),
                    corewing::base::interrupted);
}
