#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/model/place_pair.hpp"
#include "corewing/model/region.hpp"

#include <vector>

/// Pairs of places that lie on each other.
///
///     const auto together = scoring::collaboration({.levels = levels, .excluded = model::same_ground(region)});
namespace corewing::model {

/// Pairs of places on the same ground: a platform with each of its hosts, and two platforms that share
/// a host. What passes between the two is no exchange between places.
/// @param region  whose places and hosts
/// @return each pair once, smaller index first, ascending
/// Complexity O(hosts^2 log n).
COREWING_ROUTINE
std::vector<PlacePair> same_ground(const Region& region);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/same_ground.hpp"
#endif
