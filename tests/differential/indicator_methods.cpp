// Reads matrices from stdin, writes what the library makes of them; see indicator_methods.py.
#include "corewing/indicator/ahp.hpp"
#include "corewing/indicator/best_worst.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/copeland.hpp"
#include "corewing/indicator/critic.hpp"
#include "corewing/indicator/deviation.hpp"
#include "corewing/indicator/entropy.hpp"
#include "corewing/indicator/merec.hpp"
#include "corewing/indicator/pca.hpp"
#include "corewing/indicator/promethee.hpp"
#include "corewing/indicator/topsis.hpp"
#include "corewing/indicator/uncertainty.hpp"
#include "corewing/indicator/vikor.hpp"

#include <chrono>
#include <cstdio>
#include <cstring>
#include <iostream>

namespace {

using namespace corewing;
using namespace corewing::indicator;

void put(const char* name, const Eigen::MatrixXd& x) {
    std::printf("%s", name);
    for (Index i = 0; i < x.rows(); ++i)
        for (Index j = 0; j < x.cols(); ++j) std::printf(" %.17g", x(i, j));
    std::printf("\n");
}

void one_case(Index n, Index m) {
    Eigen::MatrixXd x(n, m), a(m, m);
    Eigen::VectorXd w(m), from_best(m), to_worst(m);
    Eigen::VectorXi d(m);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < m; ++j) std::cin >> x(i, j);
    for (auto& v : w) std::cin >> v;
    for (auto& v : d) std::cin >> v;
    for (Index i = 0; i < m; ++i)
        for (Index j = 0; j < m; ++j) std::cin >> a(i, j);
    for (auto& v : from_best) std::cin >> v;
    for (auto& v : to_worst) std::cin >> v;

    put("min_max", normalise(x, {.direction = d}).values);
    put("z_score", normalise(x, {.method = Normalisation::z_score, .direction = d}).values);
    put("rank", normalise(x, {.method = Normalisation::rank, .direction = d}).values);
    put("entropy", entropy_weights(x).weight);
    put("critic", critic_weights(x, {.direction = d}).weight);
    put("merec", merec_weights(x, {.direction = d}).weight);
    put("deviation", deviation_weights(x).weight);
    put("pca", pca_weights(x).weight);
    put("geometric", aggregate(x, w, {.method = Aggregation::geometric}).score);
    put("harmonic", aggregate(x, w, {.method = Aggregation::harmonic}).score);
    put("power", aggregate(x, w, {.method = Aggregation::power, .exponent = 2.5}).score);
    put("owa", aggregate(x, Eigen::VectorXd::Ones(m), {.method = Aggregation::owa, .order_weights = w}).score);
    put("topsis", topsis(x, w, {.direction = d}).score);
    put("vikor", vikor(x, w, {.direction = d}).q);
    put("promethee", promethee(x, w, {.direction = d, .preference = {{PreferenceShape::linear, .5, 2.0}}}).score);
    put("gaussian", promethee(x, w, {.direction = d, .preference = {{PreferenceShape::gaussian, 0, 1.5}}}).score);
    put("copeland", copeland(x, w, {.direction = d, .parallel = {.threads = 1}}).score);
    put("skewness", Eigen::VectorXd::Constant(1, skewness(x.col(0))));
    put("kurtosis", Eigen::VectorXd::Constant(1, kurtosis(x.col(0))));
    put("box_cox", treat_outliers(x.leftCols(1), {.method = Treatment::box_cox}).lambda);
    const auto ahp = ahp_weights(a);
    put("ahp", ahp.weight);
    put("ahp_lambda", Eigen::VectorXd::Constant(1, ahp.lambda_max));
    const auto best_worst = best_worst_weights(from_best, to_worst);
    put("best_worst", best_worst.weight);
    put("best_worst_xi", Eigen::VectorXd::Constant(1, best_worst.deviation));
}

/// Seconds for a full index of 3,000 places x 60 indicators in 5 subsystems with 1,000 runs.
void time_it() {
    base::Random random(1);
    Eigen::MatrixXd x(3000, 60);
    for (auto& cell : x.reshaped()) cell = random.uniform(1.0, 9.0);
    Tree tree = {{.id = "index"}};
    for (int s = 0; s < 5; ++s) tree.push_back({.id = "s" + std::to_string(s), .parent = "index"});
    for (int j = 0; j < 60; ++j)
        tree.push_back({.id = "x" + std::to_string(j), .parent = "s" + std::to_string(j / 12)});
    const UncertaintyOptions uncertain{
        .normalise = {{.method = Normalisation::min_max, .low = .1}, {.method = Normalisation::percentile, .low = .1}},
        .weigh = {{.method = Weighing::equal}, {.method = Weighing::entropy}},
        .aggregate = {{}, {.method = Aggregation::geometric, .floor = .01}}};
    const auto begin = std::chrono::steady_clock::now();
    const auto u = uncertainty(x, tree, {}, uncertain);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("%.6f %.6f\n", seconds, u.mean_shift);
}

} // namespace

int main(int argc, char** argv) {
    if (argc > 1 && std::strcmp(argv[1], "time") == 0) {
        time_it();
        return 0;
    }
    std::ios::sync_with_stdio(false);
    Index n = 0;
    Index m = 0;
    while (std::cin >> n >> m) one_case(n, m);
}
