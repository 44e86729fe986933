// Networks like roads: places on a square, each linked to some within reach, costs as lengths. What stands beside
// the times: boost_ratio = time of Boost's routine for the same answer in the same run, over ours; both in
// processor seconds on one thread.
#include "corewing/base/random.hpp"
#include "corewing/graph/betweenness.hpp"
#include "corewing/graph/communities.hpp"
#include "corewing/graph/cut_links.hpp"
#include "corewing/graph/pagerank.hpp"
#include "corewing/graph/shortest_paths.hpp"
#include "corewing/graph/travel_times.hpp"

#include <benchmark/benchmark.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>
#include <stdexcept>
#include <vector>

using corewing::Index;

namespace {

namespace graph = corewing::graph;

/// Processor seconds: what runs beside does not disturb the ratio.
class Stopwatch {
public:
    [[nodiscard]] double seconds() const { return static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC; }

private:
    std::clock_t start_ = std::clock();
};

struct Roads {
    Index places = 0;
    std::vector<graph::Edge> edges = {};
};

/// Three links a place, to neighbours on a grid and next to it.
Roads roads(Index places) {
    corewing::base::Random random(places);
    Roads r{places};
    const Index side = std::max(1L, std::lround(std::floor(std::sqrt(static_cast<double>(places)))));
    while (std::ssize(r.edges) < 3 * places) {
        const Index from = random.index(places);
        const auto dx = random.index(5) - 2;
        const auto dy = random.index(5) - 2;
        const Index to = from + dx + dy * side;
        if (to < 0 || to >= places || to == from) continue;
        const double length = std::hypot(static_cast<double>(dx), static_cast<double>(dy));
        r.edges.push_back({from, to, length * random.uniform(1.0, 1.5), random.uniform(0.0, 9.0)});
    }
    return r;
}

using Property = boost::property<boost::edge_weight_t, double>;
using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, Property>;

BoostGraph boost_graph(const Roads& r) {
    BoostGraph g(r.places);
    for (const auto& e : r.edges) boost::add_edge(e.from, e.to, Property(e.cost), g);
    return g;
}

void travel_times(benchmark::State& state) {
    const Roads r = roads(state.range(0));
    const auto s = graph::snapshot(r.places, r.edges);
    const BoostGraph g = boost_graph(r);
    std::vector<Index> sources;
    for (Index i = 0; i < state.range(1); ++i) sources.push_back(i * state.range(0) / state.range(1));

    double ours = 0.0, theirs = 0.0;
    std::vector<double> cost(r.places);
    for (auto _ : state) {
        const Stopwatch watch;
        const Eigen::MatrixXd times = graph::travel_times(s, {.sources = sources, .threads = 1});
        const double seconds = watch.seconds();
        state.SetIterationTime(seconds);
        ours += seconds;

        const Stopwatch other;
        Eigen::MatrixXd boost_times(times.rows(), times.cols());
        for (Index i = 0; i < times.rows(); ++i) {
            boost::dijkstra_shortest_paths(
                g, sources[i], boost::distance_map(cost.data()).distance_inf(std::numeric_limits<double>::infinity()));
            boost_times.row(i) = Eigen::Map<const Eigen::RowVectorXd>(cost.data(), times.cols());
        }
        theirs += other.seconds();
        if ((boost_times.array() != times.array()).any()) throw std::logic_error("the two differ");
    }
    state.counters["boost_ratio"] = theirs / ours;
    state.counters["us_a_source"] =
        ours / static_cast<double>(state.iterations()) / static_cast<double>(state.range(1)) * 1e6;
}
BENCHMARK(travel_times)
    ->ArgNames({"places", "sources"})
    ->Args({41, 41})
    ->Args({3000, 300})
    ->Args({100000, 5})
    ->Args({1000000, 1})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

void snapshot(benchmark::State& state) {
    const Roads r = roads(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(graph::snapshot(r.places, r.edges));
}
BENCHMARK(snapshot)->Arg(41)->Arg(3000)->Arg(100000)->Arg(1000000)->Unit(benchmark::kMillisecond);

void betweenness(benchmark::State& state) {
    const Roads r = roads(state.range(0));
    const auto s = graph::snapshot(r.places, r.edges);
    const BoostGraph g = boost_graph(r);
    double ours = 0.0, theirs = 0.0;
    for (auto _ : state) {
        const Stopwatch watch;
        benchmark::DoNotOptimize(graph::betweenness(s, {.threads = 1}));
        const double seconds = watch.seconds();
        state.SetIterationTime(seconds);
        ours += seconds;
        const Stopwatch other;
        std::vector<double> centrality(r.places);
        const auto index = get(boost::vertex_index, g);
        boost::brandes_betweenness_centrality(
            g, boost::weight_map(get(boost::edge_weight, g))
                   .centrality_map(boost::make_iterator_property_map(centrality.begin(), index)));
        theirs += other.seconds();
    }
    state.counters["boost_ratio"] = theirs / ours;
}
BENCHMARK(betweenness)->Arg(41)->Arg(1000)->UseManualTime()->Unit(benchmark::kMillisecond);

void communities(benchmark::State& state) {
    const Roads r = roads(state.range(0));
    const auto s = graph::snapshot(r.places, r.edges);
    double quality = 0.0;
    for (auto _ : state) quality = graph::communities(s, {.runs = 1, .threads = 1}).modularity;
    state.counters["modularity"] = quality;
}
BENCHMARK(communities)->Arg(41)->Arg(3000)->Arg(100000)->Unit(benchmark::kMillisecond);

void pagerank(benchmark::State& state) {
    const Roads r = roads(state.range(0));
    const auto s = graph::snapshot(r.places, r.edges);
    for (auto _ : state) benchmark::DoNotOptimize(graph::pagerank(s));
}
BENCHMARK(pagerank)->Arg(41)->Arg(3000)->Arg(100000)->Unit(benchmark::kMillisecond);

void cut_links(benchmark::State& state) {
    const Roads r = roads(state.range(0));
    const auto s = graph::snapshot(r.places, r.edges);
    for (auto _ : state) benchmark::DoNotOptimize(graph::cut_links(s));
}
BENCHMARK(cut_links)->Arg(41)->Arg(3000)->Arg(100000)->Unit(benchmark::kMillisecond);

} // namespace
