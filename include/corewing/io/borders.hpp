#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/io/boundaries.hpp"

#include <string>
#include <vector>

/// What outlines tell: who is whose neighbour and along how many kilometres, areas and centroids.
///
///     const auto outlines = io::read_boundaries("districts.geojson");
///     for (const auto& border : io::borders(outlines))
///         tables.links.push_back({.layer = "border", .from = border.first, .to = border.second, .weight = border.km});
namespace corewing::io {

/// Two outlines that share a border.
struct Border {
    std::string first = {};  ///< code of the one outline, or its name where it has no code
    std::string second = {}; ///< of the other, in the order of the outlines
    double km = 0.0;         ///< length of the shared border: the mean of both sides

    bool operator==(const Border&) const = default;
};

/// Choices of borders().
struct BorderOptions {
    double within_km = 0.5; ///< how far apart two lines may run and still be one border, in [1e-3, 100] km
    double least_km = 0.0;  ///< shorter borders are left out, >= 0 km
};

/// The borders that outlines share: of each side the length that runs within `within_km` of the other outline, less what
/// its two ends reach beyond; the mean of both sides. Outlines drawn apart from each other need not have a vertex in
/// common.
/// @param boundaries  outlines in degrees
/// @param options     how near is one border
/// @return pairs with a shared border above 0, in the order of the outlines
/// @throws bad_value for an option out of range, or two outlines of the same code
/// Complexity O(points + length / within_km) on average, for outlines that do not crowd one spot.
COREWING_ROUTINE
std::vector<Border> borders(const Boundaries& boundaries, const BorderOptions& options = {});

/// Area and centroid of an outline.
struct OutlineShape {
    std::string id = {};   ///< code of the outline, or its name where it has no code
    double area_km2 = 0.0; ///< without its holes
    double lon = 0.0;      ///< centroid of the area, degrees; it may lie outside, and far from where people live
    double lat = 0.0;      ///< centroid of the area, degrees

    bool operator==(const OutlineShape&) const = default;
};

/// Areas and centroids of outlines, on an equal-area cylinder about the sphere of mean radius 6371.0088 km.
///   x = lon, y = sin lat, times R; area and centroid by the shoelace formula
/// @param boundaries  outlines in degrees
/// @return one an outline, in their order
/// Complexity O(points). Source: Lambert 1772 (cylindrical equal-area projection).
COREWING_ROUTINE
std::vector<OutlineShape> outline_shapes(const Boundaries& boundaries);

} // namespace corewing::io

#ifndef COREWING_COMPILED
#include "corewing/io/impl/borders.hpp"
#endif
