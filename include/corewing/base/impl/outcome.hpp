#pragma once

#include "corewing/base/outcome.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

namespace corewing::base {

COREWING_BODY
double relative_gap(double objective, double bound) {
    if (objective == bound) return 0.0;
    const double difference = std::abs(bound - objective);
    if (!std::isfinite(difference)) return std::numeric_limits<double>::infinity();
    return difference / std::max(1.0, std::abs(objective));
}

} // namespace corewing::base
