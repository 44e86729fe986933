#pragma once

#include "corewing/io/geojson.hpp"

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/io/boundaries.hpp"
#include "corewing/io/detail/input_file.hpp"
#include "corewing/io/detail/text.hpp"
#include "corewing/io/mistakes.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace corewing::io {
namespace detail {

/// Turns a parsed document into outlines and collects what is wrong with it. A mistake is told by the path
/// to the value, as in /features/3/geometry/coordinates/0 (a JSON pointer, RFC 6901).
class BoundaryReader {
public:
    using Json = nlohmann::json;

    BoundaryReader(const Json& document, std::string file, Mistakes& mistakes)
        : file_(std::move(file)), mistakes_(mistakes) {
        if (!document.is_object() || !document.contains("type")) {
            mistake("", "is not GeoJSON", "give a FeatureCollection of polygons");
            return;
        }
        const std::string type = text_of(member(document, "type"));
        if (type == "FeatureCollection") {
            const Json& features = member(document, "features");
            if (!features.is_array())
                mistake("/features", "is not a list", "give a list of features there");
            else
                for (Index i = 0; i < std::ssize(features); ++i)
                    feature(features[i], "/features/" + std::to_string(i));
        } else if (type == "Feature")
            feature(document, "");
        else
            mistake("/type", in_quotes(type) + " is not a FeatureCollection", "give a FeatureCollection or a Feature");
    }

    [[nodiscard]] Boundaries take() { return std::move(outlines_); }

private:
    void mistake(const std::string& path, std::string fault, std::string remedy) {
        mistakes_.add(std::move(fault), {.file = file_, .field = path, .remedy = std::move(remedy)});
    }

    /// A text as it stands, a number in its shortest form, whole ones without point or exponent (500102.0 is 500102),
    /// anything else as nothing.
    static std::string text_of(const Json& value) {
        if (value.is_string()) return value.get<std::string>();
        if (value.is_number_float()) {
            const double number = value.get<double>();
            constexpr double exact = 9007199254740992.0; // 2^53: below it every whole number is a double
            if (std::abs(number) < exact && number == std::floor(number))
                return std::to_string(static_cast<long long>(number));
        }
        return value.is_number() ? value.dump() : std::string();
    }

    /// The member of an object, not copied: what nobody asks for may be of any size and depth.
    static const Json& member(const Json& object, const char* key) {
        static const Json nothing;
        const auto found = object.find(key);
        return found == object.end() ? nothing : *found;
    }

    static std::string first_text(const Json& object, std::initializer_list<const char*> keys) {
        if (object.is_object())
            for (const char* key : keys)
                if (const auto found = object.find(key); found != object.end())
                    if (std::string text = text_of(*found); !text.empty()) return text;
        return {};
    }

    void feature(const Json& value, const std::string& path) {
        if (!value.is_object() || text_of(member(value, "type")) != "Feature") {
            mistake(path, "is not a Feature", "write an object with type, properties and geometry");
            return;
        }
        Outline outline;
        const Json& properties = member(value, "properties");
        outline.name = first_text(properties, {"name"});
        outline.code = first_text(properties, {"adcode", "code", "id"});
        if (outline.code.empty()) outline.code = first_text(value, {"id"});
        if (geometry(member(value, "geometry"), path + "/geometry", outline, 0))
            outlines_.push_back(std::move(outline));
    }

    /// Adds the polygons of a geometry to an outline. False where it is none.
    /// @param depth  how many collections it stands in
    bool geometry(const Json& value, const std::string& here, Outline& outline, Index depth) {
        if (!value.is_object()) {
            mistake(here, "is not a geometry", "give every feature a Polygon or MultiPolygon, or take it out");
            return false;
        }
        const std::string type = text_of(member(value, "type"));
        if (type == "GeometryCollection") return collection(member(value, "geometries"), here, outline, depth);
        if (type != "Polygon" && type != "MultiPolygon") {
            mistake(here + "/type", in_quotes(type) + " is not an area",
                    "give every feature a Polygon or MultiPolygon, or take it out");
            return false;
        }
        const Json& coordinates = member(value, "coordinates");
        const std::string inside = here + "/coordinates";
        if (!coordinates.is_array() || coordinates.empty()) {
            mistake(inside, "is not a list of rings", "give the rings of the area there");
            return false;
        }
        if (type == "Polygon")
            polygon(coordinates, inside, outline);
        else
            for (Index i = 0; i < std::ssize(coordinates); ++i)
                polygon(coordinates[i], inside + "/" + std::to_string(i), outline);
        return true;
    }

    bool collection(const Json& parts, const std::string& here, Outline& outline, Index depth) {
        constexpr Index most = 8;
        const std::string inside = here + "/geometries";
        if (!parts.is_array() || parts.empty() || depth == most) {
            mistake(inside, depth == most ? "collections stand in each other too deeply" : "is not a list of geometries",
                    "give the Polygons and MultiPolygons of the area there");
            return false;
        }
        bool good = true;
        for (Index i = 0; i < std::ssize(parts); ++i)
            good &= geometry(parts[i], inside + "/" + std::to_string(i), outline, depth + 1);
        return good;
    }

    void polygon(const Json& rings, const std::string& path, Outline& outline) {
        if (!rings.is_array() || rings.empty()) {
            mistake(path, "is not a list of rings", "give the outer ring first and the holes after it");
            return;
        }
        Polygon& area = outline.polygons.emplace_back();
        for (Index i = 0; i < std::ssize(rings); ++i)
            ring(rings[i], path + "/" + std::to_string(i), i == 0 ? area.outer : area.holes.emplace_back());
    }

    void ring(const Json& positions, const std::string& path, Ring& ring) {
        if (!positions.is_array()) {
            mistake(path, "is not a list of positions", "write [[longitude, latitude], ...]");
            return;
        }
        for (Index i = 0; i < std::ssize(positions); ++i) {
            const Json& p = positions[i];
            const std::string here = path + "/" + std::to_string(i);
            if (!p.is_array() || p.size() < 2 || !p[0].is_number() || !p[1].is_number()) {
                mistake(here, "is not a position", "write [longitude, latitude]");
                return;
            }
            const Position at{p[0].get<double>(), p[1].get<double>()};
            if (!(std::abs(at.lon) <= 180.0 && std::abs(at.lat) <= 90.0)) {
                mistake(here, "[" + p[0].dump() + ", " + p[1].dump() + "] is out of range",
                        "write decimal degrees, longitude first, not metres of a map projection");
                return;
            }
            ring.push_back(at);
        }
        if (ring.size() < 4)
            mistake(path, "the ring has " + std::to_string(ring.size()) + " positions where 4 are needed",
                    "give at least three corners and the first one again");
        else if (ring.front() != ring.back())
            mistake(path, "the ring is not closed", "end it with its first position");
    }

    std::string file_;
    Mistakes& mistakes_;
    Boundaries outlines_;
};

/// Line and character of a byte, both from 1.
template <class = void>
std::pair<Index, Index> line_and_column(std::string_view text, Index byte) {
    const std::string_view before = text.substr(0, std::min(byte, std::ssize(text)));
    const Index line = 1 + std::count(before.begin(), before.end(), '\n');
    const Index start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    Index column = 1;
    for (const char c : before.substr(start)) column += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return {line, column};
}

} // namespace detail

template <class>
Boundaries parse_boundaries(std::string_view text, const std::string& file) {
    Mistakes mistakes;
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    if (const std::string_view encoding = detail::foreign_encoding(text); !encoding.empty())
        mistakes.add("is in " + std::string(encoding), {.file = file, .remedy = "save the file as UTF-8"});
    mistakes.throw_if_any();
    nlohmann::json document;
    try {
        document = nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error& e) {
        const auto [line, column] = detail::line_and_column(text, e.byte > 0 ? e.byte - 1 : 0);
        const bool cut_off = e.byte > text.size();
        mistakes.add(cut_off ? "the text ends in the middle of a value" : "is not JSON from here on",
                     {.file = file,
                      .line = line,
                      .column = column,
                      .remedy = cut_off ? "get the whole file" : "check brackets, commas and quotes"});
    } catch (const nlohmann::json::exception&) {
        mistakes.add("holds a number that is too large", {.file = file, .remedy = "write decimal degrees"});
    }
    mistakes.throw_if_any();
    detail::BoundaryReader reader(document, file, mistakes);
    mistakes.throw_if_any();
    return reader.take();
}

template <class>
Boundaries read_boundaries(const std::filesystem::path& file) {
    if (!detail::is_there(file))
        throw base::bad_file("there is no such file", {.file = file.string(), .remedy = "give a GeoJSON file"});
    if (!std::filesystem::is_regular_file(detail::status_of(file)))
        throw base::bad_file("is not an ordinary file", {.file = file.string(), .remedy = "give a GeoJSON file"});
    std::ifstream in = detail::opened(file);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in) throw base::bad_file("cannot be read", {.file = file.string(), .remedy = "check its permissions"});
    return parse_boundaries(text, file.filename().string());
}

} // namespace corewing::io
