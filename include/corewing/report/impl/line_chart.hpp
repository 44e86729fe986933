#pragma once

#include "corewing/report/line_chart.hpp"

#include "corewing/report/detail/entry_name.hpp"
#include "corewing/report/detail/spread.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/report/axis.hpp"
#include "corewing/report/bar_chart.hpp"
#include "corewing/report/colour.hpp"
#include "corewing/report/mark_sign.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/svg.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

namespace corewing::report {
namespace detail {

/// Ticks for x: whole numbers (years) are not cut into halves.
template <class = void>
Axis x_axis(const std::vector<double>& xs, const Interval& across) {
    const bool years =
        std::all_of(xs.begin(), xs.end(), [](double x) { return std::abs(x) < 1e9 && x == std::floor(x); });
    if (!years || xs.empty()) return nice_axis(across.low, across.high, 7);
    const double more = across.low < across.high ? 0.0 : 1.0;
    const double length = across.high - across.low + 2.0 * more;
    return nice_axis(across.low - more, across.high + more, static_cast<int>(std::min(7.0, length)));
}

inline std::string point_text(double x, double y) {
    return coordinate(x) + ' ' + coordinate(y);
}

/// The paths and points of one series.
template <class X, class Y>
Element drawn_series(const Series& series, const Colour& colour, const X& x_of, const Y& y_of) {
    Element group("g");
    std::string line, upper, lower;
    std::vector<std::string> bands;
    const Point* before = nullptr;
    const auto close_band = [&] {
        if (!upper.empty()) bands.push_back("M" + upper + lower + "Z");
        upper.clear();
        lower.clear();
    };
    for (const Point& point : series.points) {
        const bool missing = point.mark == base::Mark::missing;
        const bool joined = before != nullptr && point.joined && !missing;
        if (!joined || !point.interval) close_band();
        if (missing) {
            before = nullptr;
            continue;
        }
        const double x = x_of(point.x), y = y_of(point.y);
        if (joined && series.step) line += "L" + point_text(x, y_of(before->y));
        line += (joined ? "L" : "M") + point_text(x, y);
        if (point.interval) {
            upper += (upper.empty() ? "" : "L") + point_text(x, y_of(point.interval->high));
            lower = "L" + point_text(x, y_of(point.interval->low)) + lower;
        }
        before = &point;
    }
    close_band();
    for (const std::string& band : bands)
        group.add("path", {{"d", band}, {"fill", hex(colour)}, {"fill-opacity", 0.14}});
    if (!line.empty()) {
        Element path("path", {{"d", line}, {"fill", "none"}, {"stroke", hex(colour)}, {"stroke-width", 2.0}});
        path.set({"stroke-linejoin", "round"});
        if (series.broken) path.set({"stroke-dasharray", "6 4"});
        group.add(std::move(path));
    }
    return group;
}

/// The points that are known, and the room their names want.
struct LineExtent {
    std::vector<double> xs = {};
    std::vector<double> ys = {};
    double name_width = 20.0;
};

template <class = void>
LineExtent line_extent(const std::vector<Series>& series, const LineOptions& options) {
    LineExtent extent;
    if (options.from_zero) extent.ys.push_back(0.0);
    for (Index s = 0; s < std::ssize(series); ++s) {
        double last = -1e290;
        std::string end;
        for (Index k = 0; k < std::ssize(series[s].points); ++k) {
            const Point& point = series[s].points[k];
            const std::string where = entry_name("series", s, series[s].name) + ".points[" + std::to_string(k) + ']';
            base::check_range(point.x, last, 1e290, where + ".x");
            base::check_range(point.y, -1e290, 1e290, where + ".y");
            last = point.x;
            if (point.mark == base::Mark::missing) continue;
            end = marked(fixed(point.y, options.digits), point.mark);
            extent.xs.push_back(point.x);
            extent.ys.push_back(point.y);
            if (!point.interval) continue;
            base::check_range(point.interval->low, -1e290, 1e290, where + ".interval.low");
            base::check_range(point.interval->high, point.interval->low, 1e290, where + ".interval.high");
            extent.ys.push_back(point.interval->low);
            extent.ys.push_back(point.interval->high);
        }
        extent.name_width = std::max(extent.name_width, 11.8 * em_width(series[s].name + ' ' + end));
    }
    return extent;
}

/// Where the lines are drawn.
struct LineFrame {
    double left, right, top, bottom; ///< in the picture
    double x_low, x_high;            ///< at left and right
    Axis x_axis, y_axis;

    [[nodiscard]] double x_of(double x) const { return left + (right - left) * ((x - x_low) / (x_high - x_low)); }
    [[nodiscard]] double y_of(double y) const { return bottom - (bottom - top) * y_axis.position(y); }
};

template <class = void>
LineFrame line_frame(const LineExtent& extent, const LineOptions& options) {
    const auto range = [](const std::vector<double>& values) {
        if (values.empty()) return Interval{0.0, 0.0};
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        return Interval{*low, *high};
    };
    const Interval across = range(extent.xs), along = range(extent.ys);
    const Axis x_ticks = x_axis(extent.xs, across), y_ticks = nice_axis(along.low, along.high, 5);
    const double widest = std::max(em_width(y_ticks.label(y_ticks.high)), em_width(y_ticks.label(y_ticks.low)));
    return {.left = 14.0 + 11.0 * widest,
            .right = options.width - std::min(extent.name_width, 0.4 * options.width) - 14.0,
            .top = 30.0,
            .bottom = options.height - (options.x_name.empty() ? 26.0 : 44.0),
            .x_low = across.low < across.high ? across.low : x_ticks.low,
            .x_high = across.low < across.high ? across.high : x_ticks.high,
            .x_axis = x_ticks,
            .y_axis = y_ticks};
}

template <class = void>
void add_line_axes(Element& picture, const LineFrame& frame, const LineOptions& options) {
    for (const double tick : frame.y_axis.ticks) {
        const double y = frame.y_of(tick);
        picture.add(line_between(frame.left, y, frame.right, y, tick == 0.0 ? "#98a3ad" : ink::rule));
        picture.add(text_at(frame.left - 6.0, y + 4.0, frame.y_axis.label(tick),
                            {.size = 11.0, .anchor = "end", .fill = ink::soft}));
    }
    for (const double tick : frame.x_axis.ticks) {
        const double scale = std::max(std::abs(frame.x_low), std::abs(frame.x_high));
        if (base::above(frame.x_low, tick, scale) || base::above(tick, frame.x_high, scale)) continue;
        const double x = frame.x_of(tick);
        picture.add(line_between(x, frame.bottom, x, frame.bottom + 4.0, "#98a3ad"));
        picture.add(text_at(x, frame.bottom + 17.0, frame.x_axis.label(tick, options.x_separator),
                            {.size = 11.0, .anchor = "middle", .fill = ink::soft}));
    }
    if (!options.unit.empty()) picture.add(text_at(2.0, 14.0, options.unit, {.size = 11.0, .fill = ink::soft}));
    if (!options.x_name.empty())
        picture.add(text_at((frame.left + frame.right) / 2.0, options.height - 8.0, options.x_name,
                            {.size = 11.0, .anchor = "middle", .fill = ink::soft}));
}

/// The points of one series; gives back the last known one, or null.
template <class = void>
const Point* add_line_points(Element& picture, const Series& series, const Colour& colour, const LineFrame& frame,
                             const LineOptions& options) {
    const Point* last = nullptr;
    for (const Point& point : series.points) {
        if (point.mark == base::Mark::missing) continue;
        last = &point;
        const std::string value = marked(fixed(point.y, options.digits), point.mark);
        Element dot("circle", {{"cx", frame.x_of(point.x)},
                               {"cy", frame.y_of(point.y)},
                               {"r", 3.0},
                               {"stroke", hex(colour)},
                               {"stroke-width", 1.5},
                               {"fill", symbol(point.mark).empty() ? hex(colour) : "#ffffff"}});
        dot.add("title", {}, series.name + ", " + base::to_text(point.x) + ": " + value);
        picture.add(std::move(dot));
    }
    return last;
}

} // namespace detail

COREWING_BODY
Element line_chart(const std::vector<Series>& series, const LineOptions& options) {
    base::check_range(options.width, 300.0, 4000.0, "width");
    base::check_range(options.height, 160.0, 4000.0, "height");
    const detail::LineFrame frame = detail::line_frame(detail::line_extent(series, options), options);
    Element picture = canvas(options.width, options.height, options.title.empty() ? "Line chart" : options.title);
    detail::add_line_axes(picture, frame, options);

    std::vector<double> ends;
    std::vector<std::string> names;
    std::vector<Colour> colours;
    for (Index s = 0; s < std::ssize(series); ++s) {
        const Colour colour = category(s);
        picture.add(detail::drawn_series(
            series[s], colour, [&](double x) { return frame.x_of(x); }, [&](double y) { return frame.y_of(y); }));
        const Point* last = detail::add_line_points(picture, series[s], colour, frame, options);
        if (last == nullptr) continue;
        ends.push_back(frame.y_of(last->y));
        names.push_back(series[s].name + ' ' + marked(fixed(last->y, options.digits), last->mark));
        colours.push_back(colour);
    }
    const std::vector<double> places = detail::spread(ends, 15.0, frame.top, frame.bottom);
    for (Index k = 0; k < std::ssize(places); ++k)
        picture.add(text_at(frame.right + 10.0, places[k] + 4.0,
                            shortened(names[k], (options.width - frame.right - 12.0) / 11.8),
                            {.size = 11.0, .fill = hex(mix(colours[k], rgb(0x000000), 0.3)), .bold = true}));
    return picture;
}

} // namespace corewing::report
