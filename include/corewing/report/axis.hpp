#pragma once

#include "corewing/base/check.hpp"
#include "corewing/report/number.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::report {

/// Round numbers that cover a range, for the grid of a chart.
struct Axis {
    double low = 0.0;               ///< first tick
    double high = 1.0;              ///< last tick
    std::vector<double> ticks = {}; ///< rising, evenly spaced
    int digits = 0;                 ///< decimals that tell the ticks apart

    /// Where a value lies between low (0) and high (1).
    [[nodiscard]] double position(double value) const { return (value - low) / (high - low); }

    /// A tick as text.
    [[nodiscard]] std::string label(double tick, std::string_view separator = ",") const {
        return fixed(tick, digits, separator);
    }
};

/// The axis whose ticks are multiples of 1, 2 or 5 times a power of ten and cover [low, high].
///
/// A range without extent is widened: to [0, 1] at 0, and by half of the value to either side elsewhere.
/// @param low, high  in [-1e300, 1e300], low <= high
/// @param intervals  wanted, in [1, 50]; the answer has about as many
/// @throws bad_value if a bound is not finite, low > high, or intervals is out of range
/// Complexity O(ticks).
template <class = void>
Axis nice_axis(double low, double high, int intervals = 5) {
    base::check_range(high, -1e300, 1e300, "high");
    base::check_range(low, -1e300, high, "low");
    base::check_range(static_cast<double>(intervals), 1.0, 50.0, "intervals");

    const double size = std::max(std::abs(low), std::abs(high));
    if (size < 1e-300) {
        low = 0.0;
        high = 1.0;
    } else if (high - low <= 1e-9 * size) {
        low -= 0.5 * size;
        high += 0.5 * size;
    }
    const double raw = high / intervals - low / intervals;
    const double power = std::floor(std::log10(raw));
    const double unit = std::pow(10.0, power);
    double step = unit;
    for (const double factor : {2.0, 5.0, 10.0})
        if (step < raw * 0.999) step = unit * factor;

    Axis axis;
    const double tolerance = 1e-6;
    const double first = std::floor(low / step + tolerance);
    const double last = std::max(first + 1.0, std::ceil(high / step - tolerance));
    for (double k = first; k <= last + 0.5; k += 1.0) axis.ticks.push_back(k == 0.0 ? 0.0 : k * step);
    axis.low = axis.ticks.front();
    axis.high = axis.ticks.back();
    axis.digits = std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 15);
    return axis;
}

} // namespace corewing::report
