// Spatial association and games at growing sizes. Compared with numpy in tests/differential/association_local.py.
#include "corewing/association/local_association.hpp"
#include "corewing/association/spatial_association.hpp"
#include "corewing/base/random.hpp"
#include "corewing/sharing/nucleolus.hpp"
#include "corewing/sharing/shapley.hpp"

#include <Eigen/Core>
#include <benchmark/benchmark.h>

#include <vector>

using corewing::Index;

namespace association = corewing::association;
namespace sharing = corewing::sharing;

namespace {

/// A ring where everybody has six neighbours.
struct Case {
    Eigen::VectorXd values;
    association::SpatialWeights weights;
    explicit Case(Index n) : values(n), weights(n, n) {
        corewing::base::Random random(1);
        for (auto& value : values) value = random.gamma(2.0);
        std::vector<Eigen::Triplet<double>> cells;
        for (Index i = 0; i < n; ++i)
            for (Index a = 1; a <= 3; ++a) {
                cells.emplace_back(i, (i + a) % n, 1.0 / 6.0);
                cells.emplace_back((i + a) % n, i, 1.0 / 6.0);
            }
        weights.setFromTriplets(cells.begin(), cells.end());
    }
};

void local_moran_999(benchmark::State& state) {
    const Case data(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(association::local_moran(data.values, data.weights));
}
BENCHMARK(local_moran_999)->Arg(1000)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

void moran_999(benchmark::State& state) {
    const Case data(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(association::moran(data.values, data.weights));
}
BENCHMARK(moran_999)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond)->UseRealTime();

Eigen::VectorXd game(int players) {
    corewing::base::Random random(3);
    Eigen::VectorXd worth(Index{1} << players);
    for (auto& value : worth) value = random.uniform(0.0, 10.0);
    worth[0] = 0.0;
    return worth;
}

void shapley(benchmark::State& state) {
    const Eigen::VectorXd worth = game(static_cast<int>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(sharing::shapley(worth));
}
BENCHMARK(shapley)->Arg(10)->Arg(20)->Arg(25)->Unit(benchmark::kMillisecond)->UseRealTime();

void prenucleolus(benchmark::State& state) {
    const Eigen::VectorXd worth = game(static_cast<int>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(sharing::nucleolus(worth, {.imputations = false}));
}
BENCHMARK(prenucleolus)->Arg(4)->Arg(8)->Arg(12)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
