#pragma once

#include "corewing/report/axis.hpp"

#include "corewing/base/check.hpp"
#include "corewing/report/number.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::report {

COREWING_BODY
Axis nice_axis(double low, double high, int intervals) {
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
