#pragma once

#include "corewing/base/index.hpp"
#include "corewing/io/boundaries.hpp"
#include "corewing/report/detail/label_placer.hpp"
#include "corewing/report/svg.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace corewing::briefing {

using io::Outline;
using LonLat = io::Position;

namespace detail {

/// All rings of an outline: outer ones and holes.
template <class = void>
std::vector<io::Ring> rings_of(const Outline& outline) {
    std::vector<io::Ring> rings;
    for (const io::Polygon& polygon : outline.polygons) {
        rings.push_back(polygon.outer);
        rings.insert(rings.end(), polygon.holes.begin(), polygon.holes.end());
    }
    return rings;
}

using report::detail::Box;

/// Kilometres in one degree of latitude, on a sphere of 6371 km.
inline constexpr double km_per_degree = 6371.0 * std::numbers::pi / 180.0;

/// A point in the plane.
struct Spot {
    double x = 0.0;
    double y = 0.0;
};

/// A part of the earth between two meridians and two parallels, in degrees. Its east is above 180 where it goes beyond
/// the 180th meridian.
struct Window {
    double west = 0.0;
    double south = 0.0;
    double east = 0.0;
    double north = 0.0;
    bool empty = true;

    void add(const LonLat& at) {
        west = empty ? at.lon : std::min(west, at.lon);
        east = empty ? at.lon : std::max(east, at.lon);
        south = empty ? at.lat : std::min(south, at.lat);
        north = empty ? at.lat : std::max(north, at.lat);
        empty = false;
    }
    /// Cosine of the mean latitude, at least 0.05.
    [[nodiscard]] double squeeze() const {
        return std::max(0.05, std::cos((south + north) / 2.0 * std::numbers::pi / 180.0));
    }
};

/// From west to east, in degrees; no wider than 360.
struct Span {
    double west = 0.0;
    double east = 0.0;
};

/// The shortest stretch of longitude that holds all the given ones, which is the whole circle without the largest gap
/// between them. It may go beyond the 180th meridian: then its east is above 180. O(n log n).
/// @param spans  at least one, each within [-180, 180]
template <class = void>
Span shortest_span(std::vector<Span> spans) {
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.west < b.west; });
    double reached = spans.front().east, start = spans.front().west, before = start, widest = 0.0;
    for (const Span& span : spans) {
        if (span.west - reached > widest) {
            widest = span.west - reached;
            start = span.west;
            before = reached;
        }
        reached = std::max(reached, span.east);
    }
    const double across = spans.front().west + 360.0 - reached; // the gap that holds the 180th meridian
    if (across >= widest) return {spans.front().west, reached};
    return {start, before + 360.0};
}

/// Equirectangular map of a window onto a box in px: x = scale * cos(mean latitude) * lon, y = -scale * lat.
template <class = void>
class Projection {
public:
    Projection(const Window& window, const Box& box)
        : squeeze_(window.squeeze()), scale_(std::min((box.right - box.left) / ((window.east - window.west) * squeeze_),
                                                      (box.bottom - box.top) / (window.north - window.south))),
          middle_{(window.west + window.east) / 2.0, (window.south + window.north) / 2.0},
          centre_{(box.left + box.right) / 2.0, (box.top + box.bottom) / 2.0} {}

    /// A longitude is taken where it comes nearest to the middle of the window.
    [[nodiscard]] Spot operator()(const LonLat& at) const {
        double east = at.lon - middle_.lon;
        if (std::abs(east) > 180.0) east += east > 0.0 ? -360.0 : 360.0;
        return {centre_.x + east * squeeze_ * scale_, centre_.y - (at.lat - middle_.lat) * scale_};
    }

    /// px for a degree of latitude.
    [[nodiscard]] double scale() const { return scale_; }

private:
    double squeeze_, scale_;
    LonLat middle_;
    Spot centre_;
};

/// Leaves out points of a line that lie within a tolerance of the line without them.
/// Source: Douglas & Peucker 1973; without recursion. Complexity O(n log n) typical, O(n^2) at worst.
template <class = void>
std::vector<Spot> simplified(const std::vector<Spot>& line, double tolerance) {
    if (line.size() < 4) return line;
    std::vector<bool> keep(line.size(), false);
    keep.front() = keep.back() = true;
    std::vector<std::pair<Index, Index>> open{{0, line.size() - 1}};
    while (!open.empty()) {
        const auto [first, last] = open.back();
        open.pop_back();
        const Spot a = line[first], b = line[last];
        const double dx = b.x - a.x, dy = b.y - a.y, length = std::hypot(dx, dy);
        double worst = tolerance;
        Index at = first;
        for (Index i = first + 1; i < last; ++i) {
            const double px = line[i].x - a.x, py = line[i].y - a.y;
            const double away = length > 0.0 ? std::abs(dx * py - dy * px) / length : std::hypot(px, py);
            if (away <= worst) continue;
            worst = away;
            at = i;
        }
        if (at == first) continue;
        keep[at] = true;
        open.emplace_back(first, at);
        open.emplace_back(at, last);
    }
    std::vector<Spot> result;
    for (Index i = 0; i < std::ssize(line); ++i)
        if (keep[i]) result.push_back(line[i]);
    return result;
}

/// The outlines as SVG path data; rings that miss the box are left out.
template <class Project>
std::string outline_path(const Outline& outline, const Project& project, const Box& box) {
    std::string path;
    for (const io::Ring& ring : rings_of(outline)) {
        if (ring.size() < 3) continue;
        std::vector<Spot> line;
        line.reserve(ring.size());
        Box reach{1e9, 1e9, -1e9, -1e9};
        for (const LonLat& at : ring) {
            const Spot spot = project(at);
            line.push_back(spot);
            reach = {std::min(reach.left, spot.x), std::min(reach.top, spot.y), std::max(reach.right, spot.x),
                     std::max(reach.bottom, spot.y)};
        }
        if (!reach.overlaps(box)) continue;
        const std::vector<Spot> shorter = simplified(line, 0.25);
        if (shorter.size() < 3) continue;
        for (Index i = 0; i < std::ssize(shorter); ++i)
            path += (i == 0   ? "M"
                     : i == 1 ? "L"
                              : " ") +
                    report::coordinate(std::round(shorter[i].x * 10.0) / 10.0) + ' ' +
                    report::coordinate(std::round(shorter[i].y * 10.0) / 10.0);
        path += 'Z';
    }
    return path;
}

} // namespace detail
} // namespace corewing::briefing
