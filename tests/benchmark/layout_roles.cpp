// Regions whose links follow a gravity rule with noise: sizes log-normal, places on a square; and sparse ones whose
// links gather at few places. `nodes` = nodes of the search, `gap` = what is left unproven (0 = proven best).
// plain_enumeration stands beside them for scale.
#include "corewing/base/random.hpp"
#include "corewing/layout/core_periphery.hpp"
#include "corewing/layout/fit.hpp"
#include "corewing/layout/role_inference.hpp"
#include "corewing/layout/verify_role_inference.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace {

using namespace corewing;

struct Region {
    Eigen::MatrixXd linkage = {};
    Eigen::VectorXd mass = {};
};

Region gravity(Index n, bool noise_alone = false) {
    base::Random random(7);
    Region region{Eigen::MatrixXd::Zero(n, n), Eigen::VectorXd(n)};
    Eigen::MatrixXd position(n, 2);
    for (Index i = 0; i < n; ++i) {
        region.mass[i] = std::exp(random.normal());
        position(i, 0) = random.uniform();
        position(i, 1) = random.uniform();
    }
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < i; ++j) {
            const double distance = 0.05 + (position.row(i) - position.row(j)).norm();
            const double pull =
                region.mass[i] * region.mass[j] / (distance * distance) * std::exp(0.3 * random.normal());
            region.linkage(i, j) = region.linkage(j, i) = noise_alone ? random.uniform() : pull;
        }
    return region;
}

Eigen::SparseMatrix<double> gathered(Index n) {
    base::Random random(7);
    std::vector<Eigen::Triplet<double>> links;
    const auto size = static_cast<double>(n);
    for (Index k = 0; k < 10 * n; ++k) {
        const Index i = std::lround(std::floor(size * std::pow(random.uniform(), 3.0)));
        const Index j = random.index(n);
        if (i != j) links.emplace_back(i, j, random.exponential());
    }
    Eigen::SparseMatrix<double> linkage(n, n);
    linkage.setFromTriplets(links.begin(), links.end());
    return linkage;
}

Index points(Index n) {
    return n == 41 ? 15 : n / 30;
}

void report(benchmark::State& state, const layout::RoleInference& answer) {
    state.counters["nodes"] = static_cast<double>(answer.outcome.iterations);
    state.counters["gap"] = answer.outcome.gap;
    state.counters["proven"] = answer.outcome.status == base::Status::optimal ? 1.0 : 0.0;
}

void role_inference_dense(benchmark::State& state, layout::Margins margins, bool noise) {
    const Index n = state.range(0);
    const Region region = gravity(n, noise);
    const auto pattern = layout::one_core_two_wings(points(n));
    const layout::RoleOptions options{.capability = region.mass, .capability_weight = 0.3, .margins = margins};
    layout::RoleInference answer;
    for (auto _ : state) {
        answer = layout::role_inference(region.linkage, pattern, options);
        benchmark::DoNotOptimize(answer);
    }
    report(state, answer);
}
BENCHMARK_CAPTURE(role_inference_dense, proof, layout::Margins::none, false)
    ->Arg(41)
    ->Arg(300)
    ->Arg(1000)
    ->Arg(3000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(role_inference_dense, with_margins, layout::Margins::layout, false)
    ->Arg(41)
    ->Arg(300)
    ->Arg(3000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(role_inference_dense, all_margins, layout::Margins::all, false)
    ->Arg(41)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(role_inference_dense, pure_noise, layout::Margins::none, true)
    ->Arg(41)
    ->Arg(150)
    ->Unit(benchmark::kMillisecond);

void role_inference_sparse(benchmark::State& state) {
    const Index n = state.range(0);
    const auto linkage = gathered(n);
    const auto pattern = layout::one_core_two_wings(n / 100);
    layout::RoleInference answer;
    for (auto _ : state) {
        answer = layout::role_inference(linkage, pattern, {.margins = layout::Margins::none});
        benchmark::DoNotOptimize(answer);
    }
    report(state, answer);
    state.counters["links"] = static_cast<double>(linkage.nonZeros());
}
BENCHMARK(role_inference_sparse)->Arg(3000)->Arg(20000)->Arg(100000)->Unit(benchmark::kMillisecond);

/// For scale: every core and pair of wings, the best points by partial sort.
void plain_enumeration(benchmark::State& state) {
    const Index n = state.range(0);
    const Region region = gravity(n);
    const Eigen::MatrixXd& w = region.linkage;
    std::vector<double> score(n);
    double best = 0.0;
    for (auto _ : state) {
        for (Index c = 0; c < n; ++c)
            for (Index a = 0; a < n; ++a)
                for (Index b = 0; b < a; ++b) {
                    if (a == c || b == c) continue;
                    for (Index p = 0; p < n; ++p)
                        score[p] = p == a || p == b || p == c ? -1.0 : 0.6 * w(c, p) + 0.4 * (w(a, p) + w(b, p));
                    std::nth_element(score.begin(), score.begin() + points(n), score.end(), std::greater<>());
                    double value = w(c, a) + w(c, b) + 0.5 * w(a, b);
                    for (Index k = 0; k < points(n); ++k) value += score[k];
                    best = std::max(best, value);
                }
        benchmark::DoNotOptimize(best);
    }
}
BENCHMARK(plain_enumeration)->Arg(41)->Arg(100)->Unit(benchmark::kMillisecond);

void certificate(benchmark::State& state) {
    const Index n = state.range(0);
    const Region region = gravity(n);
    const auto pattern = layout::one_core_two_wings(points(n));
    const layout::RoleOptions options{.capability = region.mass, .capability_weight = 0.3};
    const auto answer = layout::role_inference(region.linkage, pattern, options);
    bool proven = false;
    for (auto _ : state) {
        proven = layout::verify_role_inference(region.linkage, pattern, options, answer).bound_proven;
        benchmark::DoNotOptimize(proven);
    }
    state.counters["proven"] = proven ? 1.0 : 0.0;
}
BENCHMARK(certificate)->Arg(41)->Arg(300)->Arg(1000)->Unit(benchmark::kMillisecond);

void fit(benchmark::State& state) {
    const Index n = state.range(0);
    const Region region = gravity(n);
    const auto pattern = layout::one_core_two_wings(points(n));
    model::Roles roles(n, model::Role::other);
    for (Index i = 0; i < points(n) + 3; ++i)
        roles[i] = i == 0 ? model::Role::core : i < 3 ? model::Role::wing : model::Role::point;
    for (auto _ : state) benchmark::DoNotOptimize(layout::fit(region.linkage, roles, pattern));
}
BENCHMARK(fit)->Arg(41)->Arg(300)->Arg(3000)->Unit(benchmark::kMillisecond);

void core_periphery(benchmark::State& state) {
    const Region region = gravity(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(layout::core_periphery(region.linkage, {.restarts = 4}));
}
BENCHMARK(core_periphery)->Arg(18)->Arg(41)->Arg(300)->Unit(benchmark::kMillisecond);

} // namespace
