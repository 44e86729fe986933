#pragma once

#include "corewing/indicator/aggregate.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace corewing::indicator {
namespace detail {

/// Power mean of one row, and the weights v with which the arithmetic mean is the same number.
///   M = (sum w x^p)^(1/p), p = 0: prod x^w;  v_j ~ w_j (f(x_j) - f(M)) / (x_j - M), f(x) = x^p or log x
template <class = void>
double power_mean_row(const Eigen::ArrayXd& x, const Eigen::ArrayXd& w, double p, Eigen::ArrayXd& v) {
    v = w;
    if (std::abs(p) < 1e-8) p = 0.0;
    const double high = (w > 0.0).select(x, 0.0).maxCoeff();
    const double low = (w > 0.0).select(x, high).minCoeff();
    if (!(high > 0.0)) return 0.0;
    if (p <= 0.0 && !(low > 0.0)) { // the zeros alone make the score
        v = (x > 0.0).select(0.0, w);
        v /= v.sum();
        return 0.0;
    }

    const double scale = p > 0.0 ? high : low; // keeps x^p from overflowing
    double mean = 0.0;
    if (p == 0.0)
        mean = std::exp((w > 0.0).select(w * x.max(low).log(), 0.0).sum());
    else
        mean = scale * std::pow((w > 0.0).select(w * (x / scale).pow(p), 0.0).sum(), 1.0 / p);
    mean = std::clamp(mean, low, high);
    if (!(mean > 0.0)) return 0.0; // too small for a double

    for (Index j = 0; j < x.size(); ++j) {
        if (!(w[j] > 0.0)) continue;
        const double d = (x[j] - mean) / mean; // >= -1
        const double log = std::log1p(d);
        double slope = p == 0.0 ? 1.0 : p;
        if (d != 0.0) slope = (p == 0.0 ? log : std::expm1(p * log)) / d;
        v[j] = w[j] * slope;
    }
    const double sum = v.sum();
    if (std::isfinite(sum) && sum != 0.0) {
        v /= sum;
    } else { // beyond the range of double: only the extreme indicators count
        v = (x == (p > 0.0 ? high : low)).select(w, 0.0);
        v /= v.sum();
    }
    return mean;
}

/// Means, none outside of what it is the mean of: a mean of ones is 1 to the last digit.
template <class Double = double>
Eigen::VectorXd within_range(const Eigen::VectorXd& mean, const Eigen::Ref<const Eigen::MatrixXd>& values,
                             const Eigen::VectorXd& weight) {
    Eigen::VectorX<Double> result = mean;
    for (Index i = 0; i < values.rows(); ++i) {
        double low = largest;
        double high = -largest;
        for (Index j = 0; j < values.cols(); ++j) {
            if (!(weight[j] > 0.0)) continue;
            low = std::min(low, values(i, j));
            high = std::max(high, values(i, j));
        }
        result[i] = std::clamp(mean[i], low, high);
    }
    return result;
}

/// Importance of the cumulated share r of the strongest indicators: r^a, or straight lines through order weights.
template <class = void>
double quantifier(double r, double exponent, const Eigen::VectorXd& cumulated) {
    r = std::clamp(r, 0.0, 1.0);
    if (cumulated.size() == 0) return std::pow(r, exponent);
    const auto m = static_cast<double>(cumulated.size());
    const double place = r * m;
    const Index k = std::min<Index>(std::llround(std::floor(place)), cumulated.size() - 1);
    const double before = k == 0 ? 0.0 : cumulated[k - 1];
    return before + (place - static_cast<double>(k)) * (cumulated[k] - before);
}

template <class Double = double>
Aggregated ordered_mean(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::VectorXd& weight,
                        const AggregateOptions& options) {
    base::check_range(options.orness, 1e-3, 1.0 - 1e-3, "orness");
    const double exponent = 1.0 / options.orness - 1.0;
    Eigen::VectorX<Double> cumulated;
    if (options.order_weights.size() > 0) {
        cumulated = shares(options.order_weights, values.cols(), "order_weights");
        std::partial_sum(cumulated.begin(), cumulated.end(), cumulated.begin());
    }
    Aggregated result{.effective_weight = Eigen::MatrixX<Double>(values.rows(), values.cols())};
    result.effective_weight.setZero();
    std::vector<Index> order;
    for (Index j = 0; j < values.cols(); ++j)
        if (weight[j] > 0.0) order.push_back(j);
    for (Index i = 0; i < values.rows(); ++i) {
        std::sort(order.begin(), order.end(), [&](Index a, Index b) {
            return values(i, a) != values(i, b) ? values(i, a) > values(i, b) : a < b;
        });
        double share = 0.0;
        double before = 0.0;
        for (Index begin = 0; begin < std::ssize(order);) { // equal values share their part by weight
            Index end = begin;
            double block = 0.0;
            for (; end < std::ssize(order) && values(i, order[end]) == values(i, order[begin]); ++end)
                block += weight[order[end]];
            share += block;
            const double upto = end == std::ssize(order) ? 1.0 : quantifier(share, exponent, cumulated);
            for (; begin < end; ++begin)
                result.effective_weight(i, order[begin]) = (upto - before) * weight[order[begin]] / block;
            before = upto;
        }
    }
    result.contribution = result.effective_weight.cwiseProduct(values);
    result.score = within_range(result.contribution.rowwise().sum(), values, weight);
    return result;
}

} // namespace detail

COREWING_BODY
Aggregated aggregate(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
                     const AggregateOptions& options) {
    detail::check_matrix(values);
    const Eigen::VectorX<Double> weight = detail::shares(weights, values.cols());
    base::check_range(options.exponent, -100.0, 100.0, "exponent");
    base::check_range(options.floor, 0.0, detail::largest, "floor");

    if (options.method == Aggregation::owa) return detail::ordered_mean(values, weight, options);
    double p = 1.0;
    if (options.method == Aggregation::geometric) p = 0.0;
    if (options.method == Aggregation::harmonic) p = -1.0;
    if (options.method == Aggregation::power) p = options.exponent;
    if (options.method == Aggregation::arithmetic) {
        Aggregated result;
        result.contribution = values * weight.asDiagonal();
        result.effective_weight = weight.transpose().replicate(values.rows(), 1);
        result.score = detail::within_range(result.contribution.rowwise().sum(), values, weight);
        return result;
    }
    base::check_nonnegative(values, "values");
    Aggregated result{.score = Eigen::VectorX<Double>(values.rows()),
                      .contribution = Eigen::MatrixX<Double>(values.rows(), values.cols()),
                      .effective_weight = Eigen::MatrixX<Double>(values.rows(), values.cols())};
    Eigen::ArrayX<Double> x(values.cols());
    Eigen::ArrayX<Double> v(values.cols());
    for (Index i = 0; i < values.rows(); ++i) {
        x = values.row(i).transpose().array().max(options.floor);
        result.score[i] = detail::power_mean_row(x, weight.array(), p, v);
        result.contribution.row(i) = (v * x).transpose();
        result.effective_weight.row(i) = v.transpose();
    }
    return result;
}

} // namespace corewing::indicator
