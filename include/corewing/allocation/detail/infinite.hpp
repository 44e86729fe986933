#pragma once

#include <limits>

namespace corewing::allocation::detail {

inline constexpr double infinite = std::numeric_limits<double>::infinity();

} // namespace corewing::allocation::detail
