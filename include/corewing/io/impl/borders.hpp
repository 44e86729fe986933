#pragma once

#include "corewing/io/borders.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/graph/great_circle.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numbers>
#include <set>
#include <unordered_map>
#include <utility>

namespace corewing::io {

namespace detail {

inline constexpr double sphere_km = graph::earth_radius_km;
inline constexpr double degree = std::numbers::pi / 180.0;

inline const std::string& outline_id(const Outline& outline) {
    return outline.code.empty() ? outline.name : outline.code;
}

/// A short piece of an outline, in km on a local plane.
struct BorderPiece {
    double x = 0.0, y = 0.0; // its middle
    double km = 0.0;         // its length
    Index outline = 0;
};

/// All outlines as pieces of at most `longest` km.
template <class = void>
std::vector<BorderPiece> border_pieces(const Boundaries& boundaries, double longest) {
    double lat = 0.0, points = 0.0;
    for (const Outline& outline : boundaries)
        for (const Polygon& polygon : outline.polygons)
            for (const Position& p : polygon.outer) lat += p.lat, points += 1.0;
    const double east = sphere_km * degree * std::cos(lat / std::max(1.0, points) * degree), north = sphere_km * degree;
    std::vector<BorderPiece> pieces;
    const auto add_ring = [&](const Ring& ring, Index outline) {
        for (Index k = 1; k < std::ssize(ring); ++k) {
            const double x = ring[k - 1].lon * east, y = ring[k - 1].lat * north;
            const double dx = ring[k].lon * east - x, dy = ring[k].lat * north - y, km = std::hypot(dx, dy);
            const double parts = std::max(1.0, std::ceil(km / longest));
            for (double part = 0.5; part < parts; part += 1.0)
                pieces.push_back({x + dx * part / parts, y + dy * part / parts, km / parts, outline});
        }
    };
    for (Index o = 0; o < std::ssize(boundaries); ++o)
        for (const Polygon& polygon : boundaries[o].polygons) {
            add_ring(polygon.outer, o);
            for (const Ring& hole : polygon.holes) add_ring(hole, o);
        }
    return pieces;
}

/// For each ordered pair of outlines the length of the first that runs near the second. A piece counts if a piece of the
/// other lies within the distance, found in a grid of squares of that size.
template <class = void>
std::map<std::pair<Index, Index>, double> near_lengths(const std::vector<BorderPiece>& pieces, double within) {
    const auto square = [&](double x, double y) {
        const auto column = static_cast<std::int64_t>(std::floor(x / within));
        const auto row = static_cast<std::int64_t>(std::floor(y / within));
        return column * std::int64_t{4'000'037} + row;
    };
    std::unordered_map<std::int64_t, std::vector<Index>> grid;
    for (Index k = 0; k < std::ssize(pieces); ++k) grid[square(pieces[k].x, pieces[k].y)].push_back(k);
    std::map<std::pair<Index, Index>, double> lengths;
    std::vector<Index> met;
    for (const BorderPiece& piece : pieces) {
        met.clear();
        for (int a = -1; a <= 1; ++a)
            for (int b = -1; b <= 1; ++b) {
                const auto found = grid.find(square(piece.x + a * within, piece.y + b * within));
                if (found == grid.end()) continue;
                for (const Index k : found->second) {
                    const BorderPiece& other = pieces[k];
                    if (other.outline == piece.outline || std::hypot(other.x - piece.x, other.y - piece.y) > within)
                        continue;
                    if (std::find(met.begin(), met.end(), other.outline) == met.end()) met.push_back(other.outline);
                }
            }
        for (const Index outline : met) lengths[{piece.outline, outline}] += piece.km;
    }
    return lengths;
}

} // namespace detail

COREWING_BODY
std::vector<Border> borders(const Boundaries& boundaries, const BorderOptions& options) {
    base::check_range(options.within_km, 1e-3, 100.0, "within_km");
    base::check_range(options.least_km, 0.0, HUGE_VAL, "least_km");
    std::set<std::string> ids;
    for (const Outline& outline : boundaries)
        if (!ids.insert(detail::outline_id(outline)).second)
            throw base::bad_value("two outlines are called \"" + detail::outline_id(outline) + '"',
                                  {.field = "boundaries", .remedy = "give every outline a code of its own"});
    const auto pieces = detail::border_pieces(boundaries, options.within_km / 5.0);
    const auto lengths = detail::near_lengths(pieces, options.within_km);
    std::vector<Border> result;
    for (const auto& [pair, km] : lengths) {
        const auto [a, b] = pair;
        if (a > b) continue;
        const auto back = lengths.find({b, a});
        const double both = back == lengths.end() ? km / 2.0 : (km + back->second) / 2.0;
        const double shared = both - 2.0 * options.within_km; // the ends reach that far beyond
        if (shared > 0.0 && shared >= options.least_km)
            result.push_back({detail::outline_id(boundaries[a]), detail::outline_id(boundaries[b]), shared});
    }
    return result;
}

COREWING_BODY
std::vector<OutlineShape> outline_shapes(const Boundaries& boundaries) {
    std::vector<OutlineShape> shapes;
    for (const Outline& outline : boundaries) {
        Double area = 0.0, mx = 0.0, my = 0.0;
        const Double lon0 =
            outline.polygons.empty() || outline.polygons[0].outer.empty() ? 0.0 : outline.polygons[0].outer[0].lon;
        const auto add = [&](const Ring& ring, Double sign) {
            Double ring_area = 0.0, ring_x = 0.0, ring_y = 0.0;
            for (Index k = 1; k < std::ssize(ring); ++k) {
                const Double x0 = (ring[k - 1].lon - lon0) * detail::degree,
                             y0 = std::sin(ring[k - 1].lat * detail::degree);
                const Double x1 = (ring[k].lon - lon0) * detail::degree, y1 = std::sin(ring[k].lat * detail::degree);
                const Double cross = x0 * y1 - x1 * y0;
                ring_area += cross / 2.0;
                ring_x += (x0 + x1) * cross / 6.0;
                ring_y += (y0 + y1) * cross / 6.0;
            }
            const Double turn = ring_area < 0.0 ? -sign : sign; // whichever way the ring runs
            area += turn * ring_area;
            mx += turn * ring_x;
            my += turn * ring_y;
        };
        for (const Polygon& polygon : outline.polygons) {
            add(polygon.outer, 1.0);
            for (const Ring& hole : polygon.holes) add(hole, -1.0);
        }
        OutlineShape shape{.id = detail::outline_id(outline), .area_km2 = area * detail::sphere_km * detail::sphere_km};
        if (area > 0.0) {
            shape.lon = lon0 + mx / area / detail::degree;
            shape.lat = std::asin(std::clamp<Double>(my / area, -1.0, 1.0)) / detail::degree;
        }
        shapes.push_back(std::move(shape));
    }
    return shapes;
}

} // namespace corewing::io
