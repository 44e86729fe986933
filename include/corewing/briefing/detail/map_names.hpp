#pragma once

#include "corewing/base/index.hpp"
#include "corewing/briefing/detail/map_marks.hpp"
#include "corewing/briefing/map_data.hpp"
#include "corewing/report/detail/label_placer.hpp"
#include "corewing/report/svg.hpp"
#include "corewing/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace corewing::briefing::detail {

/// Both names of a place, where it has two different ones.
inline std::string full_name(const MapPlace& place) {
    if (place.name.empty() || place.name == place.name_local) return place.name_local;
    return place.name_local.empty() ? place.name : place.name + ' ' + place.name_local;
}

/// The ways to write a name, the fullest first: both on one line, one below the other, the shorter one
/// alone. Long names begin with two lines.
template <class = void>
std::vector<std::vector<std::string>> name_forms(const MapPlace& place) {
    const std::string full = full_name(place);
    if (full == place.name || full == place.name_local) return {{full}};
    const bool shorter = report::em_width(place.name_local) < report::em_width(place.name);
    std::vector<std::vector<std::string>> forms{
        {full}, {place.name, place.name_local}, {shorter ? place.name_local : place.name}};
    if (report::em_width(full) > 9.0) std::swap(forms[0], forms[1]);
    return forms;
}

/// A thin line from a disc to a name that stands apart from it.
template <class = void>
Element leader(const Spot& spot, double reach, const Box& box) {
    const Spot end{std::clamp(spot.x, box.left, box.right), std::clamp(spot.y, box.top + 2.0, box.bottom - 2.0)};
    const double length = std::max(1e-9, std::hypot(end.x - spot.x, end.y - spot.y));
    const double start = std::min(1.0, (reach + 0.5) / length);
    return report::line_between(spot.x + start * (end.x - spot.x), spot.y + start * (end.y - spot.y), end.x, end.y,
                                report::ink::strong, 0.8);
}

/// Writes the fullest form of a name that finds room beside its mark, or the shortest one up to 36 px away
/// at the end of a thin line.
/// @return false if there is no room
template <class = void>
bool add_name(Element& group, report::detail::LabelPlacer<>& placer, const Spot& spot, double radius,
              const MapPlace& place) {
    const bool strong = place.role == model::Role::core || place.role == model::Role::wing;
    const double size = strong ? 12.5 : 11.0, line = size + 2.0, bold = strong ? 1.06 : 1.0;
    const double reach = mark_reach(radius, place.role, place.outside);
    const std::vector<std::vector<std::string>> forms = name_forms(place);
    for (Index attempt = 0; attempt < std::ssize(forms) + 3; ++attempt) {
        const auto& form = forms[std::min(attempt, std::ssize(forms) - 1)];
        const double away = attempt < std::ssize(forms) ? 0.0 : 12.0 * static_cast<double>(attempt - std::ssize(forms) + 1);
        double width = 0.0;
        for (const std::string& words : form) width = std::max(width, bold * size * report::em_width(words) + 2.0);
        const auto box = placer.place(spot.x, spot.y, reach, width, line * static_cast<double>(form.size()), away);
        if (!box) continue;
        if (away > 0.0) group.add(leader(spot, reach, *box));
        const bool right_of = box->left > spot.x, left_of = box->right < spot.x;
        const double x = right_of ? box->left + 1.0 : left_of ? box->right - 1.0 : (box->left + box->right) / 2.0;
        for (Index k = 0; k < std::ssize(form); ++k)
            group.add(report::text_at(x, box->top + line * static_cast<double>(k) + 0.86 * size, form[k],
                                      {.size = size,
                                       .anchor = right_of  ? "start"
                                                 : left_of ? "end"
                                                           : "middle",
                                       .bold = strong,
                                       .halo = true}));
        return true;
    }
    return false;
}

} // namespace corewing::briefing::detail
