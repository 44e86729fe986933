#pragma once

#include "corewing/allocation/detail/dual_simplex.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <vector>

namespace corewing::allocation::detail {

/// What prices of the rows prove: for any prices y
///   c x <= sum_r max over the row's range of y_r s  +  sum_j max over x_j in [low, high] of (c_j - y A_j) x_j.
struct PriceBound {
    double value = 0.0;           ///< rounding and the tolerance of rules within it
    Eigen::VectorXd reduced = {}; ///< c_j - y A_j
    Eigen::VectorXd prices = {};  ///< those used: 0 where a row has no limit on the side that they need
};

/// The bound of prices, in plain arithmetic.
/// @param worth  c; zeros ask whether the rows can be kept at all: a bound below 0 says that they cannot
template <class Low, class High>
PriceBound price_bound(const LinearProblem& p, const Eigen::VectorXd& worth, Eigen::VectorXd prices, Low low,
                       High high) {
    PriceBound result;
    double sum = 0.0, size = 0.0;
    const auto add = [&](double term) {
        sum += term;
        size += std::abs(term);
    };
    for (Index r = 0; r < prices.size(); ++r) {
        const double limit = prices[r] > 0.0 ? p.row_high[r] : p.row_low[r];
        if (!std::isfinite(prices[r]) || !std::isfinite(limit)) prices[r] = 0.0;
        if (prices[r] != 0.0) add(prices[r] * limit);
    }
    result.reduced = worth - p.columns.transpose() * prices;
    for (Index j = 0; j < worth.size(); ++j) {
        add(std::max(result.reduced[j] * low(j), result.reduced[j] * high(j)));
        size += std::abs(worth[j]) * high(j);
    }
    constexpr double rounding = 2e-12; // of all terms: sums of numbers, and rules kept within 1e-12
    result.value = sum + rounding * size;
    result.prices = std::move(prices);
    return result;
}

} // namespace corewing::allocation::detail
