#pragma once

#include "corewing/indicator/sobol.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/detail/columns.hpp"
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

/// The model at points of the unit cube, less its value in the middle, which keeps sums of squares short.
template <class Double = double>
struct SobolModel {
    using Function = std::function<Eigen::VectorX<Double>(const Eigen::VectorX<Double>&)>;

    const Function& model;
    Index factors = 0;
    Eigen::VectorX<Double> offset;
    SobolSequence<> sequence;

    SobolModel(const Function& function, Index factor_count)
        : model(function), factors(factor_count),
          offset(call(Eigen::VectorX<Double>::Constant(factor_count, 0.5))),
          sequence(std::min<Index>(2 * factor_count, 40)) {}

    [[nodiscard]] Index outputs() const { return offset.size(); }

    [[nodiscard]] Eigen::VectorX<Double> call(const Eigen::VectorX<Double>& point) const {
        Eigen::VectorX<Double> y = model(point);
        base::check_range(y, -largest, largest, "model output");
        return y;
    }

    [[nodiscard]] Eigen::VectorX<Double> operator()(const Eigen::VectorX<Double>& point) const {
        const Eigen::VectorX<Double> y = call(point);
        base::check_size(y.size(), outputs(), "model output");
        return y - offset;
    }
};

/// Adds base point s: coordinates beyond the sequence are random.
template <class Double = double>
void add_sobol_point(const SobolModel<>& model, Index s, const std::vector<std::uint64_t>& shift, base::Random random,
                     SobolSums& sums) {
    const Index factors = model.factors;
    Eigen::VectorX<Double> a(factors);
    Eigen::VectorX<Double> b(factors);
    for (Index i = 0; i < 2 * factors; ++i) {
        const double u = model.sequence.dimensions() > i ? model.sequence.at(s, i, shift[i]) : random.uniform();
        (i < factors ? a[i] : b[i - factors]) = u;
    }
    const Eigen::VectorX<Double> fa = model(a);
    const Eigen::VectorX<Double> fb = model(b);
    sums.sum += fa + fb;
    sums.squares += fa.cwiseAbs2() + fb.cwiseAbs2();
    for (Index i = 0; i < factors; ++i) {
        Eigen::VectorX<Double> mixed = a;
        mixed[i] = b[i];
        const Eigen::VectorX<Double> change = model(mixed) - fa;
        sums.first.col(i) += fb.cwiseProduct(change);
        sums.change.col(i) += change;
        sums.total.col(i) += change.cwiseAbs2();
    }
}

/// The sums of one repeat, which has its own random shift of the sequence.
template <class = void>
SobolSums sobol_repeat(const SobolModel<>& model, Index repeat, const SobolOptions& options) {
    constexpr Index grain = 16;
    const Index samples = options.samples;
    base::Random shifts(options.seed, repeat);
    std::vector<std::uint64_t> shift(2 * model.factors);
    for (auto& s : shift) s = shifts.bits();
    std::vector<SobolSums> part((samples + grain - 1) / grain);
    base::Parallel parallel = options.parallel;
    parallel.grain = 1;
    const auto add_block = [&](Index block) {
        part[block] = SobolSums(model.outputs(), model.factors);
        for (Index s = block * grain; s < std::min(samples, (block + 1) * grain); ++s) {
            const base::Random random(options.seed + 0x5bf03635ULL, repeat * samples + s);
            add_sobol_point(model, s, shift, random, part[block]);
        }
    };
    if (!base::parallel_for(std::ssize(part), add_block, parallel))
        throw base::error("stopped before all samples were drawn", {.field = "sobol"});
    SobolSums sums(model.outputs(), model.factors);
    for (const auto& p : part) sums.add(p);
    return sums;
}

/// Fills in variance and indices of one output from the sums of every repeat.
template <class Double = double>
void sobol_output(Index o, const std::vector<SobolSums>& sums, const SobolSums& all, double offset, Index samples,
                  SobolIndices& result) {
    const Index repeats = std::ssize(sums);
    const auto n = static_cast<double>(samples);
    const auto r = static_cast<double>(repeats);
    const double mean = all.sum[o] / (2.0 * n * r);
    const double variance = all.squares[o] / (2.0 * n * r) - mean * mean;
    // The deviation beside the level of the outputs, the variance beside the squares that it is the rest of.
    if (!base::above(variance, 0.0, mean * mean) || !base::above(std::sqrt(variance), 0.0, offset)) {
        result.findings.push_back({base::Severity::note, "Sobol indices", std::to_string(o),
                                   "does not change with any factor; its indices are 0"});
        return;
    }
    result.variance[o] = variance;
    const auto error = [&](const Eigen::VectorX<Double>& x) {
        return repeats < 2 ? 0.0 : std::sqrt((x.array() - x.mean()).square().sum() / (r - 1.0) / r);
    };
    Eigen::VectorX<Double> first(repeats);
    Eigen::VectorX<Double> total(repeats);
    for (Index i = 0; i < result.first.rows(); ++i) {
        for (Index k = 0; k < repeats; ++k) {
            first[k] = (sums[k].first(o, i) - mean * sums[k].change(o, i)) / n / variance;
            total[k] = 0.5 * sums[k].total(o, i) / n / variance;
        }
        result.first(i, o) = first.mean();
        result.total(i, o) = total.mean();
        result.first_error(i, o) = error(first);
        result.total_error(i, o) = error(total);
    }
}

} // namespace detail

COREWING_BODY
SobolIndices sobol(const std::function<Eigen::VectorXd(const Eigen::VectorXd&)>& model, Index factors,
                   const SobolOptions& options) {
    base::check_range(static_cast<double>(factors), 1.0, 1000.0, "factors");
    base::check_range(options.samples, 2.0, 1e8, "samples");
    base::check_range(options.repeats, 1.0, 1000.0, "repeats");
    const detail::SobolModel<> centred(model, factors);
    const Index outputs = centred.outputs();
    std::vector<detail::SobolSums> sums;
    detail::SobolSums all(outputs, factors);
    for (Index repeat = 0; repeat < options.repeats; ++repeat) {
        sums.push_back(detail::sobol_repeat(centred, repeat, options));
        all.add(sums.back());
    }

    const auto points = 2.0 * static_cast<double>(options.samples) * static_cast<double>(options.repeats);
    SobolIndices result{.first = Eigen::MatrixX<Double>::Zero(factors, outputs),
                        .total = Eigen::MatrixX<Double>::Zero(factors, outputs),
                        .first_error = Eigen::MatrixX<Double>::Zero(factors, outputs),
                        .total_error = Eigen::MatrixX<Double>::Zero(factors, outputs),
                        .mean = centred.offset + all.sum / points,
                        .variance = Eigen::VectorX<Double>::Zero(outputs),
                        .evaluations = static_cast<long>(options.repeats) * options.samples * (factors + 2)};
    for (Index o = 0; o < outputs; ++o)
        detail::sobol_output(o, sums, all, std::abs(centred.offset[o]), options.samples, result);
    return result;
}

} // namespace corewing::indicator
