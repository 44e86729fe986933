#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <limits>
#include <vector>

/// How the library compares numbers that have been computed: with a tolerance, here and nowhere else.
///
/// 0.1 + 0.2 is not 0.3 in a computer, and a sum depends on the order of its additions. So two numbers count as equal
/// when they differ by at most 1e-12 of the greatest of their magnitudes and the scale of what they belong to, the
/// largest magnitude of their column. Thresholds, ties, ranks and constant columns then depend neither on the unit of
/// measurement nor on the order of additions.
///
///     const bool reached = base::at_least(0.6, 0.1 + 0.2 + 0.3);         // a budget of .6 h pays for these roads
///     const bool ahead = base::above(score[i], score[k], base::scale_of(score));
///     for (const auto& group : base::tie_groups(score))                  // places that share a rank, best first
///         for (const Index place : group) std::cout << place << ' ';
///     const Eigen::VectorXd level = base::settled(score);                // the same, ties exactly equal: now sort it
///     const Index first = base::best(score);                             // of several that tie, the first by index
///     const Index nearest = base::best(-hours);
///     if (base::is_constant(column)) return;                             // constant but for rounding
///
/// Never call equal() or above() inside the comparator of a sort: "about equal" is not transitive, and a sort then
/// leaves wrong pairs behind. Sort what settled() gives back.
namespace corewing::base {

/// Share of the greatest magnitude by which two numbers may differ and count as equal.
inline constexpr double nearness = 1e-12;

/// |a - b| <= 1e-12 max(|a|, |b|, scale). Infinite numbers are equal to themselves only.
/// @param a  any number
/// @param b  any number, same unit
/// @param scale  largest magnitude of the numbers that a and b come from, same unit, >= 0; 0 = their own
/// Complexity O(1).
constexpr bool equal(double a, double b, double scale = 0.0) {
    if (a == b) return true;
    const double high = std::max(a, b);
    const double low = std::min(a, b);
    const double most = std::max({high, -low, scale});
    // Where the greatest magnitude is infinite the product is too, and so is the difference of 1e308 and -1e308.
    return most <= std::numeric_limits<double>::max() && high - low <= nearness * most;
}

/// a >= b, or equal().
/// @param a  any number
/// @param b  threshold, same unit
/// @param scale  see equal()
constexpr bool at_least(double a, double b, double scale = 0.0) {
    return a >= b || equal(a, b, scale);
}

/// a > b, and not equal().
/// @param a  any number
/// @param b  threshold, same unit
/// @param scale  see equal()
constexpr bool above(double a, double b, double scale = 0.0) {
    return a > b && !equal(a, b, scale);
}

/// Largest finite magnitude; 0 for nothing.
/// @param values  vector or matrix, any unit
/// @return same unit, >= 0
/// Complexity O(n).
COREWING_ROUTINE
double scale_of(const Eigen::Ref<const Eigen::MatrixXd>& values);

/// Whether a column tells nothing apart: max - min <= 1e-13 of the largest magnitude. That is many roundings, and yet a
/// common level of 1e12 does not hide differences of 1. No entry, or one, is constant.
/// @param values  vector or matrix, no NaN
/// Complexity O(n).
COREWING_ROUTINE
bool is_constant(const Eigen::Ref<const Eigen::MatrixXd>& values);

/// The same of a column whose rounding is that of larger numbers, such as residuals.
/// @param values  vector or matrix, no NaN
/// @param scale  magnitude of the numbers that these were computed from, same unit, >= 0
/// Complexity O(n).
COREWING_ROUTINE
bool is_constant(const Eigen::Ref<const Eigen::MatrixXd>& values, double scale);

/// Groups of equal values, the largest first. Values are sorted exactly, by value, then by index; a group opens at its
/// largest value and takes what lies within the tolerance of that first value.
/// @param values  n x 1, no NaN
/// @param scale  see equal()
/// @return groups, each with its indices ascending
/// Complexity O(n log n).
COREWING_ROUTINE
std::vector<std::vector<Index>> tie_groups(const Eigen::Ref<const Eigen::VectorXd>& values, double scale);

/// The same on the scale of the values themselves.
/// @param values  n x 1, no NaN
/// @return groups, each with its indices ascending
/// Complexity O(n log n).
COREWING_ROUTINE
std::vector<std::vector<Index>> tie_groups(const Eigen::Ref<const Eigen::VectorXd>& values);

/// The values with ties made exactly equal: each takes the largest value of its tie group, so that it may be sorted
/// and compared with ==.
/// @param values  n x 1, no NaN
/// @param scale  see equal()
/// @return n x 1, same unit; no value rises by more than the tolerance
/// Complexity O(n log n).
COREWING_ROUTINE
Eigen::VectorXd settled(const Eigen::Ref<const Eigen::VectorXd>& values, double scale);

/// The same on the scale of the values themselves.
/// @param values  n x 1, no NaN
/// @return n x 1, same unit
/// Complexity O(n log n).
COREWING_ROUTINE
Eigen::VectorXd settled(const Eigen::Ref<const Eigen::VectorXd>& values);

/// The lowest index among the values within the tolerance of the largest; -1 for no value. Of a cost, best(-cost).
/// @param values  n x 1, no NaN
/// @param scale  see equal()
/// Complexity O(n).
COREWING_ROUTINE
Index best(const Eigen::Ref<const Eigen::VectorXd>& values, double scale);

/// The same on the scale of the values themselves.
/// @param values  n x 1, no NaN
/// Complexity O(n).
COREWING_ROUTINE
Index best(const Eigen::Ref<const Eigen::VectorXd>& values);

} // namespace corewing::base

#ifndef COREWING_COMPILED
#include "corewing/base/impl/comparison.hpp"
#endif
