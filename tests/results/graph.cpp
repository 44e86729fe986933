#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_GRAPH

#include "corewing/graph/betweenness.hpp"
#include "corewing/graph/communities.hpp"
#include "corewing/graph/components.hpp"
#include "corewing/graph/cut_links.hpp"
#include "corewing/graph/efficiency.hpp"
#include "corewing/graph/eigenvector.hpp"
#include "corewing/graph/pagerank.hpp"
#include "corewing/graph/shortest_paths.hpp"
#include "corewing/graph/snapshot.hpp"
#include "corewing/graph/strength.hpp"
#include "corewing/graph/travel_times.hpp"
#include "corewing/layout/core_periphery.hpp"

#include "results/region.hpp"
#include "support/sample_region.hpp"

#include <boost/graph/adjacency_list.hpp>

namespace corewing::results {

namespace {

using namespace corewing::graph;
using namespace corewing::layout;

std::vector<Edge> edges_of(long n, Draw& draw) {
    std::vector<Edge> edges;
    const long count = 2 * n;
    for (long k = 0; k < count; ++k) {
        Edge edge;
        const long from = draw.whole(n);
        const long to = (from + 1 + draw.whole(n - 1)) % n;
        edge.from = from;
        edge.to = to;
        edge.cost = 0.5 * static_cast<double>(1 + draw.whole(9));
        edge.weight = draw.uniform(0.1, 5.0);
        if (draw.chance(0.08)) edge.cost = std::numeric_limits<double>::infinity();
        edges.push_back(edge);
    }
    return edges;
}

void links(const std::string& name, const Snapshot& g) {
    print(name + ".size", g.size());
    print(name + ".arc_count", g.arc_count());
    print(name + ".link_count", g.link_count());
    print(name + ".closed_links", g.closed_links());
    print(name + ".directed", g.directed());
    print(name + ".findings", g.findings());
    const long n = std::ssize(strength(g).out);
    for (long v = 0; v < n; ++v) {
        print(name + ".arcs[" + std::to_string(v) + ']', g.arcs(v));
        print(name + ".weights[" + std::to_string(v) + ']', g.weights(v));
    }
}

void ways(const std::string& name, const Snapshot& g, long n) {
    print(name + ".travel_times", travel_times(g));
    print(name + ".travel_times.limit", travel_times(g, {.limit = 4.0, .threads = 2}));
    print(name + ".travel_times.sources", travel_times(g, {.sources = std::vector<Eigen::Index>{0, 2}}));
    for (const long source : {0L, n / 2}) {
        const auto paths = shortest_paths(g, source);
        print(name + ".shortest_paths", paths);
        for (long to = 0; to < n; ++to) {
            print(name + ".path", paths.path(to));
            print(name + ".path_links", paths.links(to));
        }
        print(name + ".shortest_paths.limit", shortest_paths(g, source, {.limit = 3.0}));
        print(name + ".shortest_paths.target", shortest_paths(g, source, {.target = 1}));
    }
    print(name + ".efficiency", efficiency(g));
    print(name + ".betweenness", betweenness(g));
    print(name + ".betweenness.pairs", betweenness(g, {.normalised = false, .threads = 2}));
    print(name + ".betweenness.samples", betweenness(g, {.samples = 3, .seed = 5}));
    print(name + ".cut_links", cut_links(g));
    print(name + ".components", components(g));
    print(name + ".components.count", components(g).count());
    print(name + ".strong_components", strong_components(g));
}

void standing(const std::string& name, const Snapshot& g, long n, Draw& draw) {
    print(name + ".strength", strength(g));
    print(name + ".eigenvector", eigenvector(g));
    print(name + ".eigenvector.short", eigenvector(g, {.tolerance = 1e-6, .most_iterations = 7}));
    print(name + ".pagerank", pagerank(g));
    const Eigen::VectorXd restart = draw.vector(n, 0.0, 3.0);
    print(name + ".pagerank.restart", pagerank(g, {.damping = 0.6, .restart = restart, .tolerance = 1e-9}));
    const auto found = communities(g);
    print(name + ".communities", found);
    print(name + ".communities.count", found.count());
    print(name + ".communities.fine", communities(g, {.resolution = 1.8, .runs = 4, .seed = 9, .threads = 2}));
    print(name + ".modularity", modularity(g, found.of_vertex));
    print(name + ".modularity.coarse", modularity(g, found.of_vertex, 0.4));
    auto label = found.of_vertex;
    for (long i = 0; i < n; ++i) label[i] = i % 3;
    print(name + ".modularity.three", modularity(g, label));
}

void all(const std::string& name, const Snapshot& g, long n, Draw& draw) {
    links(name, g);
    attempt(name, [&] { ways(name, g, n); });
    attempt(name, [&] { standing(name, g, n, draw); });
}

void lists() {
    for (const long n : {5L, 14L, 60L})
        for (const bool directed : {false, true}) {
            const std::string name = "edges[" + std::to_string(n) + (directed ? ",directed]" : "]");
            Draw draw(100 + n);
            const auto edges = edges_of(n, draw);
            const auto g = snapshot(n, edges, {.directed = directed});
            all(name, g, n, draw);
            links(name + ".reversed", reversed(g));
            print(name + ".reversed.travel_times", travel_times(reversed(g)));
        }
}

void regions() {
    const auto look = [](const std::string& name, const model::Region& region, long n, std::uint64_t seed) {
        Draw draw(seed);
        for (const auto cost : {Cost::hours, Cost::distance_km, Cost::unit_cost, Cost::inverse_weight, Cost::hops})
            attempt(name, [&] {
                const auto g = snapshot(region, {.layers = {"road"}, .cost = cost});
                links(name + ".road", g);
                print(name + ".road.travel_times", travel_times(g));
            });
        all(name + ".trade", snapshot(region, {.layers = {"trade"}, .cost = Cost::weight}), n, draw);
        all(name + ".hops", snapshot(region, {.cost = Cost::hops}), n, draw);
        all(name + ".own",
            snapshot(region, {.cost = [](const model::Link& link) { return 1.0 + link.weight; },
                              .weight = [](const model::Link& link) { return 2.0 * link.weight; }}),
            n, draw);
        const model::Link link{.weight = 4.0, .distance_km = 7.0, .hours = 2.0, .unit_cost = 0.5};
        for (const auto cost :
             {Cost::hours, Cost::distance_km, Cost::unit_cost, Cost::weight, Cost::inverse_weight, Cost::hops})
            print(name + ".cost_of", cost_of(link, cost));
    };
    look("valley", model::Region(test::valley()), 5, 3);
    look("drawn", model::Region(drawn_tables(12, 4)), 12, 5);
}

void boosts() {
    using Both = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
    using One = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
    const auto fill = [](auto& g) {
        Draw draw(77);
        for (long k = 0; k < 16; ++k) {
            const long from = draw.whole(9);
            const long to = (from + 1 + draw.whole(8)) % 9;
            boost::add_edge(from, to, g);
        }
    };
    Both both(9);
    fill(both);
    links("boost.both", snapshot(both, [&](const auto& e) {
              return 1.0 + static_cast<double>(boost::source(e, both) + boost::target(e, both));
          }));
    One one(9);
    fill(one);
    links("boost.one", snapshot(
                           one, [&](const auto& e) { return 1.0 + static_cast<double>(boost::target(e, one)); },
                           [&](const auto& e) { return 0.5 + static_cast<double>(boost::source(e, one)); }));
}

void cores() {
    for (const long n : {2L, 6L, 11L, 24L}) {
        const std::string name = "core_periphery[" + std::to_string(n) + ']';
        Draw draw(40 + n);
        const Eigen::MatrixXd w = draw.holed(n, n, 0.3, 0.0, 9.0);
        print(name, core_periphery(w));
        print(name + ".ignore",
              core_periphery(w, {.ignore_between = true, .exact_up_to = 8, .restarts = 5, .seed = 3}));
        print(name + ".directed", core_periphery(w, {.core_to_periphery = 0.7,
                                                     .periphery_to_core = 0.2,
                                                     .directed = true,
                                                     .exact_up_to = 10,
                                                     .restarts = 4,
                                                     .null_draws = 9}));
        print(name + ".coreness", coreness(w));
    }
    print("core_periphery.empty", core_periphery(Eigen::MatrixXd::Zero(4, 4)));
    print("coreness.empty", coreness(Eigen::MatrixXd::Zero(4, 4)));
}

} // namespace

void graph() {
    lists();
    regions();
    boosts();
    cores();
}

} // namespace corewing::results
