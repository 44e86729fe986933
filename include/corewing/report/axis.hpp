#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/report/number.hpp"

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
    /// @param value  in the unit of the axis
    /// @return 0 at low, 1 at high; outside [0, 1] beyond them
    [[nodiscard]] double position(double value) const { return (value - low) / (high - low); }

    /// A tick as text.
    /// @param tick  one of the ticks
    /// @param separator  between groups of three digits; empty for years
    /// @return with `digits` decimals
    [[nodiscard]] std::string label(double tick, std::string_view separator = ",") const {
        return fixed(tick, digits, separator);
    }
};

/// The axis whose ticks are multiples of 1, 2 or 5 times a power of ten and cover [low, high].
///
/// A range without extent is widened: to [0, 1] at 0, and by half of the value to either side elsewhere.
/// @param low, high  in [-1e300, 1e300], low <= high
/// @param intervals  wanted, in [1, 50]; the answer has about as many
/// @return ticks from at most low to at least high
/// @throws bad_value if a bound is not finite, low > high, or intervals is out of range
/// Complexity O(ticks).
COREWING_ROUTINE
Axis nice_axis(double low, double high, int intervals = 5);

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/axis.hpp"
#endif
