// Dividing a budget at 41 (Chongqing's districts and platforms) to a million places. What stands beside the times:
// peer_ratio = time of a plain reference on the same problem in the same run, over ours, in processor seconds. The
// reference of fair_division bisects the price of the budget, and inside it the price of every group, to 1e-12.
#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/random.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace allocation = corewing::allocation;
using corewing::Index;
using corewing::base::Random;
using Eigen::VectorXd;

double seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

struct Problem {
    VectorXd need = {}, lower = {}, upper = {}, stock = {};
    allocation::FairDivisionOptions options = {};
};

/// Places with floors, caps and stock; groups of neighbouring places (sorted) or of any (scattered).
Problem places(Index n, Index groups, bool scattered) {
    Random random(7);
    Problem p;
    p.need.resize(n);
    p.options.budget = 0.9 * static_cast<double>(n);
    for (auto* vector : {&p.lower, &p.upper, &p.stock}) vector->resize(n);
    p.options.groups.resize(groups);
    for (Index i = 0; i < n; ++i) {
        p.need(i) = std::exp(random.normal());
        p.lower(i) = 0.1 * random.uniform();
        p.upper(i) = 0.2 + 3.0 * random.uniform();
        p.stock(i) = random.uniform();
        Index g = i * groups / n;
        if (scattered) g = random.index(groups);
        p.options.groups[g].members.push_back(i);
    }
    for (auto& group : p.options.groups) {
        const auto size = static_cast<double>(group.members.size());
        group.floor = size * (0.5 + 0.4 * random.uniform());
        group.cap = group.floor + size * 0.5 * random.uniform();
    }
    p.options.lower = p.lower;
    p.options.upper = p.upper;
    p.options.stock = p.stock;
    return p;
}

/// Proportional fairness with one level of groups by two nested bisections.
double reference(const Problem& p) {
    const auto& o = p.options;
    const auto take = [&](const allocation::Group& group, double price) {
        double sum = 0.0;
        for (const Index i : group.members) sum += std::clamp(p.need(i) / price - p.stock(i), p.lower(i), p.upper(i));
        return sum;
    };
    const auto bisect = [](auto&& demand, double wanted) {
        double low = 1e-9;
        double high = 1e9;
        while (high / low > 1.0 + 1e-12) {
            const double middle = std::sqrt(low * high);
            (demand(middle) > wanted ? low : high) = middle;
        }
        return std::sqrt(low * high);
    };
    std::vector<double> floor_price;
    std::vector<double> cap_price;
    for (const auto& group : o.groups) {
        floor_price.push_back(bisect([&](double price) { return take(group, price); }, group.floor));
        cap_price.push_back(bisect([&](double price) { return take(group, price); }, group.cap));
    }
    const auto in_force = [&](Index g, double price) { return std::clamp(price, cap_price[g], floor_price[g]); };
    const double price = bisect(
        [&](double trial) {
            double sum = 0.0;
            for (Index g = 0; g < std::ssize(o.groups); ++g) sum += take(o.groups[g], in_force(g, trial));
            return sum;
        },
        o.budget);
    double value = 0.0;
    for (Index g = 0; g < std::ssize(o.groups); ++g)
        for (const Index i : o.groups[g].members)
            value += p.need(i) * std::log(p.stock(i) + std::clamp(p.need(i) / in_force(g, price) - p.stock(i),
                                                                  p.lower(i), p.upper(i)));
    return value;
}

void fair(benchmark::State& state) {
    const Problem p = places(state.range(0), state.range(1), state.range(2) != 0);
    double ours = 0.0;
    double value = 0.0;
    for (auto _ : state) {
        const double start = seconds();
        const auto division = allocation::fair_division(p.need, p.options);
        ours += seconds() - start;
        value = division.outcome.objective;
    }
    ours /= static_cast<double>(state.iterations());
    state.counters["ns_per_place"] = 1e9 * ours / static_cast<double>(p.need.size());
    if (state.range(0) > 100000) return; // the reference takes minutes there
    const double start = seconds();
    const double other = reference(p);
    state.counters["peer_ratio"] = (seconds() - start) / ours;
    if (std::abs(other - value) > 1e-6 * std::abs(value)) throw std::logic_error("the reference differs");
}
BENCHMARK(fair)
    ->Args({41, 3, 0})
    ->Args({1000, 20, 1})
    ->Args({100000, 1000, 1})
    ->Args({1000000, 1000, 0})
    ->Args({1000000, 1000, 1})
    ->Unit(benchmark::kMillisecond);

void spillover(benchmark::State& state) {
    const Problem p = places(state.range(0), std::max<Index>(3, state.range(0) / 100), true);
    Random random(3);
    const Index n = p.need.size();
    std::vector<Eigen::Triplet<double, Index>> entries;
    for (Index k = 0; k < 6 * n; ++k) entries.emplace_back(random.index(n), random.index(n), random.uniform());
    Eigen::SparseMatrix<double> link(p.need.size(), p.need.size());
    link.setFromTriplets(entries.begin(), entries.end());
    const allocation::SpilloverOptions options{.budget = p.options.budget,
                                               .reach = 0.3,
                                               .lower = p.options.lower,
                                               .upper = p.options.upper,
                                               .stock = p.options.stock,
                                               .groups = p.options.groups};
    for (auto _ : state) {
        const auto division = allocation::spillover_division(p.need, link, options);
        state.counters["gap"] = division.outcome.gap;
        state.counters["steps"] = static_cast<double>(division.outcome.iterations);
    }
}
BENCHMARK(spillover)->Arg(41)->Arg(1000)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond);

void several(benchmark::State& state) {
    const Index n = state.range(0);
    Random random(5);
    VectorXd need(n);
    Eigen::MatrixXd use(n, 5);
    for (double& w : need) w = std::exp(random.normal());
    for (Index k = 0; k < 5; ++k)
        for (Index i = 0; i < n; ++i) use(i, k) = 0.1 + random.uniform();
    allocation::MultiResourceOptions options{.budget = VectorXd::Constant(5, static_cast<double>(n))};
    options.rho = state.range(1) != 0 ? -1.0 : -std::numeric_limits<double>::infinity();
    for (auto _ : state) {
        const auto answer = allocation::multi_resource(need, use, options);
        state.counters["gap"] = answer.outcome.gap;
    }
}
BENCHMARK(several)->Args({41, 0})->Args({41, 1})->Args({10000, 0})->Args({10000, 1})->Unit(benchmark::kMillisecond);

void posts(benchmark::State& state) {
    const Problem p = places(state.range(0), 3, true);
    const allocation::ApportionmentOptions options{.posts = 100 * state.range(0)};
    for (auto _ : state) benchmark::DoNotOptimize(allocation::apportionment(p.need, options).divisor);
}
BENCHMARK(posts)->Arg(41)->Arg(1000)->Arg(100000)->Unit(benchmark::kMillisecond);

} // namespace
