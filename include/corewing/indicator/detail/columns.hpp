#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

/// What the routines of this folder share: checks of a matrix of places x indicators, and column arithmetic.
namespace corewing::indicator::detail {

/// Cells may not be larger than this, so that sums of squares stay finite.
inline constexpr double largest = 1e150;

/// @throws bad_shape if the matrix has no row or no column; bad_value if a cell is not finite or beyond 1e150
template <class = void>
void check_matrix(const Eigen::Ref<const Eigen::MatrixXd>& values, const char* field = "values") {
    if (values.rows() == 0 || values.cols() == 0)
        throw base::bad_shape("has no cells", {.field = field, .remedy = "give at least one row and one column"});
    base::check_range(values, -largest, largest, field);
}

/// Weights that sum to 1 from weights >= 0 with a positive sum.
/// @throws bad_shape, bad_value
template <class Double = double>
Eigen::VectorXd shares(const Eigen::Ref<const Eigen::VectorXd>& weights, Index count,
                       const char* field = "weights") {
    base::check_size(weights.size(), count, field);
    base::check_range(weights, 0.0, largest, field);
    const double scale = weights.maxCoeff();
    if (!(scale > 0.0))
        throw base::bad_value("all weights are 0", {.field = field, .remedy = "give at least one positive weight"});
    const Eigen::VectorX<Double> scaled = weights / scale;
    return scaled / scaled.sum();
}

/// +1 or -1 for each column; an empty vector means all +1.
/// @throws bad_shape, bad_value
template <class = void>
Eigen::VectorXi directions(const Eigen::VectorXi& direction, Index count) {
    if (direction.size() == 0) return Eigen::VectorXi::Ones(count);
    base::check_size(direction.size(), count, "direction");
    for (Index j = 0; j < count; ++j)
        if (direction[j] != 1 && direction[j] != -1)
            throw base::bad_value("is " + std::to_string(direction[j]),
                                  {.field = "direction[" + std::to_string(j) + ']',
                                   .value = std::to_string(direction[j]),
                                   .remedy = "write +1 where more is better, -1 where less is better"});
    return direction;
}

/// A finding about column j; whoever knows the indicators' names puts the name in place of the number.
template <class = void>
base::Finding about_column(base::Severity severity, std::string topic, Index column, std::string text) {
    return {severity, std::move(topic), std::to_string(column), std::move(text)};
}

/// The column stretched to [0, 1]; all .5 where it is constant up to rounding.
template <class Double = double>
Eigen::VectorXd unit_range(const Eigen::Ref<const Eigen::VectorXd>& x) {
    const double low = x.minCoeff();
    const double high = x.maxCoeff();
    if (base::is_constant(x)) return Eigen::VectorX<Double>::Constant(x.size(), 0.5);
    return (x.array() - low) / (high - low);
}

/// Column positions from the smallest value to the largest, ties by index.
template <class = void>
std::vector<Index> ascending(const Eigen::Ref<const Eigen::VectorXd>& x) {
    std::vector<Index> order(x.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::sort(order.begin(), order.end(),
              [&](Index a, Index b) { return x[a] != x[b] ? x[a] < x[b] : a < b; });
    return order;
}

/// Ranks 1 (smallest) to n (largest); values that are equal up to rounding share the mean of their ranks.
template <class Double = double>
Eigen::VectorXd mean_ranks(const Eigen::Ref<const Eigen::VectorXd>& values) {
    const Eigen::VectorX<Double> x = base::settled(values);
    const auto order = ascending(x);
    Eigen::VectorX<Double> rank(x.size());
    for (Index begin = 0; begin < std::ssize(order);) {
        Index end = begin + 1;
        while (end < std::ssize(order) && x[order[end]] == x[order[begin]]) ++end;
        const double shared = 0.5 * static_cast<double>(begin + 1 + end);
        for (; begin < end; ++begin) rank[order[begin]] = shared;
    }
    return rank;
}

/// Standard deviation; 0 for a constant column or a single entry.
/// @param population  divide by n rather than by n - 1
template <class Double = double>
double deviation(const Eigen::Ref<const Eigen::VectorXd>& x, bool population = false) {
    const auto n = static_cast<double>(x.size());
    if (x.size() < 2 || base::is_constant(x)) return 0.0;
    const double range = x.maxCoeff() - x.minCoeff();
    const Eigen::ArrayX<Double> u = (x.array() - x.minCoeff()) / range;
    return range * std::sqrt((u - u.mean()).square().sum() / (population ? n : n - 1.0));
}

/// Pearson correlations between columns; those with a constant column are 0, the diagonal is 1.
template <class Double = double>
Eigen::MatrixXd correlations(const Eigen::Ref<const Eigen::MatrixXd>& values) {
    Eigen::MatrixX<Double> z(values.rows(), values.cols());
    for (Index j = 0; j < values.cols(); ++j) {
        z.col(j) = unit_range(values.col(j));
        z.col(j).array() -= z.col(j).mean();
        const double norm = z.col(j).norm();
        if (base::is_constant(values.col(j)) || !(norm > 0.0))
            z.col(j).setZero();
        else
            z.col(j) /= norm;
    }
    Eigen::MatrixX<Double> r = z.transpose() * z;
    r = r.cwiseMax(-1.0).cwiseMin(1.0);
    r.diagonal().setOnes();
    return r;
}

} // namespace corewing::indicator::detail
