#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/labels.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

/// Inequality among places (区域差异). Every measure takes a value for each place (income per head, say) and, where
/// places are not to count alike, how many people stand behind it. All values equal, all 0, or one place: 0.
namespace corewing::association {

/// Gini coefficient (基尼系数): half the mean difference of two people, over the mean.
///   G = sum_ij p_i p_j |x_i - x_j| / (2 mean)
/// @param values      places x 1, any unit, >= 0
/// @param population  places x 1, >= 0, sum > 0; empty = places count alike
/// @return in [0, 1 - smallest share]; at most (n - 1) / n for n places alike (no small-sample correction)
/// @throws bad_shape, bad_value
/// Complexity O(n log n). Source: Gini 1912; Sen 1973, On Economic Inequality, ch. 2.
COREWING_ROUTINE
double gini(const Eigen::Ref<const Eigen::VectorXd>& values, const Eigen::VectorXd& population = {});

/// Coefficient of variation (变异系数): standard deviation over mean.
///   sqrt(sum_i p_i (x_i / mean - 1)^2)
/// @param values, population  as gini()
/// @return >= 0
/// @throws bad_shape, bad_value
/// Complexity O(n). Source: Williamson 1965, Economic Development and Cultural Change 13(4), who weighs by population.
COREWING_ROUTINE
double coefficient_of_variation(const Eigen::Ref<const Eigen::VectorXd>& values,
                                const Eigen::VectorXd& population = {});

/// Atkinson index (阿特金森指数): the share of the mean one would give up for equality.
///   1 - (sum_i p_i (x_i / mean)^(1 - e))^(1 / (1 - e));  e = 1: 1 - exp(sum_i p_i ln(x_i / mean))
/// @param values, population  as gini()
/// @param aversion            e, >= 0, finite: 0 = indifferent; the larger, the more the poorest count
/// @return in [0, 1]; 1 where e >= 1 and somebody has 0
/// @throws bad_shape, bad_value
/// Complexity O(n). Source: Atkinson 1970, J. Economic Theory 2(3), eq. 19.
COREWING_ROUTINE
double atkinson(const Eigen::Ref<const Eigen::VectorXd>& values, double aversion = 0.5,
                const Eigen::VectorXd& population = {});

/// Theil index and where it comes from.
struct TheilParts {
    double total = 0.0;                    ///< T, in [0, -ln(smallest population share)]; ln n for n places alike
    double between = 0.0;                  ///< what is left if everybody in a group had the group's mean
    double within = 0.0;                   ///< sum of income share * group's own T; between + within = total
    std::vector<std::string> groups = {};  ///< the labels, ascending; last "" if some place has none
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
COREWING_ROUTINE
double theil(const Eigen::Ref<const Eigen::VectorXd>& values, const Eigen::VectorXd& population = {});

/// Theil T index split among and inside groups (泰尔指数的组间与组内分解), one core and two wings say.
///   T = sum_g y_g ln(y_g / p_g) + sum_g y_g T_g,  y_g income share, p_g population share of group g
/// @param values, population  as gini()
/// @param group               one label a place; places without any are a group too, the last
/// @return the parts; a group without income has y_g = 0 and T_g = 0
/// @throws bad_shape, bad_value
/// Complexity O(n log groups). Source: Theil 1967, ch. 4; Shorrocks 1980, Econometrica 48(3).
COREWING_ROUTINE
TheilParts theil_parts(const Eigen::Ref<const Eigen::VectorXd>& values, const model::Labels& group,
                       const Eigen::VectorXd& population = {});

} // namespace corewing::association

#ifndef COREWING_COMPILED
#include "corewing/association/impl/inequality.hpp"
#endif
