#pragma once

#include "corewing/report/scatter.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/report/detail/entry_name.hpp"
#include "corewing/report/axis.hpp"
#include "corewing/report/bar_chart.hpp"
#include "corewing/report/colour.hpp"
#include "corewing/report/detail/label_placer.hpp"
#include "corewing/report/svg.hpp"
#include "corewing/report/impl/bar_chart.hpp"
#include "corewing/report/impl/line_chart.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <vector>

namespace corewing::report {
namespace detail {

/// The range of x, then that of y.
template <class = void>
std::array<Interval, 2> dot_ranges(const std::vector<Dot>& dots, const ScatterOptions& options) {
    Interval across, along;
    const double most = static_cast<double>(std::max<Index>(1, options.kinds.size()) - 1);
    for (Index i = 0; i < std::ssize(dots); ++i) {
        const std::string where = entry_name("dots", i, dots[i].label);
        base::check_range(dots[i].x, -1e290, 1e290, where + ".x");
        base::check_range(dots[i].y, -1e290, 1e290, where + ".y");
        base::check_range(static_cast<double>(dots[i].kind), 0.0, most, where + ".kind");
        across = i == 0 ? Interval{dots[i].x, dots[i].x}
                        : Interval{std::min(across.low, dots[i].x), std::max(across.high, dots[i].x)};
        along = i == 0 ? Interval{dots[i].y, dots[i].y}
                       : Interval{std::min(along.low, dots[i].y), std::max(along.high, dots[i].y)};
    }
    return {across, along};
}

template <class = void>
Element drawn_dot(const Dot& dot, double x, double y) {
    Element circle("circle", {{"cx", x},
                              {"cy", y},
                              {"r", dot.accent ? 7.0 : 5.0},
                              {"fill", hex(category(dot.kind))},
                              {"stroke", dot.accent ? ink::strong : "#ffffff"},
                              {"stroke-width", dot.accent ? 2.0 : 1.0}});
    circle.add("title", {},
               dot.label + (dot.label.empty() ? "" : ": ") + significant(dot.x, 4) + "; " + significant(dot.y, 4) +
                   (dot.note.empty() ? "" : ". " + dot.note));
    return circle;
}

/// The dots, the accented ones on top, and the labels that find a free place, the accented ones first.
template <class X, class Y>
void add_dots(Element& picture, const std::vector<Dot>& dots, LabelPlacer<>& placer, const X& x_of, const Y& y_of) {
    std::vector<Index> order(dots.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::stable_partition(order.begin(), order.end(), [&](Index i) { return dots[i].accent; });
    for (const Dot& dot : dots) placer.block_disc(x_of(dot.x), y_of(dot.y), dot.accent ? 7.0 : 5.0);
    for (auto i = order.rbegin(); i != order.rend(); ++i)
        picture.add(drawn_dot(dots[*i], x_of(dots[*i].x), y_of(dots[*i].y)));
    Element labels("g");
    for (const Index i : order) {
        const Dot& dot = dots[i];
        if (dot.label.empty()) continue;
        const double width = 11.0 * em_width(dot.label) + 2.0;
        const auto box = placer.place(x_of(dot.x), y_of(dot.y), dot.accent ? 8.0 : 5.0, width, 13.0);
        if (!box) continue;
        labels.add(text_at((box->left + box->right) / 2.0, box->bottom - 3.0, dot.label,
                           {.size = 11.0, .anchor = "middle", .bold = dot.accent, .halo = true}));
    }
    if (!labels.empty()) picture.add(std::move(labels));
}

} // namespace detail

COREWING_BODY
Element scatter(const std::vector<Dot>& dots, const ScatterOptions& options) {
    base::check_range(options.width, 300.0, 4000.0, "width");
    base::check_range(options.height, 160.0, 4000.0, "height");
    const auto [across, along] = detail::dot_ranges(dots, options);
    const Axis x_axis = nice_axis(across.low, across.high, 6), y_axis = nice_axis(along.low, along.high, 5);

    std::vector<detail::LegendItem> items;
    for (Index k = 0; k < std::ssize(options.kinds); ++k)
        items.push_back(
            {options.kinds[k], Element("circle", {{"cx", 8.0}, {"cy", 6.0}, {"r", 5.0}, {"fill", hex(category(k))}})});
    const double left = 14.0 + 11.0 * std::max(em_width(y_axis.label(y_axis.high)), em_width(y_axis.label(y_axis.low)));
    const double right = options.width - 16.0, bottom = options.height - 44.0;
    Element legend("g");
    const double top = 30.0 + detail::add_legend(legend, items, left, 4.0, right);
    const auto x_of = [&](double x) { return left + (right - left) * x_axis.position(x); };
    const auto y_of = [&](double y) { return bottom - (bottom - top) * y_axis.position(y); };

    Element picture = canvas(options.width, options.height, options.title.empty() ? "Scatter chart" : options.title);
    picture.add(std::move(legend));
    for (const double tick : y_axis.ticks) {
        picture.add(line_between(left, y_of(tick), right, y_of(tick), ink::rule));
        picture.add(text_at(left - 6.0, y_of(tick) + 4.0, y_axis.label(tick),
                            {.size = 11.0, .anchor = "end", .fill = ink::soft}));
    }
    for (const double tick : x_axis.ticks) {
        picture.add(line_between(x_of(tick), top, x_of(tick), bottom, ink::rule));
        picture.add(text_at(x_of(tick), bottom + 17.0, x_axis.label(tick),
                            {.size = 11.0, .anchor = "middle", .fill = ink::soft}));
    }
    picture.add(text_at(2.0, top - 14.0, options.y_name, {.size = 11.0, .fill = ink::soft}));
    picture.add(
        text_at(right, options.height - 8.0, options.x_name, {.size = 11.0, .anchor = "end", .fill = ink::soft}));

    if (options.path && dots.size() > 1) {
        std::string line;
        for (const Dot& dot : dots)
            line += (line.empty() ? "M" : "L") + coordinate(x_of(dot.x)) + ' ' + coordinate(y_of(dot.y));
        picture.add("path", {{"d", line}, {"fill", "none"}, {"stroke", "#98a3ad"}, {"stroke-width", 1.5}});
    }
    detail::LabelPlacer<> placer({left, top - 8.0, options.width, bottom});
    detail::add_dots(picture, dots, placer, x_of, y_of);
    return picture;
}

} // namespace corewing::report
