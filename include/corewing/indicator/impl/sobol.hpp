#pragma once

#include "corewing/indicator/sobol.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/detail/sobol_sequence.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace corewing::indicator {
namespace detail {

/// Sums over base points, of outputs less a common offset.
struct SobolSums {
    Eigen::VectorXd sum = {};     ///< f(A) + f(B)
    Eigen::VectorXd squares = {}; ///< f(A)^2 + f(B)^2
    Eigen::MatrixXd first = {};   ///< f(B) (f(AB_i) - f(A)), outputs x factors
    Eigen::MatrixXd change = {};  ///< f(AB_i) - f(A)
    Eigen::MatrixXd total = {};   ///< (f(A) - f(AB_i))^2

    SobolSums() = default;
    SobolSums(Index outputs, Index factors)
        : sum(Eigen::VectorXd::Zero(outputs)), squares(Eigen::VectorXd::Zero(outputs)),
          first(Eigen::MatrixXd::Zero(outputs, factors)), change(Eigen::MatrixXd::Zero(outputs, factors)),
          total(Eigen::MatrixXd::Zero(outputs, factors)) {}

    void add(const SobolSums& other) {
        sum += other.sum;
        squares += other.squares;
        first += other.first;
        change += other.change;
        total += other.total;
    }
};

} // namespace detail

COREWING_BODY
SobolIndices sobol(const std::function<Eigen::VectorXd(const Eigen::VectorXd&)>& model, Index factors,
                   const SobolOptions& options) {
    base::check_range(static_cast<double>(factors), 1.0, 1000.0, "factors");
    base::check_range(options.samples, 2.0, 1e8, "samples");
    base::check_range(options.repeats, 1.0, 1000.0, "repeats");
    const Index samples = options.samples;
    const Index repeats = options.repeats;
    const auto call = [&](const Eigen::VectorX<Double>& point) {
        Eigen::VectorX<Double> y = model(point);
        base::check_finite(y, "model output");
        return y;
    };
    const Eigen::VectorX<Double> offset =
        call(Eigen::VectorX<Double>::Constant(factors, 0.5)); // keeps sums of squares short
    const Index outputs = offset.size();
    const detail::SobolSequence<> sequence(std::min<Index>(2 * factors, 40));

    constexpr Index grain = 16;
    const Index blocks = (samples + grain - 1) / grain; // of one repeat
    std::vector<detail::SobolSums> sums(repeats, detail::SobolSums(outputs, factors));
    for (Index repeat = 0; repeat < repeats; ++repeat) {
        base::Random shifts(options.seed, repeat);
        std::vector<std::uint64_t> shift(2 * factors);
        for (auto& s : shift) s = shifts.bits();
        std::vector<detail::SobolSums> part(blocks);
        base::Parallel parallel = options.parallel;
        parallel.grain = 1;
        const bool whole = base::parallel_for(
            blocks,
            [&](Index block) {
                part[block] = detail::SobolSums(outputs, factors);
                auto& own = part[block];
                Eigen::VectorX<Double> a(factors);
                Eigen::VectorX<Double> b(factors);
                for (Index s = block * grain; s < std::min(samples, (block + 1) * grain); ++s) {
                    base::Random random(options.seed + 0x5bf03635ULL, repeat * samples + s);
                    for (Index i = 0; i < 2 * factors; ++i) {
                        const Index d = i;
                        const double u = sequence.dimensions() > d ? sequence.at(s, d, shift[d]) : random.uniform();
                        (i < factors ? a[i] : b[i - factors]) = u;
                    }
                    const auto at = [&](const Eigen::VectorX<Double>& point) -> Eigen::VectorX<Double> {
                        const Eigen::VectorX<Double> y = call(point);
                        base::check_size(y.size(), outputs, "model output");
                        return y - offset;
                    };
                    const Eigen::VectorX<Double> fa = at(a);
                    const Eigen::VectorX<Double> fb = at(b);
                    own.sum += fa + fb;
                    own.squares += fa.cwiseAbs2() + fb.cwiseAbs2();
                    for (Index i = 0; i < factors; ++i) {
                        Eigen::VectorX<Double> mixed = a;
                        mixed[i] = b[i];
                        const Eigen::VectorX<Double> change = at(mixed) - fa;
                        own.first.col(i) += fb.cwiseProduct(change);
                        own.change.col(i) += change;
                        own.total.col(i) += change.cwiseAbs2();
                    }
                }
            },
            parallel);
        if (!whole) throw base::error("stopped before all samples were drawn", {.field = "sobol"});
        for (const auto& p : part) sums[repeat].add(p);
    }

    const auto n = static_cast<double>(samples);
    const auto r = static_cast<double>(repeats);
    detail::SobolSums all(outputs, factors);
    for (const auto& s : sums) all.add(s);
    SobolIndices result{.first = Eigen::MatrixX<Double>::Zero(factors, outputs),
                        .total = Eigen::MatrixX<Double>::Zero(factors, outputs),
                        .first_error = Eigen::MatrixX<Double>::Zero(factors, outputs),
                        .total_error = Eigen::MatrixX<Double>::Zero(factors, outputs),
                        .mean = offset + all.sum / (2.0 * n * r),
                        .variance = Eigen::VectorX<Double>::Zero(outputs),
                        .evaluations = static_cast<long>(repeats * samples) * static_cast<long>(factors + 2)};
    for (Index o = 0; o < outputs; ++o) {
        const double mean = all.sum[o] / (2.0 * n * r);
        const double variance = all.squares[o] / (2.0 * n * r) - mean * mean;
        const double noise = 1e-14 * (mean * mean + offset[o] * offset[o]);
        if (!(variance > noise)) {
            result.findings.push_back({base::Severity::note, "Sobol indices", std::to_string(o),
                                       "does not change with any factor; its indices are 0"});
            continue;
        }
        result.variance[o] = variance;
        for (Index i = 0; i < factors; ++i) {
            Eigen::VectorX<Double> first(repeats);
            Eigen::VectorX<Double> total(repeats);
            for (Index k = 0; k < repeats; ++k) {
                const Index row = k;
                first[row] = (sums[k].first(o, i) - mean * sums[k].change(o, i)) / n / variance;
                total[row] = 0.5 * sums[k].total(o, i) / n / variance;
            }
            const auto error = [&](const Eigen::VectorX<Double>& x) {
                return repeats < 2 ? 0.0 : std::sqrt((x.array() - x.mean()).square().sum() / (r - 1.0) / r);
            };
            result.first(i, o) = first.mean();
            result.total(i, o) = total.mean();
            result.first_error(i, o) = error(first);
            result.total_error(i, o) = error(total);
        }
    }
    return result;
}

} // namespace corewing::indicator
