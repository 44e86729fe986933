#pragma once

#include "corewing/io/boundaries.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <string_view>

/// GeoJSON (RFC 7946). Needs nlohmann/json: link corewing::json.
namespace corewing::io {

/// Reads outlines from the text of a GeoJSON document.
/// @param text  a FeatureCollection (or one Feature) of Polygons, MultiPolygons and GeometryCollections of them; the
///              name of an outline is the property `name`, its code the property `adcode`, `code` or `id`, or the id
///              of the feature; a code that is a number is written without point or exponent where it is whole
/// @param file  its name in messages
/// @return one outline a feature, in the order of the document
/// @throws bad_files for malformed JSON (with line and character), another type than an area, coordinates out of range,
///         a ring that is not closed (with the path to the value)
/// Complexity O(bytes).
template <class = double>
Boundaries parse_boundaries(std::string_view text, const std::string& file);

/// Reads outlines from a GeoJSON file. See parse_boundaries().
/// @param file  path of the file
/// @return one outline a feature
/// @throws bad_file if the file cannot be read
template <class = double>
Boundaries read_boundaries(const std::filesystem::path& file);

} // namespace corewing::io

// Always here, never in the compiled library: it would need the JSON parser.
#include "corewing/io/impl/geojson.hpp"
