#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"

#include <array>
#include <string_view>

namespace corewing::graph {

/// Which number of a link serves as its cost.
enum class Cost : unsigned char {
    hours,          ///< Link::hours
    distance_km,    ///< Link::distance_km
    unit_cost,      ///< Link::unit_cost; an error where it is negative
    weight,         ///< Link::weight
    inverse_weight, ///< 1 / Link::weight: strong links are short; closed where the weight is 0
    hops,           ///< 1 for every link
};

/// What it is called in print.
/// @param cost  of a link
/// @return "hours", "distance" ...
constexpr std::string_view name(Cost cost) {
    constexpr std::array<std::string_view, 6> names{"hours", "distance", "unit cost", "weight", "inverse weight", "hops"};
    return names[base::position(cost)];
}

using base::operator<<; // an enumerator prints as its name()

} // namespace corewing::graph
