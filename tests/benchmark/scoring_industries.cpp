// Indices made from a table of places by industries.

#include "corewing/base/random.hpp"
#include "corewing/industry/chain_coverage.hpp"
#include "corewing/industry/complementarity.hpp"
#include "corewing/industry/complexity.hpp"
#include "corewing/industry/fitness.hpp"
#include "corewing/industry/location_quotient.hpp"
#include "corewing/industry/relatedness.hpp"
#include "corewing/industry/similarity.hpp"
#include "corewing/industry/specialisation.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

using namespace corewing;

namespace {

Eigen::MatrixXd random_amounts(Index places, Index industries) {
    base::Random random(1);
    Eigen::MatrixXd matrix(places, industries);
    for (double& x : matrix.reshaped()) x = random.uniform();
    return matrix;
}

Eigen::MatrixXd random_presence(Index places, Index industries) {
    return (random_amounts(places, industries).array() > 0.7).cast<double>();
}

void location_quotient(benchmark::State& state) {
    const auto x = random_amounts(state.range(0), 50);
    for (auto _ : state) benchmark::DoNotOptimize(industry::location_quotient(x));
}
BENCHMARK(location_quotient)->Arg(41)->Arg(3000)->Unit(benchmark::kMillisecond);

void krugman_between(benchmark::State& state) {
    const auto x = random_amounts(state.range(0), 50);
    for (auto _ : state) benchmark::DoNotOptimize(industry::krugman_between(x));
}
BENCHMARK(krugman_between)->Arg(41)->Arg(3000)->Unit(benchmark::kMillisecond)->UseRealTime();

void structural_similarity(benchmark::State& state) {
    const auto x = random_amounts(state.range(0), 50);
    for (auto _ : state) benchmark::DoNotOptimize(industry::structural_similarity(x));
}
BENCHMARK(structural_similarity)->Arg(41)->Arg(3000)->Unit(benchmark::kMillisecond);

void complementarity(benchmark::State& state) {
    const auto x = random_amounts(state.range(0), 50);
    const Eigen::MatrixXd demand = x.colwise().reverse();
    for (auto _ : state) benchmark::DoNotOptimize(industry::complementarity(x, demand));
}
BENCHMARK(complementarity)->Arg(41)->Arg(3000)->Unit(benchmark::kMillisecond)->UseRealTime();

void chain_coverage(benchmark::State& state) {
    const auto x = random_amounts(state.range(0), 50);
    std::vector<industry::ChainStage> stages;
    for (int k = 0; k < 50; ++k) stages.push_back({std::to_string(k / 5), std::to_string(k % 5)});
    for (auto _ : state) benchmark::DoNotOptimize(industry::chain_coverage(x, stages, {.threshold = 0.8}));
}
BENCHMARK(chain_coverage)->Arg(41)->Arg(3000)->Unit(benchmark::kMillisecond);

void relatedness_density(benchmark::State& state) {
    const auto m = random_presence(state.range(0), state.range(1));
    for (auto _ : state) benchmark::DoNotOptimize(industry::relatedness_density(m, industry::proximity(m)));
}
BENCHMARK(relatedness_density)->Args({41, 50})->Args({1000, 400})->Unit(benchmark::kMillisecond);

void complexity(benchmark::State& state) {
    const auto m = random_presence(state.range(0), state.range(1));
    for (auto _ : state) benchmark::DoNotOptimize(industry::complexity(m));
}
BENCHMARK(complexity)->Args({41, 50})->Args({1000, 400})->Unit(benchmark::kMillisecond);

void fitness(benchmark::State& state) {
    const auto m = random_presence(state.range(0), state.range(1));
    for (auto _ : state) benchmark::DoNotOptimize(industry::fitness(m));
}
BENCHMARK(fitness)->Args({41, 50})->Args({1000, 400})->Unit(benchmark::kMillisecond);

} // namespace
