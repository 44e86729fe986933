#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/model/region.hpp"

#include <Eigen/Core>

namespace corewing::graph {

/// Mean radius of the earth in km (IUGG).
inline constexpr double earth_radius_km = 6371.0088;

/// The distance between two points along the surface of a sphere, by the haversine.
///   2 R asin sqrt(sin^2((lat2 - lat1) / 2) + cos lat1 cos lat2 sin^2((lon2 - lon1) / 2))
/// @param lon1, lat1  degrees, longitude in [-180, 180], latitude in [-90, 90]
/// @param lon2, lat2  likewise
/// @return km, in [0, 20016]; within .6 % of the distance on the ellipsoid
/// Complexity O(1). Source: Sinnott 1984, Sky and Telescope 68(2).
COREWING_ROUTINE
double great_circle_km(double lon1, double lat1, double lon2, double lat2);

/// Great-circle distances between the places of a region: what stands in for travel times where no route is known.
///
///     const Eigen::MatrixXd km = graph::great_circle_km(region);
///
/// @param region  whose places
/// @return places x places, km, symmetric, diagonal 0; infinite with a place whose coordinates are not known
/// Complexity O(n^2).
COREWING_ROUTINE
Eigen::MatrixXd great_circle_km(const model::Region& region);

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/great_circle.hpp"
#endif
