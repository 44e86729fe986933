#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <array>
#include <string_view>

namespace corewing::interaction {

/// How interaction falls with travel time.
enum class Decay {
    power,       ///< t^-g
    exponential, ///< exp(-g t)
};

/// What it is called in print.
/// @param decay  of interaction
/// @return "power" or "exponential"
constexpr std::string_view name(Decay decay) {
    constexpr std::array<std::string_view, 2> names{"power", "exponential"};
    return names[base::position(decay)];
}

using base::operator<<; // an enumerator prints as its name()

/// The deterrence function f(t) of gravity models and accessibility (阻抗函数).
struct Deterrence {
    Decay decay = Decay::power; ///< form of f
    double rate = 2.0;          ///< g, finite; a pure number for power, 1 / unit of time for exponential
    double least_time = 0.0;    ///< shorter times count as this one, in the unit of time, >= 0, finite
};

/// Deterrence of every pair of places.
///   f(t) = t^-g  or  exp(-g t),  t = max(time, least_time);  f(infinity) = 0
/// @param time  any shape, unit of time, >= 0 or infinite (no way leads there)
/// @param options  form and rate
/// @return same shape; in [0, 1] for the exponential with g >= 0
/// @throws bad_value naming the cell whose time is negative or not a number, or is 0 under a power
/// Complexity O(cells). Source: Wilson 1971, Environment and Planning 3(1), eqs. 1-2.
COREWING_ROUTINE
Eigen::MatrixXd deterrence(const Eigen::Ref<const Eigen::MatrixXd>& time, const Deterrence& options = {});

} // namespace corewing::interaction

#ifndef COREWING_COMPILED
#include "corewing/interaction/impl/deterrence.hpp"
#endif
