#pragma once

#include "corewing/association/spatial_weights.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <array>
#include <cmath>

namespace corewing::association::detail {

/// The sums of weights that the moments need.
struct WeightSums {
    double s0 = 0.0; ///< sum w
    double s1 = 0.0; ///< sum (w_ij + w_ji)^2 / 2
    double s2 = 0.0; ///< sum (row sum + column sum)^2
    Index islands = 0;
};

template <class Double = double>
WeightSums weight_sums(const SpatialWeights& weights) {
    WeightSums sums;
    const SpatialWeights turned = weights.transpose();
    const SpatialWeights both = weights + turned;
    Eigen::VectorX<Double> rows = Eigen::VectorX<Double>::Zero(weights.rows());
    Eigen::VectorX<Double> columns = Eigen::VectorX<Double>::Zero(weights.rows());
    for (Index i = 0; i < weights.outerSize(); ++i) {
        for (SpatialWeights::InnerIterator cell(weights, i); cell; ++cell) {
            rows[i] += cell.value();
            columns[cell.col()] += cell.value();
        }
        for (SpatialWeights::InnerIterator cell(both, i); cell; ++cell) sums.s1 += 0.5 * cell.value() * cell.value();
        if (rows[i] == 0.0) ++sums.islands;
    }
    sums.s0 = rows.sum();
    sums.s2 = (rows + columns).squaredNorm();
    return sums;
}

/// Sums over ordered choices of k different places of the product of their values, k = 0 to 4. Values >= 0 are only
/// added and multiplied, so that no digits are lost beside one large value.
template <class = void>
std::array<double, 5> distinct_sums(const Eigen::VectorXd& x) {
    std::array<double, 5> sum{1.0, 0.0, 0.0, 0.0, 0.0};
    for (const double value : x)
        for (Index k = 4; k > 0; --k) sum[k] += static_cast<double>(k) * value * sum[k - 1];
    return sum;
}

/// The second largest value; 0 where there is none.
template <class = void>
double second_of(const Eigen::VectorXd& x) {
    double first = 0.0;
    double second = 0.0;
    for (const double value : x) {
        second = std::max(second, std::min(first, value));
        first = std::max(first, value);
    }
    return second;
}

struct PairMoments {
    double variance = 0.0; ///< of sum_ij w_ij x_i x_j over random orders of the values
    double scale = 0.0;    ///< of the terms whose rest it is
};

/// The variance of N = sum_ij w_ij x_i x_j over random orders of x, for x >= 0.
///
/// With x = c + z, c the least value, N = c^2 s0 + c A + B, A = sum_i d_i z_i with d the row and column sums, and
/// B = sum_ij w_ij z_i z_j. So a common level c does not swallow the little that the values differ, and all that is
/// added up is >= 0, so that one large value does not swallow the others.
/// Complexity O(n + links). Source: Cliff & Ord 1981, ch. 2 (sums over index patterns).
template <class Double = double>
PairMoments pair_moments(const Eigen::VectorXd& x, const SpatialWeights& weights, const WeightSums& sums) {
    const auto n = static_cast<double>(x.size());
    const double c = x.minCoeff();
    const Eigen::VectorX<Double> z = x.array() - c;
    Eigen::VectorX<Double> degree = Eigen::VectorX<Double>::Zero(x.size());
    for (Index i = 0; i < weights.outerSize(); ++i)
        for (SpatialWeights::InnerIterator cell(weights, i); cell; ++cell) {
            degree[i] += cell.value();
            degree[cell.col()] += cell.value();
        }
    const double degree_spread = (degree.array() - degree.mean()).square().sum();

    // Means of products of values of different places: z_1, z_1 z_2, z_1^2 z_2 ...
    const auto one = distinct_sums(z);
    const Eigen::VectorX<Double> squares = z.cwiseAbs2();
    const double pairs = n * (n - 1.0);
    const double triples = pairs * (n - 2.0);
    const double fours = triples * (n - 3.0);
    double squared_one = 0.0; // sum z_1^2 z_2
    double squared_two = 0.0; // sum z_1^2 z_2 z_3
    double first = 0.0;       // running sums of z and of products of two, from the left
    double second = 0.0;
    Eigen::VectorX<Double> left(x.size());
    Eigen::VectorX<Double> left_two(x.size());
    for (Index i = 0; i < x.size(); ++i) {
        left[i] = first;
        left_two[i] = second;
        second += 2.0 * z[i] * first;
        first += z[i];
    }
    first = second = 0.0;
    for (Index i = x.size() - 1; i >= 0; --i) {
        squared_one += squares[i] * (left[i] + first);
        squared_two += squares[i] * (left_two[i] + second + 2.0 * left[i] * first);
        second += 2.0 * z[i] * first;
        first += z[i];
    }
    const double e1 = one[1] / n;
    const double e11 = one[2] / pairs;
    const double e111 = one[3] / triples;
    const double e1111 = one[4] / fours;
    const double e21 = squared_one / pairs;
    const double e211 = squared_two / triples;
    const double e22 = distinct_sums(squares)[2] / pairs;

    const double variance_a = degree_spread * (z.array() - z.mean()).square().sum() / (n - 1.0);
    const double covariance = sums.s2 * (e21 - e111) + 2.0 * sums.s0 * sums.s0 * (e111 - e1 * e11);
    const double variance_b =
        sums.s1 * (e22 - 2.0 * e211 + e1111) + sums.s2 * (e211 - e1111) + sums.s0 * sums.s0 * (e1111 - e11 * e11);
    const double scale_b = sums.s1 * (e22 + e211) + sums.s2 * e211 + sums.s0 * sums.s0 * e11 * e11;
    return {.variance = c * c * variance_a + 2.0 * c * covariance + variance_b,
            .scale = c * c * variance_a + 2.0 * c * (sums.s2 * e21 + 2.0 * sums.s0 * sums.s0 * e1 * e11) + scale_b};
}

} // namespace corewing::association::detail
