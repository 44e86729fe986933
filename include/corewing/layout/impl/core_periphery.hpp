#pragma once

#include "corewing/layout/core_periphery.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"
#include "corewing/layout/detail/core_search.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace corewing::layout {

COREWING_BODY
CorePeriphery core_periphery(const Eigen::Ref<const Eigen::MatrixXd>& linkage,
                             const CorePeripheryOptions& options) {
    const base::Stopwatch clock;
    base::check_range(options.core_to_periphery, 0.0, 1.0, "core_to_periphery");
    base::check_range(options.periphery_to_core, 0.0, 1.0, "periphery_to_core");
    base::check_range(static_cast<double>(options.exact_up_to), 0.0, 24.0, "exact_up_to");
    base::check_range(options.restarts, 1.0, 1e6, "restarts");
    base::check_range(options.null_draws, 0.0, 1e6, "null_draws");
    if (!options.directed && options.core_to_periphery != options.periphery_to_core)
        throw base::bad_value("differ, but the linkage is not directed",
                              {.field = "core_to_periphery and periphery_to_core", .remedy = "set directed"});
    const Eigen::MatrixX<Double> w = detail::core_matrix(linkage, options.directed);
    const Index n = w.rows();
    CorePeriphery result;
    const auto note = [&](const char* text) {
        result.findings.push_back({.severity = base::Severity::warning, .topic = "core and periphery", .text = text});
    };
    if (n < 3 || detail::constant_pairs(w)) {
        note(n < 3 ? "fewer than 3 places have no core" : "every pair of places is equally linked; there is no core");
        result.outcome = {.status = base::Status::optimal, .gap = 0.0, .seconds = clock.seconds()};
        return result;
    }
    const auto solve = [&](const Eigen::MatrixX<Double>& region, int restarts) {
        const Eigen::MatrixX<Double> matrix = detail::without_level(region);
        return n <= options.exact_up_to ? detail::every_core(matrix, options)
                                        : detail::search_cores(matrix, options, restarts);
    };
    auto best = solve(w, options.restarts);
    result.core = std::move(best.core);
    result.fit = std::max(-1.0, best.fit);
    result.outcome.status = options.observer.stopped() ? base::Status::interrupted
                            : best.complete            ? base::Status::optimal
                                                       : base::Status::feasible;
    result.outcome.objective = result.fit;
    result.outcome.bound = best.complete ? result.fit : 1.0;
    result.outcome.gap = base::relative_gap(result.outcome.objective, result.outcome.bound);
    result.outcome.iterations = best.steps;

    if (options.null_draws > 0 && !options.observer.stopped()) {
        std::vector<double> fits(options.null_draws, 0.0);
        base::parallel_for(
            fits.size(),
            [&](Index k) {
                base::Random random(options.seed, 1'000'000 + k);
                fits[k] =
                    solve(detail::random_region(w, options.directed, random), std::max(1, options.restarts / 4)).fit;
            },
            {.stop = options.observer.stop});
        if (!options.observer.stopped()) {
            double as_good = 1.0;
            for (const double fit : fits) {
                if (base::at_least(fit, result.fit, 1.0)) as_good += 1.0;
                result.null_mean += fit / static_cast<double>(fits.size());
            }
            const double draws = static_cast<double>(fits.size()) + 1.0;
            result.p_value = as_good / draws;
            result.p_error = std::sqrt(result.p_value * (1.0 - result.p_value) / draws);
        }
    }
    result.outcome.seconds = clock.seconds();
    return result;
}

COREWING_BODY
Coreness coreness(const Eigen::Ref<const Eigen::MatrixXd>& linkage) {
    const base::Stopwatch clock;
    const Eigen::MatrixX<Double> w = detail::core_matrix(linkage, false);
    const Index n = w.rows();
    Coreness result;
    result.coreness = Eigen::VectorX<Double>::Zero(n);
    result.outcome.status = base::Status::feasible;
    if (n < 2 || w.isZero(0.0)) {
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "coreness",
                                   .text = "no two places are linked; every coreness is 0"});
        result.outcome = {.status = base::Status::optimal, .gap = 0.0, .seconds = clock.seconds()};
        return result;
    }
    Eigen::VectorX<Double> c = w.rowwise().sum();
    c /= std::sqrt(c.sum()); // so that products have the size of the linkage
    double squares = c.squaredNorm();
    for (result.outcome.iterations = 1; result.outcome.iterations <= 10'000; ++result.outcome.iterations) {
        double change = 0.0;
        for (Index i = 0; i < n; ++i) {
            const double others = std::max(0.0, squares - c[i] * c[i]);
            const double next = others > 1e-300 ? w.col(i).dot(c) / others : c[i];
            change = std::max(change, std::abs(next - c[i]));
            squares = others + next * next;
            c[i] = next;
        }
        squares = c.squaredNorm();
        if (change <= 1e-13 * c.maxCoeff()) break;
    }
    Eigen::VectorX<Double> a(n * (n - 1) / 2), b(n * (n - 1) / 2);
    Index pair = 0;
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < j; ++i, ++pair) a[pair] = w(i, j), b[pair] = c[i] * c[j];
    const double residual = (a - b).squaredNorm();
    if (!base::is_constant(a) && !base::is_constant(b)) {
        a.array() -= a.mean();
        b.array() -= b.mean();
        result.fit = std::clamp(a.normalized().dot(b.normalized()), -1.0, 1.0);
        result.explained = 1.0 - residual / a.squaredNorm();
    }
    double unit = 0.0; // back from the scale of core_matrix
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < j; ++i) unit = std::max(unit, 0.5 * linkage(i, j) + 0.5 * linkage(j, i));
    result.coreness = c * std::sqrt(unit);
    result.outcome.objective = 2.0 * residual * unit * unit;
    result.outcome.gap = base::relative_gap(result.outcome.objective, 0.0);
    result.outcome.seconds = clock.seconds();
    return result;
}

} // namespace corewing::layout
