#pragma once

#include "corewing/association/inequality.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace corewing::association {
namespace detail {

/// Shares of the population; alike where none is given.
template <class Double = double>
Eigen::VectorXd population_shares(const Eigen::Ref<const Eigen::VectorXd>& values,
                                  const Eigen::Ref<const Eigen::VectorXd>& population) {
    base::check_nonnegative(values, "values");
    if (population.size() == 0) {
        if (values.size() == 0) return {};
        return Eigen::VectorX<Double>::Constant(values.size(), 1.0 / static_cast<double>(values.size()));
    }
    base::check_size(population.size(), values.size(), "population");
    base::check_nonnegative(population, "population");
    const double largest = population.maxCoeff();
    if (!(largest > 0.0))
        throw base::bad_value("adds up to 0", {.field = "population", .remedy = "give at least one place people"});
    const Eigen::VectorX<Double> scaled = population / largest;
    return scaled / scaled.sum();
}

/// Values over their mean; empty where the mean is 0 (everything is 0).
template <class Double = double>
Eigen::VectorXd relative_values(const Eigen::Ref<const Eigen::VectorXd>& values, const Eigen::VectorXd& shares) {
    const double largest = values.size() > 0 ? values.maxCoeff() : 0.0;
    if (!(largest > 0.0)) return {};
    const Eigen::VectorX<Double> scaled = values / largest;
    const double mean = shares.dot(scaled);
    if (!(mean > 0.0)) return {};
    return scaled / mean;
}

inline double x_ln_x(double x) {
    return x > 0.0 ? x * std::log(x) : 0.0;
}

} // namespace detail

COREWING_BODY
double gini(const Eigen::Ref<const Eigen::VectorXd>& values, const Eigen::VectorXd& population) {
    const Eigen::VectorX<Double> shares = detail::population_shares(values, population);
    const Eigen::VectorX<Double> x = detail::relative_values(values, shares);
    std::vector<Index> order(x.size());
    for (Index k = 0; k < std::ssize(order); ++k) order[k] = k;
    std::sort(order.begin(), order.end(),
              [&x](Index a, Index b) { return x[a] < x[b] || (x[a] == x[b] && a < b); });
    // Each step from one value to the next is seen by (people below) * (people above).
    double below = 0.0;
    double sum = 0.0;
    for (Index k = 0; k + 1 < std::ssize(order); ++k) {
        below += shares[order[k]];
        sum += below * std::max(1.0 - below, 0.0) * (x[order[k + 1]] - x[order[k]]);
    }
    return std::min(sum, 1.0);
}

COREWING_BODY
double coefficient_of_variation(const Eigen::Ref<const Eigen::VectorXd>& values,
                                const Eigen::VectorXd& population) {
    const Eigen::VectorX<Double> shares = detail::population_shares(values, population);
    const Eigen::VectorX<Double> x = detail::relative_values(values, shares);
    if (x.size() == 0 || x.minCoeff() == x.maxCoeff()) return 0.0;
    return std::sqrt(shares.dot((x.array() - 1.0).square().matrix()));
}

COREWING_BODY
double atkinson(const Eigen::Ref<const Eigen::VectorXd>& values, double aversion,
                const Eigen::VectorXd& population) {
    base::check_range(aversion, 0.0, std::numeric_limits<double>::max(), "aversion");
    const Eigen::VectorX<Double> shares = detail::population_shares(values, population);
    const Eigen::VectorX<Double> x = detail::relative_values(values, shares);
    if (x.size() == 0 || x.minCoeff() == x.maxCoeff()) return 0.0;
    double poorest = std::numeric_limits<double>::infinity();
    for (Index i = 0; i < x.size(); ++i)
        if (shares[i] > 0.0) poorest = std::min(poorest, x[i]);
    if (poorest == 0.0 && aversion >= 1.0) return 1.0;
    // ln of the power mean of order t = 1 - e, by log-sum-exp around its largest term, so that it holds for t near 0
    // and far below it.
    const double t = 1.0 - aversion;
    double ln_mean = 0.0;
    if (t == 0.0) {
        for (Index i = 0; i < x.size(); ++i)
            if (shares[i] > 0.0) ln_mean += shares[i] * std::log(x[i]);
    } else {
        double peak = -std::numeric_limits<double>::infinity();
        for (Index i = 0; i < x.size(); ++i)
            if (shares[i] > 0.0 && x[i] > 0.0) peak = std::max(peak, t * std::log(x[i]));
        double excess = 0.0; // sum p e^(.. - peak) - 1
        for (Index i = 0; i < x.size(); ++i) {
            if (shares[i] == 0.0) continue;
            excess += shares[i] * (x[i] > 0.0 ? std::expm1(t * std::log(x[i]) - peak) : -1.0);
        }
        ln_mean = (peak + std::log1p(excess)) / t;
    }
    return std::clamp(-std::expm1(ln_mean), 0.0, 1.0);
}

COREWING_BODY
double theil(const Eigen::Ref<const Eigen::VectorXd>& values, const Eigen::VectorXd& population) {
    const Eigen::VectorX<Double> shares = detail::population_shares(values, population);
    const Eigen::VectorX<Double> x = detail::relative_values(values, shares);
    double total = 0.0;
    for (Index i = 0; i < x.size(); ++i) total += shares[i] * (detail::x_ln_x(x[i]) - (x[i] - 1.0));
    return std::max(total, 0.0); // every term is >= 0: no digits are lost near equality
}

COREWING_BODY
TheilParts theil_parts(const Eigen::Ref<const Eigen::VectorXd>& values, const model::Labels& group,
                       const Eigen::VectorXd& population) {
    base::check_size(group.size(), values.size(), "group");
    const Eigen::VectorX<Double> shares = detail::population_shares(values, population);
    const Eigen::VectorX<Double> x = detail::relative_values(values, shares);
    TheilParts parts;
    parts.groups = group.names();
    std::vector<Index> member = group.of_place();
    for (Index& g : member)
        if (g < 0) {
            if (std::ssize(parts.groups) == group.count()) parts.groups.emplace_back();
            g = group.count();
        }
    const Index groups = std::ssize(parts.groups);
    parts.group_theil.setZero(groups);
    parts.income_share.setZero(groups);
    parts.population_share.setZero(groups);
    parts.group_between.setZero(groups);
    for (Index i = 0; i < values.size(); ++i)
        parts.population_share[member[i]] += shares[i];
    if (x.size() == 0) {
        if (values.size() > 0)
            parts.findings.push_back({.severity = base::Severity::warning,
                                      .topic = "theil",
                                      .text = "all values are 0; the index is given as 0"});
        return parts;
    }
    for (Index i = 0; i < values.size(); ++i)
        parts.income_share[member[i]] += shares[i] * x[i];
    for (Index g = 0; g < groups; ++g) {
        const double people = parts.population_share[g];
        const double income = parts.income_share[g];
        if (people == 0.0 || income == 0.0) {
            parts.findings.push_back(
                {.severity = base::Severity::note,
                 .topic = "theil",
                 .subject = parts.groups[g],
                 .text = people == 0.0 ? "the group has no population" : "the group has no income"});
            continue;
        }
        parts.group_between[g] = income * std::log(income / people);
    }
    for (Index i = 0; i < values.size(); ++i) {
        const Index g = member[i];
        if (parts.population_share[g] == 0.0 || parts.income_share[g] == 0.0) continue;
        const double own = x[i] * parts.population_share[g] / parts.income_share[g];
        parts.group_theil[g] += shares[i] / parts.population_share[g] * (detail::x_ln_x(own) - (own - 1.0));
    }
    parts.group_theil = parts.group_theil.cwiseMax(0.0);
    parts.between = std::max(parts.group_between.sum(), 0.0);
    parts.within = parts.income_share.dot(parts.group_theil);
    parts.total = parts.between + parts.within;
    return parts;
}

} // namespace corewing::association
