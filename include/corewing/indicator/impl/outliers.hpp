#pragma once

#include "corewing/indicator/outliers.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/box_cox.hpp"
#include "corewing/indicator/detail/columns.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace corewing::indicator {
namespace detail {

template <class = void>
bool outlying(const Eigen::VectorXd& x, const TreatOptions& options) {
    return base::above(std::abs(skewness(x)), options.skewness, 1.0) && base::above(kurtosis(x), options.kurtosis, 1.0);
}

/// Pulls the farthest values in, step by step, never so far that all places have the same value.
/// @return how many cells were moved
template <class Double = double>
int winsorise(Eigen::VectorXd& x, const TreatOptions& options) {
    const Eigen::VectorX<Double> before = x;
    int moved = 0;
    while (outlying(x, options)) {
        const bool high = skewness(x) > 0.0;
        const double end = high ? x.maxCoeff() : x.minCoeff();
        double next = high ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
        for (const double v : x)
            if (v != end) next = high ? std::max(next, v) : std::min(next, v);
        Eigen::VectorX<Double> pulled = (x.array() == end).select(next, x);
        const auto cells = static_cast<int>((pulled.array() != before.array()).count());
        if (cells > options.most || base::is_constant(pulled)) break;
        moved = cells;
        x = std::move(pulled);
    }
    return moved;
}

/// Quantile by straight lines between the ordered values (type 7).
template <class = void>
double quantile_of(std::vector<double>& x, double share) {
    const double at = share * static_cast<double>(x.size() - 1);
    const Index k = std::llround(std::floor(at));
    std::nth_element(x.begin(), x.begin() + k, x.end());
    const double low = x[k];
    const double rest = at - static_cast<double>(k);
    if (rest == 0.0) return low;
    const double high = *std::min_element(x.begin() + k + 1, x.end());
    return (1.0 - rest) * low + rest * high;
}

/// ln(x - min + range / 100), or its mirror image where the long tail is on the left.
template <class = void>
Eigen::VectorXd logged(const Eigen::VectorXd& x) {
    const double low = x.minCoeff();
    const double high = x.maxCoeff();
    const double little = 0.01 * (high - low);
    if (skewness(x) < 0.0) return -(high - x.array() + little).log();
    return (x.array() - low + little).log();
}

template <class = void>
void check_treat(const std::vector<Index>& columns, Index cols, const TreatOptions& options) {
    for (const auto j : columns)
        if (j < 0 || j >= cols)
            throw base::bad_value("there is no column " + std::to_string(j),
                                  {.field = "columns", .value = std::to_string(j)});
    base::check_range(options.skewness, 0.0, largest, "skewness");
    base::check_range(options.kurtosis, -largest, largest, "kurtosis");
    base::check_range(options.most, 0.0, largest, "most");
    base::check_range(options.quantile, 0.0, 0.4999, "quantile");
    if (options.lambda) base::check_range(*options.lambda, -5.0, 5.0, "lambda");
}

} // namespace detail

COREWING_BODY
double skewness(const Eigen::Ref<const Eigen::VectorXd>& x) {
    const auto n = static_cast<double>(x.size());
    if (x.size() < 3 || base::is_constant(x)) return 0.0;
    const Eigen::VectorX<Double> unit = detail::unit_range(x);
    const Eigen::ArrayX<Double> d = unit.array() - unit.mean();
    const double m2 = d.square().mean();
    return d.cube().mean() / std::pow(m2, 1.5) * std::sqrt(n * (n - 1.0)) / (n - 2.0);
}

COREWING_BODY
double kurtosis(const Eigen::Ref<const Eigen::VectorXd>& x) {
    const auto n = static_cast<double>(x.size());
    if (x.size() < 4 || base::is_constant(x)) return 0.0;
    const Eigen::VectorX<Double> unit = detail::unit_range(x);
    const Eigen::ArrayX<Double> d = unit.array() - unit.mean();
    const double m2 = d.square().mean();
    const double g2 = d.square().square().mean() / (m2 * m2) - 3.0;
    return (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * g2 + 6.0);
}

COREWING_BODY
Treated treat_outliers(const Eigen::Ref<const Eigen::MatrixXd>& values, const TreatOptions& options) {
    detail::check_matrix(values);
    detail::check_treat(options.columns, values.cols(), options);
    Treated result{.values = values,
                   .method = std::vector<Treatment>(values.cols(), Treatment::none),
                   .lambda = Eigen::VectorX<Double>::Ones(values.cols())};
    if (options.method == Treatment::none) return result;

    for (Index j = 0; j < values.cols(); ++j) {
        const auto& chosen = options.columns;
        if (!chosen.empty() && std::find(chosen.begin(), chosen.end(), j) == chosen.end()) continue;
        const Eigen::VectorX<Double> before = values.col(j);
        if (base::is_constant(before)) continue;
        Eigen::VectorX<Double> x = before;
        Treatment done = options.method;
        std::string text;
        if (done == Treatment::winsorise || done == Treatment::automatic) {
            const int moved = detail::winsorise(x, options);
            const bool still = detail::outlying(x, options);
            if (done == Treatment::automatic && still) {
                done = Treatment::log;
            } else {
                if (moved == 0 && !still) continue;
                done = Treatment::winsorise;
                text = std::to_string(moved) + " cells pulled in to their neighbours";
                if (still) text += "; the column is still skewed";
            }
        }
        if (done == Treatment::quantile) {
            std::vector<double> sorted(before.begin(), before.end());
            const double low = detail::quantile_of(sorted, options.quantile);
            const double high = detail::quantile_of(sorted, 1.0 - options.quantile);
            x = before.cwiseMax(low).cwiseMin(high);
            text = std::to_string((x.array() != before.array()).count()) + " cells pulled in to the quantiles";
        } else if (done == Treatment::log) {
            x = detail::logged(before);
            text = options.method == Treatment::log ? "logarithm taken"
                                                    : "too skewed to be mended by pulling cells in; logarithm taken";
        } else if (done == Treatment::box_cox) {
            const auto [y, lambda] = detail::box_cox(before, options.lambda);
            x = y;
            result.lambda[j] = lambda;
            text = "Box-Cox transformed with exponent " + base::to_text(lambda);
        }
        // Of a column of zeros and a few others, quantiles leave zeros only, and a logarithm only moves the others.
        const bool same = base::is_constant(x);
        if (same || (options.method == Treatment::automatic && done == Treatment::log &&
                     !base::above(std::abs(skewness(before)), std::abs(skewness(x)), 1.0))) {
            result.lambda[j] = 1.0;
            result.findings.push_back(detail::about_column(
                base::Severity::warning, "outliers", j,
                same ? "left alone: treated, all places would have the same value"
                     : "left alone: too skewed to be mended by pulling cells in or by a logarithm"));
            continue;
        }
        if (done == Treatment::winsorise || done == Treatment::quantile)
            for (Index i = 0; i < x.size(); ++i)
                if (x[i] != before[i]) result.cuts.push_back({i, j, before[i], x[i]});
        result.values.col(j) = x;
        result.method[j] = done;
        result.findings.push_back(detail::about_column(base::Severity::note, "outliers", j, std::move(text)));
    }
    return result;
}

} // namespace corewing::indicator
