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
    const double power = std::pow(held, 1.0 - alpha);
    const bool is_number = power > 1e-290 && power < 1e290; // beyond, weight and power may make up for each other
    const double utility = is_number ? weight * power : std::exp(std::log(weight) + (1.0 - alpha) * std::log(held));
    return std::clamp(utility / (1.0 - alpha), -largest_price, largest_price);
}

/// What counts as much in the unit of an objective: of a sum of logarithms, which may be near 0, all weights; else the
/// objective's own size does.
/// @param counted  sum of the weights of the places that the objective counts
inline double objective_scale(double counted, double alpha) {
    return alpha == 1.0 ? std::min(largest_price, counted) : 0.0;
}

} // namespace corewing::allocation::detail
