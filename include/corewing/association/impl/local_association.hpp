#pragma once

#include "corewing/association/local_association.hpp"

#include "corewing/association/detail/local_permutation.hpp"
#include "corewing/association/false_discovery.hpp"
#include "corewing/association/spatial_association.hpp"
#include "corewing/association/spatial_weights.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/association/detail/centred.hpp"
#include "corewing/association/detail/check_weights.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::association {
namespace detail {

/// What the neighbours of each place add up to.
struct LocalSums {
    Eigen::VectorXd observed = {}; ///< places x 1
    Eigen::VectorXd tie = {};      ///< places x 1: sums so near count as equal
    std::vector<Index> tested = {}; ///< places with neighbours
};

/// Fills in the statistics and their moments over random neighbourhoods.
/// @param scale, mean, spread  as in local_association
template <class Term>
LocalSums local_moments(const SpatialWeights& weights, const Eigen::VectorXd& values, const Eigen::VectorXd& scale,
                        const Eigen::VectorXd& mean, const Eigen::VectorXd& spread, const Term& term,
                        LocalAssociation& result) {
    const Index n = values.size();
    const auto others = static_cast<double>(n) - 1.0;
    LocalSums sums{.observed = Eigen::VectorXd::Zero(n), .tie = Eigen::VectorXd::Zero(n)};
    for (Index i = 0; i < n; ++i) {
        double sum = 0.0;
        double squares = 0.0;
        double off = 0.0; // the sum less what is expected, term by term: a common level costs no digits
        double size = 0.0;
        for (SpatialWeights::InnerIterator cell(weights, i); cell; ++cell) {
            if (cell.col() == i || cell.value() == 0.0) continue;
            const double value = term(i, values[cell.col()]);
            const double part = cell.value() * value;
            sums.observed[i] += part;
            size += std::abs(part);
            off += cell.value() * (value - mean[i]);
            sum += cell.value();
            squares += cell.value() * cell.value();
        }
        if (sum == 0.0) {
            result.islands.push_back(i);
            continue;
        }
        sums.tested.push_back(i);
        result.statistic[i] = scale[i] * sums.observed[i];
        result.expectation[i] = scale[i] * sum * mean[i];
        const double cut = others > 1.0 ? std::max(others * squares - sum * sum, 0.0) / (others - 1.0) : 0.0;
        // Of what random neighbours add up to: the true ones may all be 0.
        size = std::max(size, sum * (std::abs(mean[i]) + std::sqrt(spread[i])));
        sums.tie[i] = base::nearness * size;
        if (base::above(others * squares, sum * sum)) {
            const double unit = scale[i] * std::sqrt(spread[i]); // its square is in range where that of scale is not
            result.variance[i] = unit * unit * cut;
        }
        if (result.variance[i] > 0.0 && !base::equal(off, 0.0, size))
            result.z[i] = scale[i] * off / std::sqrt(result.variance[i]);
    }
    return sums;
}

template <class = void>
void local_findings(const LocalAssociationOptions& options, const char* topic, Index tested, Index found,
                    LocalAssociation& result) {
    const auto note = [&](std::string text) {
        result.findings.push_back({.severity = base::Severity::note, .topic = topic, .text = std::move(text)});
    };
    if (!result.islands.empty()) note(std::to_string(result.islands.size()) + " places have no neighbours");
    const double smallest =
        (options.tail == Tail::two_sided ? 2.0 : 1.0) / static_cast<double>(options.permutations + 1);
    const double all = smallest * static_cast<double>(tested);
    if (tested > 0 && base::above(all, options.discovery.rate) && found == 0)
        note("no place counts, but so few permutations could not show fewer than " +
             std::to_string(static_cast<long>(std::ceil(all / std::max(options.discovery.rate, 1e-9)))) +
             " places at this rate; more permutations may");
}

/// Shared frame: moments over random neighbourhoods, permutations, false-discovery control.
/// @param values  what is drawn
/// @param scale   statistic_i = scale_i * sum_j w_ij term(i, value_j)
/// @param mean    places x 1: mean of term(i, .) over the other places
/// @param spread  places x 1: variance of term(i, .) over the other places
template <class Term>
LocalAssociation local_association(const SpatialWeights& weights, const Eigen::VectorXd& values,
                                   const Eigen::VectorXd& scale, const Eigen::VectorXd& mean,
                                   const Eigen::VectorXd& spread, const LocalAssociationOptions& options,
                                   const char* topic, const Term& term) {
    const Index n = values.size();
    LocalAssociation result;
    result.statistic.setZero(n);
    result.expectation.setZero(n);
    result.variance.setZero(n);
    result.z.setZero(n);
    result.p.setOnes(n);
    result.adjusted_p.setOnes(n);
    result.significant.assign(n, 0);
    result.cluster.assign(n, LocalCluster::none);

    const LocalSums sums = local_moments(weights, values, scale, mean, spread, term, result);
    const LocalCounts counts = permute_neighbours(weights, values, sums.observed, sums.tie, options.permutations,
                                                  options.seed, options.threads, term);
    Eigen::VectorXd p(std::ssize(sums.tested));
    for (Index k = 0; k < p.size(); ++k) {
        const Index i = sums.tested[k];
        // A negative scale turns large sums into small statistics.
        const bool turned = scale[i] < 0.0;
        const Index at_least = turned ? counts.at_most[i] : counts.at_least[i];
        const Index at_most = turned ? counts.at_least[i] : counts.at_most[i];
        if (result.variance[i] > 0.0)
            result.p[i] = counted_p(at_least, at_most, options.permutations, options.tail);
        p[k] = result.p[i];
    }
    const FalseDiscovery discovery = false_discovery(p, options.discovery);
    for (Index k = 0; k < p.size(); ++k) {
        result.adjusted_p[sums.tested[k]] = discovery.adjusted[k];
        result.significant[sums.tested[k]] = discovery.significant[k];
    }
    local_findings(options, topic, p.size(), discovery.count, result);
    return result;
}

template <class = void>
LocalCluster cluster_of(double own, double neighbours, double scale) {
    if (base::equal(own, 0.0, scale) || base::equal(neighbours, 0.0, scale)) return LocalCluster::none;
    if (own > 0.0) return neighbours > 0.0 ? LocalCluster::high_high : LocalCluster::high_low;
    return neighbours > 0.0 ? LocalCluster::low_high : LocalCluster::low_low;
}

template <class = void>
void check_local(const SpatialWeights& weights, Index places, const LocalAssociationOptions& options,
                 bool itself_allowed) {
    check_weights(weights, places, itself_allowed);
    if (options.permutations < 1 || options.permutations > 0x80000000U)
        throw base::bad_value(std::to_string(options.permutations) + " is not in [1, 2147483648]",
                              {.field = "permutations", .value = std::to_string(options.permutations)});
}

/// Sums of the weights of each place's neighbours.
template <class Double = double>
Eigen::VectorXd row_sums(const SpatialWeights& weights) {
    return weights * Eigen::VectorX<Double>::Ones(weights.cols());
}

/// The variance of the other places' values, for every place.
/// @param x  values, of magnitude 1
/// @param z  the same less their mean
template <class Double = double>
Eigen::VectorXd spread_of_others(const Eigen::VectorXd& x, const Eigen::VectorXd& z) {
    const double squares = z.squaredNorm();
    const double others = std::max(static_cast<double>(z.size()) - 1.0, 1.0);
    Eigen::VectorX<Double> spread(z.size());
    for (Index i = 0; i < z.size(); ++i) {
        double rest = squares - z[i] * z[i];
        double mean = -z[i] / others;
        if (rest / others - mean * mean > 0.001 * squares / others) {
            spread[i] = rest / others - mean * mean;
            continue;
        }
        // A place that alone makes nearly all of the spread: the others by themselves.
        rest = mean = 0.0;
        for (Index k = 0; k < z.size(); ++k)
            if (k != i) mean += x[k] / others;
        for (Index k = 0; k < z.size(); ++k)
            if (k != i) rest += (x[k] - mean) * (x[k] - mean);
        spread[i] = rest / others;
    }
    return spread;
}

/// The four clusters by the own value and that of the neighbours, and a warning where the values do not vary.
template <class = void>
void finish_local(LocalAssociation& result, const Eigen::VectorXd& own, const Eigen::VectorXd& neighbours,
                  const Eigen::VectorXd& lags, bool varies, const char* topic) {
    for (Index i = 0; i < own.size(); ++i)
        result.cluster[i] = cluster_of(own[i], neighbours[i], base::scale_of(own) * std::max(1.0, lags[i]));
    if (!varies && own.size() > 0)
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = topic,
                                   .text = "the values do not vary; every statistic is that of chance"});
}

} // namespace detail

COREWING_BODY
LocalAssociation local_moran(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                             const LocalAssociationOptions& options) {
    base::check_finite(values, "values");
    detail::check_local(weights, values.size(), options, false);
    const auto n = static_cast<double>(values.size());
    const Eigen::VectorX<Double> z = detail::centred(values);
    const double squares = z.squaredNorm();
    const double m2 = squares > 0.0 ? squares / n : 1.0;
    const double others = std::max(n - 1.0, 1.0);
    const Eigen::VectorX<Double> mean = -z / others;
    const double largest = values.size() > 0 ? values.cwiseAbs().maxCoeff() : 0.0;
    const Eigen::VectorX<Double> spread = detail::spread_of_others(values / (largest > 0.0 ? largest : 1.0), z);
    LocalAssociation result = detail::local_association(weights, z, z / m2, mean, spread, options, "local_moran",
                                                        [](Index, double value) { return value; });
    detail::finish_local(result, z, weights * z, detail::row_sums(weights), squares > 0.0, "local_moran");
    return result;
}

COREWING_BODY
LocalAssociation local_geary(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                             const LocalAssociationOptions& options) {
    base::check_finite(values, "values");
    detail::check_local(weights, values.size(), options, false);
    const auto n = static_cast<double>(values.size());
    Eigen::VectorX<Double> z = detail::centred(values);
    const double squares = z.squaredNorm();
    if (squares > 0.0) z *= std::sqrt(n / squares); // m2 = 1
    const double others = std::max(n - 1.0, 1.0);
    const double s2 = z.squaredNorm();
    const double s3 = z.array().cube().sum();
    const double s4 = z.array().square().square().sum();
    // sums over j of (z_i - z_j)^2 and its square, with sum z = 0
    const Eigen::ArrayX<Double> own = z.array();
    const Eigen::VectorX<Double> mean = (n * own.square() + s2) / others;
    const Eigen::ArrayX<Double> fourth = n * own.square().square() + 6.0 * own.square() * s2 - 4.0 * own * s3 + s4;
    const Eigen::VectorX<Double> spread = (fourth / others - mean.array().square()).max(0.0);
    LocalAssociation result = detail::local_association(
        weights, z, Eigen::VectorX<Double>::Ones(z.size()), mean, spread, options, "local_geary",
        [&z](Index i, double value) { return (z[i] - value) * (z[i] - value); });
    detail::finish_local(result, z, weights * z, detail::row_sums(weights), squares > 0.0, "local_geary");
    return result;
}

COREWING_BODY
LocalAssociation local_getis_ord(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                                 const LocalAssociationOptions& options) {
    base::check_nonnegative(values, "values");
    detail::check_local(weights, values.size(), options, false);
    const double largest = values.size() > 0 ? values.maxCoeff() : 0.0;
    const Eigen::VectorX<Double> x = values / (largest > 0.0 ? largest : 1.0);
    const double others = std::max(static_cast<double>(values.size()) - 1.0, 1.0);
    // What the others have, added up from both ends: the total less the own value would be lost beside a large one.
    Eigen::ArrayX<Double> rest = Eigen::ArrayX<Double>::Zero(x.size());
    double before = 0.0;
    double after = 0.0;
    for (Index i = 0; i < x.size(); ++i) {
        const Index k = x.size() - 1 - i;
        rest[i] += before;
        rest[k] += after;
        before += x[i];
        after += x[k];
    }
    const Eigen::VectorX<Double> scale = (rest > 0.0).select(1.0 / rest.max(std::numeric_limits<double>::min()), 0.0);
    // The variance from centred values, so that little spread on a high level is not lost.
    const Eigen::VectorX<Double> z = detail::centred(x);
    const Eigen::VectorX<Double> mean = rest / others;
    const Eigen::VectorX<Double> spread = detail::spread_of_others(x, z);
    LocalAssociation result = detail::local_association(weights, x, scale, mean, spread, options, "local_getis_ord",
                                                        [](Index, double value) { return value; });
    const bool varies = !base::is_constant(values);
    detail::finish_local(result, result.z, result.z, Eigen::VectorX<Double>::Zero(values.size()), varies,
                         "local_getis_ord");
    return result;
}

COREWING_BODY
LocalAssociation local_getis_ord_star(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                                      const LocalAssociationOptions& options) {
    base::check_nonnegative(values, "values");
    detail::check_local(weights, values.size(), options, true);
    SpatialWeights others = weights;
    others.prune([](Index i, Index j, double) { return i != j; });
    LocalAssociation result = local_getis_ord(values, others, options);
    const auto n = static_cast<double>(values.size());
    const Eigen::VectorX<Double> z = detail::centred(values);
    const double largest = values.size() > 0 ? values.maxCoeff() : 0.0;
    const Eigen::VectorX<Double> x = values / (largest > 0.0 ? largest : 1.0);
    const double total = x.sum();
    const double variance = n > 0.0 ? z.squaredNorm() / n : 0.0;
    for (Index i = 0; i < values.size(); ++i) {
        double sum = 0.0;
        double squares = 0.0;
        double lag = 0.0;
        double off = 0.0; // lag less its expectation
        for (SpatialWeights::InnerIterator cell(weights, i); cell; ++cell) {
            sum += cell.value();
            squares += cell.value() * cell.value();
            lag += cell.value() * x[cell.col()];
            off += cell.value() * z[cell.col()];
        }
        const double spread = n > 1.0 ? std::max(n * squares - sum * sum, 0.0) / (n - 1.0) : 0.0;
        result.statistic[i] = total > 0.0 ? lag / total : 0.0;
        result.expectation[i] = total > 0.0 ? sum / n : 0.0;
        const double unit = total > 0.0 ? 1.0 / total : 0.0;
        result.variance[i] = base::above(n * squares, sum * sum) ? variance * spread * unit * unit : 0.0;
        result.z[i] =
            result.variance[i] > 0.0 && !base::equal(off, 0.0, lag) ? off / total / std::sqrt(result.variance[i]) : 0.0;
        result.cluster[i] = detail::cluster_of(result.z[i], result.z[i], 0.0);
    }
    return result;
}

} // namespace corewing::association
