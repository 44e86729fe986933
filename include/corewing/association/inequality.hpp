#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

/// Inequality among places (区域差异). Every measure takes a value for each place (income per head, say) and, where
/// places are not to count alike, how many people stand behind it. All values equal, all 0, or one place: 0.
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

/// Gini coefficient (基尼系数): half the mean difference of two people, over the mean.
///   G = sum_ij p_i p_j |x_i - x_j| / (2 mean)
/// @param values      places x 1, any unit, >= 0
/// @param population  places x 1, >= 0, sum > 0; empty = places count alike
/// @return in [0, 1 - smallest share]; at most (n - 1) / n for n places alike (no small-sample correction)
/// @throws bad_shape, bad_value
/// Complexity O(n log n). Source: Gini 1912; Sen 1973, On Economic Inequality, ch. 2.
template <class Double = double>
double gini(const Eigen::Ref<const Eigen::VectorXd>& values, const Eigen::VectorXd& population = {}) {
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

/// Coefficient of variation (变异系数): standard deviation over mean.
///   sqrt(sum_i p_i (x_i / mean - 1)^2)
/// @param values, population  as gini()
/// @return >= 0
/// @throws bad_shape, bad_value
/// Complexity O(n). Source: Williamson 1965, Economic Development and Cultural Change 13(4), who weighs by population.
template <class Double = double>
double coefficient_of_variation(const Eigen::Ref<const Eigen::VectorXd>& values,
                                const Eigen::VectorXd& population = {}) {
    const Eigen::VectorX<Double> shares = detail::population_shares(values, population);
    const Eigen::VectorX<Double> x = detail::relative_values(values, shares);
    if (x.size() == 0 || x.minCoeff() == x.maxCoeff()) return 0.0;
    return std::sqrt(shares.dot((x.array() - 1.0).square().matrix()));
}

/// Atkinson index (阿特金森指数): the share of the mean one would give up for equality.
///   1 - (sum_i p_i (x_i / mean)^(1 - e))^(1 / (1 - e));  e = 1: 1 - exp(sum_i p_i ln(x_i / mean))
/// @param values, population  as gini()
/// @param aversion            e, >= 0, finite: 0 = indifferent; the larger, the more the poorest count
/// @return in [0, 1]; 1 where e >= 1 and somebody has 0
/// @throws bad_shape, bad_value
/// Complexity O(n). Source: Atkinson 1970, J. Economic Theory 2(3), eq. 19.
template <class Double = double>
double atkinson(const Eigen::Ref<const Eigen::VectorXd>& values, double aversion = 0.5,
                const Eigen::VectorXd& population = {}) {
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

/// Theil index and where it comes from.
struct TheilParts {
    double total = 0.0;                    ///< T, in [0, -ln(smallest population share)]; ln n for n places alike
    double between = 0.0;                  ///< what is left if everybody in a group had the group's mean
    double within = 0.0;                   ///< sum of income share * group's own T; between + within = total
    std::vector<std::string> groups = {};  ///< in order of first appearance
    Eigen::VectorXd group_theil = {};      ///< groups x 1: T inside each group
    Eigen::VectorXd income_share = {};     ///< groups x 1: its weight in `within`
    Eigen::VectorXd population_share = {}; ///< groups x 1
    Eigen::VectorXd group_between = {};    ///< groups x 1: its term of `between`, of either sign
    base::Findings findings = {};          ///< groups without people or income, all values 0
};

/// Theil T index (泰尔指数).
///   T = sum_i p_i (x_i / mean) ln(x_i / mean),  0 ln 0 = 0
/// @param values, population  as gini()
/// @return >= 0
/// @throws bad_shape, bad_value
/// Complexity O(n). Source: Theil 1967, Economics and Information Theory, ch. 4.
template <class Double = double>
double theil(const Eigen::Ref<const Eigen::VectorXd>& values, const Eigen::VectorXd& population = {}) {
    const Eigen::VectorX<Double> shares = detail::population_shares(values, population);
    const Eigen::VectorX<Double> x = detail::relative_values(values, shares);
    double total = 0.0;
    for (Index i = 0; i < x.size(); ++i) total += shares[i] * (detail::x_ln_x(x[i]) - (x[i] - 1.0));
    return std::max(total, 0.0); // every term is >= 0: no digits are lost near equality
}

/// Theil T index split among and inside groups (泰尔指数的组间与组内分解), one core and two wings say.
///   T = sum_g y_g ln(y_g / p_g) + sum_g y_g T_g,  y_g income share, p_g population share of group g
/// @param values, population  as gini()
/// @param group               places x 1: the group's name of each place
/// @return the parts; a group without income has y_g = 0 and T_g = 0
/// @throws bad_shape, bad_value
/// Complexity O(n log groups). Source: Theil 1967, ch. 4; Shorrocks 1980, Econometrica 48(3).
template <class Double = double>
TheilParts theil_parts(const Eigen::Ref<const Eigen::VectorXd>& values, const std::vector<std::string>& group,
                       const Eigen::VectorXd& population = {}) {
    base::check_size(std::ssize(group), values.size(), "group");
    const Eigen::VectorX<Double> shares = detail::population_shares(values, population);
    const Eigen::VectorX<Double> x = detail::relative_values(values, shares);
    TheilParts parts;
    std::vector<Index> member(group.size());
    std::map<std::string, Index, std::less<>> number;
    for (Index i = 0; i < std::ssize(group); ++i) {
        const auto [entry, is_new] = number.try_emplace(group[i], std::ssize(parts.groups));
        if (is_new) parts.groups.push_back(group[i]);
        member[i] = entry->second;
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
