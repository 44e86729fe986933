#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/report/element.hpp"

#include <string_view>

namespace corewing::report {

/// Fonts in the order they are tried; all belong to some system, none is fetched.
inline constexpr std::string_view font_stack =
    "-apple-system, BlinkMacSystemFont, 'Segoe UI', 'Helvetica Neue', Arial, 'PingFang SC', 'Hiragino Sans GB', "
    "'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif";

/// The colours of text and rules, shared by figures and pages.
namespace ink {
inline constexpr std::string_view strong = "#1b2733"; ///< text
inline constexpr std::string_view soft = "#56636f";   ///< captions, axis labels
inline constexpr std::string_view rule = "#d8dee4";   ///< lines and grids
inline constexpr std::string_view wash = "#f4f6f8";   ///< backgrounds
inline constexpr std::string_view accent = "#1f5a92"; ///< the one colour of emphasis
} // namespace ink

/// An empty picture with the name and description that a screen reader speaks.
/// @param width        px, in [1, 1e5]; on a page the picture shrinks with its column
/// @param height       px, in [1, 1e6]
/// @param title        what it shows; empty = "Figure"
/// @param description  a sentence or two; empty = none
/// @return an svg element to add to
/// @throws bad_value if a size is out of range
/// Complexity O(length).
COREWING_ROUTINE
Element canvas(double width, double height, std::string_view title, std::string_view description = {});

/// How a text in a picture looks.
struct TextStyle {
    double size = 12.0;                  ///< px
    std::string_view anchor = "start";   ///< start, middle or end
    std::string_view fill = ink::strong; ///< colour
    bool bold = false;                   ///< heavier than the rest
    bool halo = false;                   ///< a white rim, for text over lines
    double angle = 0.0;                  ///< degrees, clockwise, round (x, y)
};

/// A line of text whose base line begins (or is centred, or ends) at (x, y).
/// @param x, y   px
/// @param words  escaped on output
/// @param style  size, anchor, colour, weight, rim and angle
/// @throws bad_value if a number is not finite or beyond 1e9
/// Complexity O(length).
COREWING_ROUTINE
Element text_at(double x, double y, std::string_view words, const TextStyle& style = {});

/// A straight stroke from (x1, y1) to (x2, y2), in px. @throws bad_value as coordinate(). Complexity O(1).
inline Element line_between(double x1, double y1, double x2, double y2, std::string_view colour, double width = 1.0) {
    return Element("line",
                   {{"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}, {"stroke", colour}, {"stroke-width", width}});
}

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/svg.hpp"
#endif
