#pragma once

#include "corewing/allocation/fair_division.hpp"

#include "corewing/allocation/detail/filling.hpp"
#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/detail/water.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/parallel.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

inline constexpr double largest_price = 1e300;

/// w y^-alpha for w > 0, from logarithms, never beyond largest_price.
template <class = void>
double marginal_value(double weight, double held, double alpha) {
    if (weight == 0.0) return 0.0;
    if (alpha == 0.0) return weight;
    if (alpha == 1.0 && held > 0.0) return std::min(largest_price, weight / held);
    return held > 0.0 ? std::min(largest_price, std::exp(std::log(weight) - alpha * std::log(held))) : largest_price;
}

/// w u_alpha(y) for w > 0, y > 0 and finite alpha, never beyond largest_price.
template <class = void>
double weighted_utility(double weight, double held, double alpha) {
    if (alpha == 1.0) return weight * std::log(held);
    if (held == 0.0) return 0.0;
    return std::clamp(weight * std::pow(held, 1.0 - alpha) / (1.0 - alpha), -largest_price, largest_price);
}

} // namespace corewing::allocation::detail
