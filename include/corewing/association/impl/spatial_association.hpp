#pragma once

#include "corewing/association/spatial_association.hpp"

#include "corewing/association/detail/centred.hpp"
#include "corewing/association/detail/pair_moments.hpp"
#include "corewing/association/spatial_weights.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"
#include "corewing/association/detail/check_weights.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace corewing::association {
namespace detail {

/// p-value of a standard normal z.
template <class = void>
double normal_p(double z, Tail tail) {
    const double upper = 0.5 * std::erfc(z / std::sqrt(2.0));
    if (tail == Tail::greater) return upper;
    if (tail == Tail::less) return 1.0 - upper;
    return std::erfc(std::abs(z) / std::sqrt(2.0));
}

/// @param scale  of what the variance is the rest of
template <class = void>
AssociationTest normal_test(double statistic, double expectation, double variance, double scale, Tail tail) {
    AssociationTest test;
    if (!base::above(variance, 0.0, scale) || !std::isfinite(variance)) return test;
    test.variance = variance;
    test.z = (statistic - expectation) / std::sqrt(variance);
    test.p = normal_p(test.z, tail);
    return test;
}

/// Says what is doubtful; false where the statistic has no meaning and stays at its expectation.
template <class = void>
bool worth_testing(SpatialAssociation& result, const WeightSums& sums, bool varies, const char* topic) {
    const auto warn = [&](std::string text) {
        result.findings.push_back({.severity = base::Severity::warning, .topic = topic, .text = std::move(text)});
    };
    result.statistic = result.expectation;
    if (!varies) warn("the values do not vary; the statistic is given as its expectation");
    if (sums.s0 == 0.0) warn("no place has a neighbour; the statistic is given as its expectation");
    if (!varies || sums.s0 == 0.0) return false;
    if (sums.islands > 0)
        result.findings.push_back({.severity = base::Severity::note,
                                   .topic = topic,
                                   .text = std::to_string(sums.islands) + " places have no neighbours"});
    return true;
}

/// Fills in the permutation test. `measure` maps values in some order to the statistic, `scale` is its magnitude.
template <class Measure>
void permute(SpatialAssociation& result, const Eigen::VectorXd& values, double scale, const AssociationOptions& options,
             const Measure& measure) {
    if (options.permutations == 0) return;
    std::vector<double> drawn(options.permutations);
    const double observed = result.statistic;
    base::parallel_for(options.permutations,
                       [&](Index r) {
                           base::Random random(options.seed, r);
                           std::vector<double> shuffled(values.begin(), values.end());
                           random.shuffle(shuffled);
                           drawn[r] = measure(Eigen::Map<const Eigen::VectorXd>(shuffled.data(), values.size()));
                       },
                       {.threads = options.threads, .grain = 8});
    Index at_least = 0;
    Index at_most = 0;
    double mean = 0.0;
    for (const double value : drawn) {
        at_least += base::at_least(value, observed, scale) ? 1 : 0;
        at_most += base::at_least(observed, value, scale) ? 1 : 0;
        mean += value;
    }
    mean /= static_cast<double>(options.permutations);
    double variance = 0.0;
    for (const double value : drawn) variance += (value - mean) * (value - mean);
    variance /= static_cast<double>(std::max<Index>(options.permutations - 1, 1));
    result.permutation = normal_test(observed, mean, variance, 0.0, options.tail);
    result.permutation.p = counted_p(at_least, at_most, options.permutations, options.tail);
}

/// sum_ij w_ij f(x_i, x_j)
template <class Term>
double pair_sum(const SpatialWeights& weights, const Eigen::Ref<const Eigen::VectorXd>& x, const Term& term) {
    double sum = 0.0;
    for (Index i = 0; i < weights.outerSize(); ++i)
        for (SpatialWeights::InnerIterator cell(weights, i); cell; ++cell)
            sum += cell.value() * term(x[i], x[cell.col()]);
    return sum;
}

} // namespace detail

COREWING_BODY
SpatialAssociation moran(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                         const AssociationOptions& options) {
    base::check_finite(values, "values");
    detail::check_weights(weights, values.size(), false);
    base::check_range(static_cast<double>(options.permutations), 0.0, 1e9, "permutations");
    SpatialAssociation result;
    const auto n = static_cast<double>(values.size());
    if (values.size() > 1) result.expectation = -1.0 / (n - 1.0);
    const detail::WeightSums sums = detail::weight_sums(weights);
    const Eigen::VectorX<Double> z = detail::centred(values);
    const double squares = z.squaredNorm();
    if (!detail::worth_testing(result, sums, squares > 0.0, "moran")) return result;

    const auto measure = [&](const Eigen::Ref<const Eigen::VectorX<Double>>& x) {
        return n / sums.s0 * detail::pair_sum(weights, x, [](double a, double b) { return a * b; }) / squares;
    };
    result.statistic = measure(z);
    const double s00 = sums.s0 * sums.s0;
    const double e2 = result.expectation * result.expectation;
    result.normality =
        detail::normal_test(result.statistic, result.expectation,
                            (n * n * sums.s1 - n * sums.s2 + 3.0 * s00) / ((n * n - 1.0) * s00) - e2, e2, options.tail);
    if (values.size() >= 4) {
        const double kurtosis = n * z.array().square().square().sum() / (squares * squares);
        const double second = (n * ((n * n - 3.0 * n + 3.0) * sums.s1 - n * sums.s2 + 3.0 * s00) -
                               kurtosis * ((n * n - n) * sums.s1 - 2.0 * n * sums.s2 + 6.0 * s00)) /
                              ((n - 1.0) * (n - 2.0) * (n - 3.0) * s00);
        result.randomisation = detail::normal_test(result.statistic, result.expectation, second - e2, e2, options.tail);
    }
    detail::permute(result, z, 1.0, options, measure);
    return result;
}

COREWING_BODY
SpatialAssociation geary(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                         const AssociationOptions& options) {
    base::check_finite(values, "values");
    detail::check_weights(weights, values.size(), false);
    base::check_range(static_cast<double>(options.permutations), 0.0, 1e9, "permutations");
    SpatialAssociation result;
    const auto n = static_cast<double>(values.size());
    result.expectation = 1.0;
    const detail::WeightSums sums = detail::weight_sums(weights);
    const Eigen::VectorX<Double> z = detail::centred(values);
    const double squares = z.squaredNorm();
    if (!detail::worth_testing(result, sums, squares > 0.0, "geary")) return result;

    const auto measure = [&](const Eigen::Ref<const Eigen::VectorX<Double>>& x) {
        const double apart = detail::pair_sum(weights, x, [](double a, double b) { return (a - b) * (a - b); });
        return (n - 1.0) / (2.0 * sums.s0) * apart / squares;
    };
    result.statistic = measure(z);
    const double s00 = sums.s0 * sums.s0;
    result.normality = detail::normal_test(
        result.statistic, 1.0, ((2.0 * sums.s1 + sums.s2) * (n - 1.0) - 4.0 * s00) / (2.0 * (n + 1.0) * s00), 1.0,
        options.tail);
    if (values.size() >= 4) {
        const double kurtosis = n * z.array().square().square().sum() / (squares * squares);
        const double variance = ((n - 1.0) * sums.s1 * (n * n - 3.0 * n + 3.0 - (n - 1.0) * kurtosis) -
                                 0.25 * (n - 1.0) * sums.s2 * (n * n + 3.0 * n - 6.0 - (n * n - n + 2.0) * kurtosis) +
                                 s00 * (n * n - 3.0 - (n - 1.0) * (n - 1.0) * kurtosis)) /
                                (n * (n - 2.0) * (n - 3.0) * s00);
        result.randomisation = detail::normal_test(result.statistic, 1.0, variance, 1.0, options.tail);
    }
    detail::permute(result, z, 1.0, options, measure);
    return result;
}

COREWING_BODY
SpatialAssociation getis_ord(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                             const AssociationOptions& options) {
    base::check_nonnegative(values, "values");
    detail::check_weights(weights, values.size(), false);
    base::check_range(static_cast<double>(options.permutations), 0.0, 1e9, "permutations");
    SpatialAssociation result;
    const auto n = static_cast<double>(values.size());
    const detail::WeightSums sums = detail::weight_sums(weights);
    if (values.size() > 1) result.expectation = sums.s0 / (n * (n - 1.0));
    const double largest = values.size() > 0 ? values.maxCoeff() : 0.0;
    const bool varies = values.size() > 1 && !base::is_constant(values) && (values.array() / largest > 0.0).count() > 1;
    if (!detail::worth_testing(result, sums, varies, "getis_ord")) return result;

    // The statistic has no unit, and one place may have far more than all others: the sum over pairs is kept in range.
    Eigen::VectorX<Double> x = values / largest;
    const double second_largest = detail::second_of(x);
    if (second_largest < 1.0) x = (x / std::sqrt(second_largest)).eval();
    const double pairs = detail::distinct_sums(x)[2];
    const auto measure = [&](const Eigen::Ref<const Eigen::VectorX<Double>>& y) {
        return detail::pair_sum(weights, y, [](double a, double b) { return a * b; }) / pairs;
    };
    result.statistic = measure(x);
    if (values.size() >= 4) {
        const auto moments = detail::pair_moments(x, weights, sums);
        result.randomisation =
            detail::normal_test(result.statistic, result.expectation, moments.variance / (pairs * pairs),
                                moments.scale / (pairs * pairs), options.tail);
    }
    detail::permute(result, x, result.statistic, options, measure);
    return result;
}

} // namespace corewing::association
