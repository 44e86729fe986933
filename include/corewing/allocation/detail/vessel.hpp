#pragma once

#include "corewing/allocation/detail/infinite.hpp"

#include <compare>
#include <limits>
#include <memory>
#include <new>
#include <vector>

/// What water.hpp fills: places as vessels, and how high the water stands in them.
namespace corewing::allocation::detail {

/// How high the water stands. Stages fill one after the other: places with a weight before places
/// without one, and at alpha = 0 one place after the other. What `at` is inside a stage, the Law says.
struct Level {
    long stage = 0;
    double at = 0.0;

    auto operator<=>(const Level&) const = default;
};

inline constexpr Level nothing_yet{-1, 0.0};
inline constexpr Level everything{std::numeric_limits<long>::max(), 0.0};

/// How an amount follows the level.
enum class Law {
    exponential, ///< clamp(exp(slope + at) - stock, low, high)
    linear,      ///< clamp(slope * at - stock, low, high), slope > 0
    in_turn,     ///< the same, every vessel a stage of its own that is filled from at = 0 to at = 1
};

/// One place as the water sees it.
struct Vessel {
    double low, high, stock;
    double slope; ///< what one unit of level adds, or its logarithm, or in turn the room
    double rise;  ///< `at` from which it takes more than low
    double full;  ///< `at` from which it takes high
    long stage;
};

/// Gives memory that nobody has touched yet, so that each thread takes its own part into use.
template <class T>
struct Untouched : std::allocator<T> {
    template <class U>
    struct rebind {
        using other = Untouched<U>;
    };
    template <class U>
    void construct(U* at) {
        ::new (static_cast<void*>(at)) U;
    }
};
using Vessels = std::vector<Vessel, Untouched<Vessel>>;

/// Which end of a range of levels at which nobody takes more or less.
enum class Side { first, last };

} // namespace corewing::allocation::detail
