// Flows between places at growing sizes. Compared with numpy in tests/differential/interaction_flows.py.
#include "corewing/base/random.hpp"
#include "corewing/interaction/constrained_flows.hpp"
#include "corewing/interaction/gravity.hpp"
#include "corewing/interaction/gravity_calibration.hpp"
#include "corewing/interaction/radiation.hpp"

#include <Eigen/Core>
#include <benchmark/benchmark.h>

#include <cmath>

using corewing::Index;

namespace interaction = corewing::interaction;

namespace {

struct Case {
    Eigen::VectorXd mass;
    Eigen::MatrixXd time;
    explicit Case(Index n) : mass(n), time(n, n) {
        corewing::base::Random random(1);
        for (auto& value : mass) value = random.uniform(1.0, 50.0);
        for (auto& value : time.reshaped()) value = random.uniform(0.5, 6.0);
    }
};

void gravity(benchmark::State& state) {
    const Case data(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(interaction::gravity(data.mass, data.time, {.deterrence = {.rate = 1.7}}));
}
BENCHMARK(gravity)->Arg(41)->Arg(1000)->Arg(3000)->Unit(benchmark::kMillisecond)->UseRealTime();

void radiation(benchmark::State& state) {
    const Case data(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(interaction::radiation(data.mass, data.mass, data.time));
}
BENCHMARK(radiation)->Arg(41)->Arg(1000)->Arg(3000)->Unit(benchmark::kMillisecond)->UseRealTime();

void doubly_constrained(benchmark::State& state) {
    const Case data(state.range(0));
    const Eigen::MatrixXd weight = data.time.cwiseInverse();
    for (auto _ : state) benchmark::DoNotOptimize(interaction::doubly_constrained(weight, data.mass, data.mass));
}
BENCHMARK(doubly_constrained)->Arg(41)->Arg(1000)->Arg(3000)->Unit(benchmark::kMillisecond)->UseRealTime();

void doubly_constrained_without_diagonal(benchmark::State& state) {
    const Case data(state.range(0));
    Eigen::MatrixXd weight = data.time.cwiseInverse();
    weight.diagonal().setZero();
    for (auto _ : state) benchmark::DoNotOptimize(interaction::doubly_constrained(weight, data.mass, data.mass));
}
BENCHMARK(doubly_constrained_without_diagonal)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

void calibrate_gravity(benchmark::State& state) {
    const Case data(state.range(0));
    corewing::base::Random random(2);
    Eigen::MatrixXd flow = interaction::gravity(data.mass, data.time, {.scale = 0.03, .deterrence = {.rate = 1.7}});
    for (auto& value : flow.reshaped()) value = std::floor(value + random.uniform());
    for (auto _ : state)
        benchmark::DoNotOptimize(interaction::calibrate_gravity(flow, data.mass, data.mass, data.time));
}
BENCHMARK(calibrate_gravity)->Arg(41)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
