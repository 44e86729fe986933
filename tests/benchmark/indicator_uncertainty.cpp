// The index of 3,000 places x 60 indicators in 5 subsystems: once, with 1,000 Monte Carlo runs, and the ranking
// methods. The numpy equivalent is timed by tests/differential/indicator_methods.py.
#include "corewing/indicator/copeland.hpp"
#include "corewing/indicator/promethee.hpp"
#include "corewing/indicator/sensitivity.hpp"
#include "corewing/indicator/topsis.hpp"
#include "corewing/indicator/uncertainty.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace {

using namespace corewing;
using namespace corewing::indicator;

Eigen::MatrixXd values(Index places) {
    base::Random random(1);
    Eigen::MatrixXd x(places, 60);
    for (auto& cell : x.reshaped()) cell = random.uniform(1.0, 9.0);
    return x;
}

Tree five_subsystems() {
    Tree tree = {{.id = "index"}};
    for (int s = 0; s < 5; ++s) tree.push_back({.id = "s" + std::to_string(s), .parent = "index"});
    for (int j = 0; j < 60; ++j)
        tree.push_back({.id = "x" + std::to_string(j), .parent = "s" + std::to_string(j / 12)});
    return tree;
}

UncertaintyOptions doubts() {
    return {.normalise = {{.method = Normalisation::min_max, .low = .1}, {.method = Normalisation::percentile}},
            .weigh = {{.method = Weighing::equal}, {.method = Weighing::entropy}},
            .aggregate = {{}, {.method = Aggregation::geometric, .floor = .01}}};
}

void composite_once(benchmark::State& state) {
    const auto x = values(state.range(0));
    const auto tree = five_subsystems();
    for (auto _ : state) benchmark::DoNotOptimize(composite(x, tree, {.weigh = {.method = Weighing::entropy}}));
}
BENCHMARK(composite_once)->Arg(300)->Arg(3000)->Unit(benchmark::kMillisecond);

void thousand_runs(benchmark::State& state) {
    const auto x = values(state.range(0));
    const auto tree = five_subsystems();
    for (auto _ : state) benchmark::DoNotOptimize(uncertainty(x, tree, {}, doubts()));
}
BENCHMARK(thousand_runs)->Arg(300)->Arg(3000)->Unit(benchmark::kMillisecond)->UseRealTime();

void sobol_of_choices(benchmark::State& state) {
    const auto x = values(state.range(0));
    const auto tree = five_subsystems();
    const base::Marks marks = base::Marks::Constant(x.rows(), x.cols(), base::Mark::observed);
    for (auto _ : state) benchmark::DoNotOptimize(sensitivity(x, marks, tree, {}, doubts(), {.samples = 64}));
}
BENCHMARK(sobol_of_choices)->Arg(300)->Unit(benchmark::kMillisecond)->UseRealTime();

void ranking_topsis(benchmark::State& state) {
    const auto x = values(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(topsis(x, Eigen::VectorXd::Ones(60)));
}
BENCHMARK(ranking_topsis)->Arg(3000)->Unit(benchmark::kMillisecond);

void ranking_promethee(benchmark::State& state) {
    const auto x = values(state.range(0));
    const PrometheeOptions options{.preference = {{PreferenceShape::linear, 0.5, 2.0}}};
    for (auto _ : state) benchmark::DoNotOptimize(promethee(x, Eigen::VectorXd::Ones(60), options));
}
BENCHMARK(ranking_promethee)->Arg(3000)->Unit(benchmark::kMillisecond);

void ranking_copeland(benchmark::State& state) {
    const auto x = values(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(copeland(x, Eigen::VectorXd::Ones(60)));
}
BENCHMARK(ranking_copeland)->Arg(3000)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
