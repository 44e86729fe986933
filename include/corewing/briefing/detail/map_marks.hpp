#pragma once

#include "corewing/report/number.hpp"
#include "corewing/briefing/map_data.hpp"
#include "corewing/report/colour.hpp"
#include "corewing/report/mark_sign.hpp"
#include "corewing/report/svg.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <string_view>

namespace corewing::briefing::detail {

using report::Element;

inline constexpr std::string_view land = "#f3f1ec";
inline constexpr std::string_view border = "#cdc6b8";
inline constexpr std::string_view stroke_colour = "#2e6f80";

/// The colour of a role: told apart by the colour blind, and by lightness in print.
constexpr std::string_view colour_of(model::Role role) {
    switch (role) {
    case model::Role::core: return "#a8321f";
    case model::Role::wing: return "#e09a2b";
    case model::Role::point: return "#1f5a92";
    case model::Role::other: break;
    }
    return "#737e88";
}

/// A mark whose area is that of a disc of the given radius: core a disc with a ring, wing a diamond,
/// point a disc, other an open disc, partner an open square. A broken rim says that the size is no
/// observed one.
template <class = void>
Element place_mark(double x, double y, double radius, model::Role role, bool outside, bool estimated) {
    Element group("g");
    const std::string_view colour = outside ? report::ink::strong : colour_of(role);
    const bool open = outside || role == model::Role::other;
    const auto finish = [&](Element shape, double rim) {
        shape.set({"fill", open ? std::string_view("#ffffff") : colour}).set({"stroke", open ? colour : "#ffffff"});
        shape.set({"stroke-width", open ? 1.6 : 1.2});
        if (estimated) { // a whole number of dashes, so that small rims look even
            const double dash = rim / std::max(5.0, std::round(rim / 5.0));
            shape.set({"stroke", open ? colour : report::ink::strong});
            shape.set({"stroke-dasharray", report::coordinate(0.6 * dash) + ' ' + report::coordinate(0.4 * dash)});
        }
        group.add(std::move(shape));
    };
    if (outside) {
        const double half = radius * std::sqrt(std::numbers::pi) / 2.0;
        finish(Element("rect", {{"x", x - half}, {"y", y - half}, {"width", 2.0 * half}, {"height", 2.0 * half}}),
               8.0 * half);
    } else if (role == model::Role::wing) {
        const double half = radius * std::sqrt(std::numbers::pi / 2.0);
        const auto point = [](double px, double py) { return report::coordinate(px) + ' ' + report::coordinate(py); };
        finish(Element("path", {{"d", 'M' + point(x, y - half) + 'L' + point(x + half, y) + 'L' + point(x, y + half) +
                                          'L' + point(x - half, y) + 'Z'}}),
               4.0 * std::sqrt(2.0) * half);
    } else {
        finish(Element("circle", {{"cx", x}, {"cy", y}, {"r", radius}}), 2.0 * std::numbers::pi * radius);
    }
    if (role == model::Role::core && !outside)
        group.add(
            "circle",
            {{"cx", x}, {"cy", y}, {"r", radius + 3.5}, {"fill", "none"}, {"stroke", colour}, {"stroke-width", 1.8}});
    return group;
}

/// How far a mark reaches from its middle, for labels to stay clear of it.
inline double mark_reach(double radius, model::Role role, bool outside) {
    if (outside) return radius;
    return role == model::Role::core ? radius + 4.5 : role == model::Role::wing ? 1.12 * radius : radius;
}

/// A stroke between two spots; width and opacity grow with the share of the strongest link.
/// @param share  in [0, 1]
template <class = void>
Element link_stroke(const Spot& a, const Spot& b, double share, bool curved) {
    const auto point = [](double px, double py) { return report::coordinate(px) + ' ' + report::coordinate(py); };
    std::string path = 'M' + point(a.x, a.y);
    if (curved)
        path += 'Q' + point((a.x + b.x) / 2.0 + 0.12 * (b.y - a.y), (a.y + b.y) / 2.0 - 0.12 * (b.x - a.x)) + ' ';
    else
        path += 'L';
    path += point(b.x, b.y);
    return Element("path", {{"d", path},
                            {"fill", "none"},
                            {"stroke", stroke_colour},
                            {"stroke-width", std::max(0.8, 7.0 * share)},
                            {"stroke-opacity", 0.42 + 0.3 * share},
                            {"stroke-linecap", "round"}});
}

/// A scale bar with its length above, in the lower part of a box.
template <class = void>
Element scale_bar(const Box& box, double length, std::string_view words) {
    Element group("g");
    const double left = box.left + 2.0, right = left + length, y = box.bottom - 4.0;
    group.add(report::text_at((left + right) / 2.0, y - 7.0, words,
                              {.size = 11.0, .anchor = "middle", .fill = report::ink::soft, .halo = true}));
    group.add(report::line_between(left, y, right, y, report::ink::soft, 1.5));
    group.add(report::line_between(left, y - 4.0, left, y + 0.75, report::ink::soft, 1.5));
    return group.add(report::line_between(right, y - 4.0, right, y + 0.75, report::ink::soft, 1.5));
}

/// A number for a legend: three significant digits without superfluous zeros.
template <class = void>
std::string legend_number(double value) {
    std::string text = report::significant(value, 3);
    if (text.find('.') == std::string::npos || text.find('e') != std::string::npos) return text;
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

} // namespace corewing::briefing::detail
