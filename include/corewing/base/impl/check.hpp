#pragma once

#include "corewing/base/check.hpp"

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

namespace corewing::base {

COREWING_BODY
std::string to_text(double value) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return {buffer, end};
}

COREWING_BODY
void check_range(double value, double low, double high, std::string_view field) {
    if (std::isfinite(value) && value >= low && value <= high) return;
    throw bad_value(to_text(value) + " is not in [" + to_text(low) + ", " + to_text(high) + "]",
                    {.field = std::string(field), .value = to_text(value)});
}

COREWING_BODY
void check_size(Index size, Index wanted, std::string_view field) {
    if (size == wanted) return;
    throw bad_shape("has " + std::to_string(size) + " entries where " + std::to_string(wanted) + " are needed",
                    {.field = std::string(field), .value = std::to_string(size)});
}

} // namespace corewing::base
