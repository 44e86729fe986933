#pragma once

#include "corewing/base/outcome.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <ostream>
#include <string>

namespace corewing::base {
namespace detail {

/// A number rounded to so many significant digits, in the same letters under every locale.
template <class = void>
std::string rounded(double value, int digits) {
    if (value == 0.0) return "0";
    char buffer[40];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, digits).ptr};
}

} // namespace detail

COREWING_BODY
double relative_gap(double objective, double bound, double scale) {
    if (objective == bound) return 0.0;
    const double difference = std::abs(bound - objective);
    if (!std::isfinite(difference)) return std::numeric_limits<double>::infinity();
    return difference / std::max(scale, std::abs(objective));
}

COREWING_BODY
std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
    std::string line(name(outcome.status));
    if (outcome.has_answer())
        line += ", objective " + detail::rounded(outcome.objective, 6) + ", bound " + detail::rounded(outcome.bound, 6) +
                ", gap " + detail::rounded(outcome.gap, 2);
    line += ", " + std::to_string(outcome.iterations) + (outcome.iterations == 1 ? " iteration" : " iterations");
    return out << line;
}

} // namespace corewing::base
