#pragma once

#include "corewing/base/index.hpp"

#include <compare>
#include <limits>
#include <vector>

/// What water.hpp fills: places as vessels, and how high the water stands in them.
namespace corewing::allocation::detail {

/// How high the water stands. Stages fill one after the other: places with a weight before places
/// without one, and at alpha = 0 one place after the other. What `at` is inside a stage, the Law says.
struct Level {
    Index stage = 0;
    double at = 0.0;
    double fine = 0.0; ///< added to `at`, less than its last digit; 0 where levels are no logarithms

    auto operator<=>(const Level&) const = default;
};

inline constexpr Level nothing_yet{-1, 0.0};
inline constexpr Level everything{std::numeric_limits<Index>::max(), 0.0};

/// How an amount follows the level.
enum class Law {
    exponential, ///< clamp(exp(slope + at) - stock, low, high); see wide_water.hpp
    linear,      ///< clamp(slope * at - stock, low, high), slope > 0
    in_turn,     ///< clamp(at, low, high), every vessel a stage of its own
};

/// One place as the water sees it.
struct Vessel {
    double low, high, stock;
    double slope; ///< what one unit of level adds
    double rise;  ///< `at` from which it takes more than low
    double full;  ///< `at` from which it takes high
    Index stage;
};

using Vessels = std::vector<Vessel>;

/// Which end of a range of levels at which nobody takes more or less.
enum class Side { first, last };

} // namespace corewing::allocation::detail
