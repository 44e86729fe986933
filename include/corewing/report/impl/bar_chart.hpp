#pragma once

#include "corewing/report/bar_chart.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/report/detail/entry_name.hpp"
#include "corewing/report/axis.hpp"
#include "corewing/report/colour.hpp"
#include "corewing/report/mark_sign.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/svg.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace corewing::report {
namespace detail {

/// The length drawn: the value, or the sum of the parts.
template <class = void>
double bar_length(const Bar& bar) {
    double sum = 0.0;
    for (const double part : bar.parts) sum += part;
    return bar.parts.empty() ? bar.value : sum;
}

template <class = void>
void check_bars(const std::vector<Bar>& bars, const BarOptions& options) {
    base::check_range(options.width, 300.0, 4000.0, "width");
    for (Index i = 0; i < std::ssize(bars); ++i) {
        const std::string where = entry_name("bars", i, bars[i].label);
        base::check_range(bars[i].value, -1e290, 1e290, where + ".value");
        for (const double part : bars[i].parts) base::check_range(part, 0.0, 1e290, where + ".parts");
        if (!bars[i].parts.empty())
            base::check_size(std::ssize(bars[i].parts), std::ssize(options.parts), where + ".parts");
        if (bars[i].target) base::check_range(*bars[i].target, -1e290, 1e290, where + ".target");
        if (!bars[i].interval) continue;
        base::check_range(bars[i].interval->low, -1e290, 1e290, where + ".interval.low");
        base::check_range(bars[i].interval->high, bars[i].interval->low, 1e290, where + ".interval.high");
    }
}

/// A row of coloured squares with names; returns the height used.
struct LegendItem {
    std::string name = {};
    Element swatch = Element("g"); ///< drawn in a 16 x 12 box at the origin
};

template <class = void>
double add_legend(Element& picture, const std::vector<LegendItem>& items, double left, double top, double right) {
    double x = left, y = top;
    for (const LegendItem& item : items) {
        const double need = 22.0 + 11.0 * em_width(item.name) + 18.0;
        if (x > left && x + need > right) {
            x = left;
            y += 18.0;
        }
        Element group("g", {{"transform", "translate(" + coordinate(x) + ' ' + coordinate(y) + ')'}});
        group.add(item.swatch).add(text_at(22.0, 10.0, item.name, {.size = 11.0, .fill = ink::soft}));
        picture.add(std::move(group));
        x += need;
    }
    return items.empty() ? 0.0 : y - top + 22.0;
}

/// A bar's rectangle, pale with a broken rim where the number is not an observed one.
template <class = void>
Element bar_box(double x, double y, double width, double height, const Colour& colour, base::Mark mark) {
    Element box("rect", {{"x", x}, {"y", y}, {"width", width}, {"height", height}});
    if (symbol(mark).empty()) return box.set({"fill", hex(colour)});
    box.set({"fill", hex(mix(rgb(0xffffff), colour, 0.3))}).set({"stroke", hex(colour)});
    return box.set({"stroke-dasharray", mark == base::Mark::synthetic ? "2 2" : "5 2"});
}

template <class = void>
std::vector<LegendItem> bar_legend(const std::vector<Bar>& bars, const BarOptions& options) {
    std::vector<LegendItem> items;
    for (Index k = 0; k < std::ssize(options.parts); ++k)
        items.push_back({options.parts[k], bar_box(0, 0, 16, 12, category(k), base::Mark::observed)});
    MarksSeen marks;
    bool intervals = false, targets = false, accents = false;
    for (const Bar& bar : bars) {
        marks.add(bar.mark);
        intervals = intervals || bar.interval.has_value();
        targets = targets || bar.target.has_value();
        accents = accents || bar.accent;
    }
    if (accents && !options.accent_name.empty())
        items.push_back({options.accent_name, bar_box(0, 0, 16, 12, category(1), base::Mark::observed)});
    if (intervals && !options.interval_name.empty()) {
        Element whisker("g");
        whisker.add(line_between(0, 6, 16, 6, ink::strong)).add(line_between(0, 2, 0, 10, ink::strong));
        items.push_back({options.interval_name, whisker.add(line_between(16, 2, 16, 10, ink::strong))});
    }
    if (targets && !options.target_name.empty())
        items.push_back({options.target_name, line_between(8, 0, 8, 12, ink::strong, 2.5)});
    const auto add_mark = [&](base::Mark mark, const std::string& words) {
        if (marks.has(mark))
            items.push_back({std::string(symbol(mark)) + ' ' + words, bar_box(0, 0, 16, 12, category(0), mark)});
    };
    add_mark(base::Mark::imputed, options.mark_words.imputed);
    add_mark(base::Mark::synthetic, options.mark_words.synthetic);
    return items;
}

/// Where the bars are drawn.
struct BarFrame {
    Axis axis;
    double label_width, left, right;
    double top = 0.0; ///< once the height of the legend is known
    double bottom = 0.0;
    static constexpr double row = 24.0, thick = 14.0;

    [[nodiscard]] double x_of(double value) const { return left + (right - left) * axis.position(value); }
};

template <class = void>
BarFrame bar_frame(const std::vector<Bar>& bars, const BarOptions& options) {
    double low = 0.0, high = 0.0, label_width = 40.0, value_width = 0.0;
    for (const Bar& bar : bars) {
        const double length = bar_length(bar);
        label_width = std::max(label_width, 12.0 * em_width(bar.label));
        value_width = std::max(value_width, 12.0 * em_width(marked(fixed(length, options.digits), bar.mark)) + 8.0);
        if (bar.mark == base::Mark::missing) continue;
        low = std::min({low, length, bar.interval ? bar.interval->low : 0.0, bar.target.value_or(0.0)});
        high = std::max({high, length, bar.interval ? bar.interval->high : 0.0, bar.target.value_or(0.0)});
    }
    if (low == 0.0 && high == 0.0) high = 1.0;
    label_width = std::min(std::max(label_width, 10.0 * em_width(options.unit)), 0.36 * options.width);
    return {.axis = nice_axis(low, high, 5),
            .label_width = label_width,
            .left = label_width + 12.0,
            .right = options.width - 8.0 - (options.values ? value_width : 14.0)};
}

template <class = void>
void add_bar_axis(Element& picture, const BarFrame& frame, const BarOptions& options) {
    const Axis& axis = frame.axis;
    const double room = (frame.right - frame.left) / static_cast<double>(axis.ticks.size() - 1);
    const bool every = 10.0 * em_width(axis.label(axis.high)) + 8.0 < room;
    for (Index k = 0; k < std::ssize(axis.ticks); ++k) {
        const double x = frame.x_of(axis.ticks[k]);
        picture.add(line_between(x, frame.top - 4.0, x, frame.bottom, axis.ticks[k] == 0.0 ? "#98a3ad" : ink::rule));
        if (!every && k % 2 == 1) continue;
        picture.add(text_at(x, frame.top - 9.0, axis.label(axis.ticks[k]),
                            {.size = 10.0, .anchor = "middle", .fill = ink::soft}));
    }
    if (!options.unit.empty())
        picture.add(text_at(frame.label_width, frame.top - 9.0, shortened(options.unit, frame.label_width / 10.0),
                            {.size = 10.0, .anchor = "end", .fill = ink::soft}));
}

/// The boxes, the interval and the target of a known bar; gives back where they end.
template <class = void>
double add_bar_shapes(Element& group, const Bar& bar, double y, const BarFrame& frame) {
    const double length = bar_length(bar), middle = y + frame.thick / 2.0;
    double end = std::max(frame.x_of(0.0), frame.x_of(length));
    if (bar.parts.empty()) {
        const double x0 = std::min(frame.x_of(0.0), frame.x_of(length));
        group.add(bar_box(x0, y, end - x0, frame.thick, category(bar.accent ? 1 : 0), bar.mark));
    }
    double sum = 0.0;
    for (Index k = 0; k < std::ssize(bar.parts); ++k) {
        const double x0 = frame.x_of(sum), x1 = frame.x_of(sum + bar.parts[k]);
        group.add(bar_box(x0, y, x1 - x0, frame.thick, category(k), bar.mark));
        sum += bar.parts[k];
    }
    if (bar.interval) {
        const double x0 = frame.x_of(bar.interval->low), x1 = frame.x_of(bar.interval->high);
        group.add(line_between(x0, middle, x1, middle, ink::strong));
        group.add(line_between(x0, middle - 4.0, x0, middle + 4.0, ink::strong));
        group.add(line_between(x1, middle - 4.0, x1, middle + 4.0, ink::strong));
        end = std::max(end, x1);
    }
    if (bar.target) {
        const double x = frame.x_of(*bar.target);
        group.add(line_between(x, y - 3.0, x, y + frame.thick + 3.0, "#fff", 5.0));
        group.add(line_between(x, y - 3.0, x, y + frame.thick + 3.0, ink::strong, 2.5));
        end = std::max(end, x + 2.0);
    }
    return end;
}

template <class = void>
Element drawn_bar(const Bar& bar, double y, const BarFrame& frame, const BarOptions& options) {
    const double text_base = y + frame.thick / 2.0 + 4.0;
    const bool missing = bar.mark == base::Mark::missing;
    const std::string value = marked(fixed(bar_length(bar), options.digits), bar.mark);
    Element group("g");
    group.add("title", {},
              bar.label + ": " + value + (options.unit.empty() ? "" : ' ' + options.unit) +
                  (bar.note.empty() ? "" : ". " + bar.note));
    group.add(text_at(frame.label_width, text_base, shortened(bar.label, frame.label_width / 12.0), {.anchor = "end"}));
    const double end = missing ? std::max(frame.x_of(0.0), 0.0) : add_bar_shapes(group, bar, y, frame);
    if (options.values) group.add(text_at(end + 6.0, text_base, value, {.fill = missing ? ink::soft : ink::strong}));
    return group;
}

} // namespace detail

COREWING_BODY
Element bar_chart(const std::vector<Bar>& bars, const BarOptions& options) {
    detail::check_bars(bars, options);
    detail::BarFrame frame = detail::bar_frame(bars, options);
    Element legend("g");
    frame.top = detail::add_legend(legend, detail::bar_legend(bars, options), frame.left, 4.0, options.width) + 26.0;
    frame.bottom = frame.top + frame.row * static_cast<double>(std::max<Index>(1, bars.size()));

    Element picture = canvas(options.width, frame.bottom + 10.0, options.title.empty() ? "Bar chart" : options.title);
    picture.add(std::move(legend));
    detail::add_bar_axis(picture, frame, options);
    for (Index i = 0; i < std::ssize(bars); ++i) {
        const double y = frame.top + frame.row * static_cast<double>(i) + (frame.row - frame.thick) / 2.0;
        picture.add(detail::drawn_bar(bars[i], y, frame, options));
    }
    return picture;
}

} // namespace corewing::report
