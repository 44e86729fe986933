// Scores of all pairs, and the coordination of pairs dense and sparse.

#include "corewing/base/random.hpp"
#include "corewing/scoring/cohesion.hpp"
#include "corewing/scoring/collaboration.hpp"
#include "corewing/scoring/coupling.hpp"
#include "corewing/scoring/pair_coordination.hpp"
#include "corewing/scoring/resilience.hpp"

#include <benchmark/benchmark.h>

using namespace corewing;

namespace {

Eigen::MatrixXd random_matrix(base::Random& random, Index rows, Index cols) {
    Eigen::MatrixXd matrix(rows, cols);
    for (double& x : matrix.reshaped()) x = random.uniform();
    return matrix;
}

// All six parts of all pairs: one flow layer, 5 subsystems, 50 industries.
void collaboration(benchmark::State& state) {
    base::Random random(1);
    const Index n = state.range(0);
    const scoring::CollaborationData data{
        .flows = {{"flow", model::MarkedMatrix::observed(random_matrix(random, n, n))}},
        .potential = random_matrix(random, n, n),
        .levels = random_matrix(random, n, 5),
        .supply = random_matrix(random, n, 50),
        .demand = random_matrix(random, n, 50)};
    for (auto _ : state) benchmark::DoNotOptimize(scoring::collaboration(data));
    state.counters["pairs/s"] =
        benchmark::Counter(static_cast<double>(model::pair_count(n)), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(collaboration)->Arg(41)->Arg(300)->Arg(3000)->Unit(benchmark::kMillisecond)->UseRealTime();

void under_used(benchmark::State& state) {
    base::Random random(1);
    const Index n = state.range(0);
    const auto result =
        scoring::collaboration({.flows = {{"flow", model::MarkedMatrix::observed(random_matrix(random, n, n))}},
                                .potential = random_matrix(random, n, n)});
    for (auto _ : state) benchmark::DoNotOptimize(result.under_used(20));
}
BENCHMARK(under_used)->Arg(41)->Arg(3000)->Unit(benchmark::kMillisecond);

// Coupling coordination degree of every pair, as a matrix.
void pair_coordination_dense(benchmark::State& state) {
    base::Random random(1);
    const auto levels = random_matrix(random, state.range(0), 5);
    for (auto _ : state) benchmark::DoNotOptimize(scoring::pair_coordination(levels));
}
BENCHMARK(pair_coordination_dense)->Arg(41)->Arg(3000)->Unit(benchmark::kMillisecond)->UseRealTime();

// The same for six listed partners of each place.
void pair_coordination_sparse(benchmark::State& state) {
    base::Random random(1);
    const Index n = state.range(0);
    const auto levels = random_matrix(random, n, 5);
    std::vector<model::PlacePair> pairs;
    for (Index i = 0; i < n; ++i)
        for (int k = 0; k < 6; ++k) {
            const auto step = 1 + random.index(n - 1);
            pairs.push_back({i, (i + step) % n});
        }
    for (auto _ : state) benchmark::DoNotOptimize(scoring::pair_coordination(levels, pairs));
}
BENCHMARK(pair_coordination_sparse)->Arg(41)->Arg(3000)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

void coupling(benchmark::State& state) {
    base::Random random(1);
    const auto levels = random_matrix(random, state.range(0), 5);
    for (auto _ : state) benchmark::DoNotOptimize(scoring::coupling(levels));
}
BENCHMARK(coupling)->Arg(41)->Arg(3000)->Arg(100000)->Unit(benchmark::kMillisecond);

void cohesion(benchmark::State& state) {
    base::Random random(1);
    const auto strength = random_matrix(random, state.range(0), state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(scoring::cohesion(strength));
}
BENCHMARK(cohesion)->Arg(41)->Arg(500)->Unit(benchmark::kMillisecond)->UseRealTime();

void resilience(benchmark::State& state) {
    base::Random random(1);
    const auto strength = random_matrix(random, state.range(0), state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(scoring::resilience(strength));
}
BENCHMARK(resilience)->Arg(41)->Arg(120)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
