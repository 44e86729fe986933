#pragma once

#include <string>
#include <vector>

namespace corewing::io {

/// A point on the map.
struct Position {
    double lon = 0.0; ///< decimal degrees east, [-180, 180]
    double lat = 0.0; ///< decimal degrees north, [-90, 90]

    bool operator==(const Position&) const = default;
};

/// A closed line: at least four positions, the last equal to the first.
using Ring = std::vector<Position>;

/// An area with its holes.
struct Polygon {
    Ring outer = {};              ///< its border
    std::vector<Ring> holes = {}; ///< what is cut out of it

    bool operator==(const Polygon&) const = default;
};

/// The outline of a place; several polygons where it has exclaves or islands.
struct Outline {
    std::string name = {};              ///< as the file has it; may be empty
    std::string code = {};              ///< administrative code or id, as text; may be empty
    std::vector<Polygon> polygons = {}; ///< at least one

    bool operator==(const Outline&) const = default;
};

/// One outline a place, in the order of the file.
using Boundaries = std::vector<Outline>;

} // namespace corewing::io
