#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace corewing::allocation::detail {

inline constexpr double largest_price = 1e300;
inline constexpr double largest_number = std::numeric_limits<double>::max();

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
    if (alpha == 1.0) return std::clamp(weight * std::log(held), -largest_price, largest_price);
    if (held == 0.0) return 0.0;
    return std::clamp(weight * std::pow(held, 1.0 - alpha) / (1.0 - alpha), -largest_price, largest_price);
}

} // namespace corewing::allocation::detail
