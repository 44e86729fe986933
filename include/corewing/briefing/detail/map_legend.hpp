#pragma once

#include "corewing/briefing/detail/map_layout.hpp"
#include "corewing/briefing/detail/map_marks.hpp"
#include "corewing/briefing/map_data.hpp"
#include "corewing/report/svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

namespace corewing::briefing::detail {

/// What the legend has to explain.
struct LegendContent {
    std::array<bool, model::role_count> roles = {};
    bool outside = false;
    bool estimated = false;
    double largest = 0.0;   ///< size of the largest circle; 0 = sizes say nothing
    double radius = 17.0;   ///< its radius, px
    double strongest = 0.0; ///< strength of the widest stroke; 0 = no links
};

template <class = void>
std::string_view words_for(model::Role role, const MapWords& words) {
    switch (role) {
    case model::Role::core: return words.core;
    case model::Role::wing: return words.wing;
    case model::Role::point: return words.point;
    case model::Role::other: break;
    }
    return words.other;
}

/// Roles, circle sizes and stroke widths, one below the other.
/// @return the lower edge
template <class = void>
double add_map_legend(Element& side, const LegendContent& content, const MapWords& words, const Box& box) {
    double y = box.top + 14.0;
    const double x = box.left + 12.0, text = box.left + 32.0;
    const report::TextStyle plain{.size = 12.0}, head{.size = 11.0, .fill = report::ink::soft};
    const double room = (box.right - text) / 12.0;
    for (const model::Role role : model::all_roles) {
        if (!content.roles[base::position(role)]) continue;
        side.add(place_mark(x, y, 6.0, role, false, false));
        side.add(report::text_at(text, y + 4.0, report::shortened(words_for(role, words), room), plain));
        y += 22.0;
    }
    if (content.outside) {
        side.add(place_mark(x, y, 6.0, model::Role::other, true, false));
        side.add(report::text_at(text, y + 4.0, report::shortened(words.outside, room), plain));
        y += 22.0;
    }
    if (content.estimated) {
        side.add(place_mark(x, y, 6.0, model::Role::other, false, true));
        side.add(report::text_at(text, y + 4.0, report::shortened(words.estimated, room), plain));
        y += 22.0;
    }
    if (content.largest > 0.0) {
        const double most = round_below(content.largest);
        y += 8.0;
        side.add(report::text_at(box.left, y, report::shortened(words.size, (box.right - box.left) / 11.0), head));
        double left = box.left;
        double row = 0.0; // radius of the first circle in the row
        for (const double part : {1.0, 0.5, 0.1}) {
            const double radius = content.radius * std::sqrt(part * most / content.largest);
            if (radius < 3.0) continue; // smaller circles are all drawn alike
            const std::string number = legend_number(part * most);
            const double wide = report::em_width(number) * 11.0;
            if (row == 0.0 || left + 2.0 * radius + 6.0 + wide > box.right) { // circles of a row stand on one line
                y += row + 10.0 + radius;
                row = radius;
                left = box.left;
            }
            left += radius + 1.0;
            side.add("circle", {{"cx", left},
                                {"cy", y + row - radius},
                                {"r", radius},
                                {"fill", "none"},
                                {"stroke", report::ink::soft},
                                {"stroke-width", 1.2}});
            const double beside = std::min(left + radius + 5.0, box.right - wide);
            side.add(report::text_at(beside, y + row - radius + 4.0, number, {.size = 11.0}));
            left += radius + 19.0 + wide;
        }
        y += row + 14.0;
    }
    if (content.strongest > 0.0) {
        const double most = round_below(content.strongest);
        y += 8.0;
        side.add(report::text_at(box.left, y, report::shortened(words.strength, (box.right - box.left) / 11.0), head));
        y += 16.0;
        double left = box.left;
        for (const double part : {1.0, 0.5, 0.1}) {
            const double share = part * most / content.strongest;
            const std::string number = legend_number(part * most);
            const double wide = report::em_width(number) * 11.0;
            if (left > box.left && left + 39.0 + wide > box.right) {
                y += 18.0;
                left = box.left;
            }
            side.add(link_stroke({left + 3.0, y}, {left + 31.0, y}, share, false));
            side.add(report::text_at(left + 39.0, y + 4.0, number, {.size = 11.0}));
            left += 53.0 + wide;
        }
        y += 12.0;
    }
    return y + 4.0;
}

} // namespace corewing::briefing::detail
