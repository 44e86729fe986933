#pragma once

#include "corewing/report/heat_matrix.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/report/axis.hpp"
#include "corewing/report/colour.hpp"
#include "corewing/report/mark_sign.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/svg.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace corewing::report {
namespace detail {

/// Equal steps with round bounds: a reader can match a colour to the legend, also in print.
struct HeatScale {
    Axis axis = {};
    bool centred = false;
    double centre = 0.0;

    [[nodiscard]] Index steps() const { return axis.ticks.size() - 1; }
    [[nodiscard]] Index step_of(double value) const {
        const double place = std::clamp(axis.position(value) + 1e-9, 0.0, 1.0) * static_cast<double>(steps());
        return std::min<Index>(std::llround(std::floor(place)), steps() - 1);
    }
    [[nodiscard]] Colour colour(Index step) const {
        if (centred) {
            const double middle = 0.5 * (axis.ticks[step] + axis.ticks[step + 1]);
            const double reach = std::max(axis.high - centre, centre - axis.low);
            return diverging(0.5 + 0.5 * (middle - centre) / reach);
        }
        if (steps() == 1) return sequential(0.5);
        return sequential(static_cast<double>(step) / static_cast<double>(steps() - 1));
    }
};

template <class Shown>
HeatScale heat_scale(const Eigen::Ref<const Eigen::MatrixXd>& values, const Shown& shown, const HeatOptions& options) {
    bool any = false;
    double low = 0.0, high = 0.0;
    for (Index j = 0; j < values.cols(); ++j)
        for (Index i = 0; i < values.rows(); ++i) {
            if (!shown(i, j)) continue;
            low = any ? std::min(low, values(i, j)) : values(i, j);
            high = any ? std::max(high, values(i, j)) : values(i, j);
            any = true;
        }
    if (options.centred) {
        const double reach = std::max({high - options.centre, options.centre - low, 0.0});
        low = options.centre - reach;
        high = options.centre + reach;
    }
    return {nice_axis(low, high, 10), options.centred, options.centre};
}

/// Width of one step in the legend.
template <class = void>
double legend_step(const HeatScale& scale) {
    const double longest =
        std::max(em_width(scale.axis.label(scale.axis.low)), em_width(scale.axis.label(scale.axis.high)));
    return std::max(30.0, 10.0 * longest + 8.0);
}

template <class = void>
Element heat_legend(const HeatScale& scale, double x, double y, const HeatOptions& options) {
    Element legend("g");
    const double wide = legend_step(scale);
    if (!options.unit.empty()) legend.add(text_at(x, y - 6.0, options.unit, {.size = 11.0, .fill = ink::soft}));
    for (Index k = 0; k < scale.steps(); ++k) {
        const double left = x + wide * static_cast<double>(k);
        legend.add("rect", {{"x", left},
                            {"y", y},
                            {"width", wide},
                            {"height", 12.0},
                            {"fill", hex(scale.colour(k))},
                            {"stroke", "#fff"},
                            {"stroke-width", 1.0}});
    }
    for (Index k = 0; k <= scale.steps(); ++k)
        legend.add(text_at(x + wide * static_cast<double>(k), y + 24.0, scale.axis.label(scale.axis.ticks[k]),
                           {.size = 10.0, .anchor = "middle", .fill = ink::soft}));
    return legend;
}

/// Where cells, names and legend stand. Column names rise at 50 degrees.
struct HeatFrame {
    double cell, text; ///< side of a cell, size of the names
    double row_width, column_width;
    double left, top, width, bottom;
    double legend_left;
};

template <class = void>
HeatFrame heat_frame(const std::vector<std::string>& rows, const std::vector<std::string>& columns,
                     const HeatScale& scale, const HeatOptions& options) {
    const auto n = static_cast<double>(std::max<Index>(1, rows.size()));
    const auto m = std::ssize(columns);
    double row_width = 30.0, column_width = 30.0;
    for (const std::string& name : rows) row_width = std::max(row_width, 11.0 * em_width(name));
    for (const std::string& name : columns) column_width = std::max(column_width, 11.0 * em_width(name));
    row_width = std::min(row_width, 0.3 * options.width);
    column_width = std::min(column_width, 220.0);
    const double slope = 0.766, left = row_width + 10.0;
    const double overhang = 0.643 * column_width;
    const double cell =
        std::clamp((options.width - left - overhang) / static_cast<double>(std::max<Index>(1, m)), 9.0, 44.0);
    const double text = std::min(11.0, 0.72 * cell);
    const double width = std::max(options.width, left + cell * static_cast<double>(m) + overhang * text / 11.0);
    const double legend_height = 48.0, rise = slope * column_width * text / 11.0;
    const double legend_width = legend_step(scale) * static_cast<double>(scale.steps());
    // Pairs leave the upper right open; the legend goes there if the column names stay clear of it.
    const double legend_left = options.pairs ? std::max(left, width - legend_width - 24.0) : left;
    const double reached = left + overhang * text / 11.0 + rise + 2.0 * cell;
    const bool beside = options.pairs && legend_left > reached;
    const double top = options.pairs ? (beside ? rise : legend_height + rise) - cell + 6.0 : legend_height + rise + 8.0;
    return {.cell = cell,
            .text = text,
            .row_width = row_width,
            .column_width = column_width,
            .left = left,
            .top = top,
            .width = width,
            .bottom = top + cell * n,
            .legend_left = legend_left};
}

/// One cell: its box, and its value or a sign of its mark as far as there is room.
template <class = void>
void add_heat_cell(Element& body, double x, double y, double cell, const Colour& ground, const std::string& value,
                   base::Mark mark, const std::string& who) {
    const bool missing = mark == base::Mark::missing;
    Element box("rect", {{"x", x}, {"y", y}, {"width", cell - 1.0}, {"height", cell - 1.0}, {"fill", hex(ground)}});
    if (missing) box.set({"stroke", ink::rule});
    box.add("title", {}, who + ": " + value);
    body.add(std::move(box));
    const double size = std::min(11.0, (cell - 4.0) / em_width(value));
    if (size >= 8.0 && cell >= 18.0)
        body.add(text_at(x + (cell - 1.0) / 2.0, y + (cell - 1.0) / 2.0 + 0.35 * size, value,
                         {.size = size, .anchor = "middle", .fill = ink_on(ground)}));
    else if (!symbol(mark).empty() && !missing)
        body.add("circle", {{"cx", x + cell - 4.0},
                            {"cy", y + 3.0},
                            {"r", mark == base::Mark::synthetic ? 1.6 : 1.0},
                            {"fill", mark == base::Mark::synthetic ? std::string("none") : ink_on(ground)},
                            {"stroke", ink_on(ground)},
                            {"stroke-width", 0.7}});
}

template <class = void>
Element heat_row_name(const std::string& name, double y, const HeatFrame& frame) {
    return text_at(frame.left - 6.0, y + frame.cell / 2.0 + 0.35 * frame.text,
                   shortened(name, frame.row_width / frame.text), {.size = frame.text, .anchor = "end"});
}

/// The names above the columns; those of pairs stand over their first cell, and the last column has none.
template <class = void>
void add_heat_columns(Element& body, const std::vector<std::string>& columns, const HeatFrame& frame, bool pairs) {
    for (Index j = 0; j < std::ssize(columns); ++j) {
        if (pairs && j + 1 == std::ssize(columns)) continue;
        const double x = frame.left + frame.cell * (static_cast<double>(j) + 0.6);
        const double y = pairs ? frame.top + frame.cell * static_cast<double>(j + 1) - 4.0 : frame.top - 6.0;
        body.add(text_at(x, y, shortened(columns[j], frame.column_width / frame.text),
                         {.size = frame.text, .angle = -50.0}));
    }
}

} // namespace detail

COREWING_BODY
Element heat_matrix(const std::vector<std::string>& rows, const std::vector<std::string>& columns,
                    const Eigen::Ref<const Eigen::MatrixXd>& values, const HeatOptions& options) {
    const auto n = std::ssize(rows), m = std::ssize(columns);
    base::check_shape(values, n, m, "values");
    base::check_range(values, -1e290, 1e290, "values");
    base::check_range(options.width, 300.0, 4000.0, "width");
    base::check_range(options.centre, -1e290, 1e290, "centre");
    if (options.pairs) base::check_shape(values, n, n, "values");
    if (options.marks.size() > 0) base::check_shape(options.marks.matrix(), n, m, "marks");
    const auto mark_of = [&](Index i, Index j) {
        return options.marks.size() > 0 ? options.marks(i, j) : base::Mark::observed;
    };
    const auto drawn = [&](Index i, Index j) { return !options.pairs || j < i; };
    const detail::HeatScale scale = detail::heat_scale(
        values, [&](auto i, auto j) { return drawn(i, j) && mark_of(i, j) != base::Mark::missing; }, options);
    const detail::HeatFrame frame = detail::heat_frame(rows, columns, scale, options);

    Element body("g");
    MarksSeen marks;
    for (Index i = 0; i < n; ++i) {
        const double y = frame.top + frame.cell * static_cast<double>(i);
        if (!options.pairs || i > 0) body.add(detail::heat_row_name(rows[i], y, frame));
        for (Index j = 0; j < m; ++j) {
            if (!drawn(i, j)) continue;
            const base::Mark mark = mark_of(i, j);
            marks.add(mark);
            const Colour ground =
                mark == base::Mark::missing ? rgb(0xffffff) : scale.colour(scale.step_of(values(i, j)));
            detail::add_heat_cell(body, frame.left + frame.cell * static_cast<double>(j), y, frame.cell, ground,
                                  marked(fixed(values(i, j), options.digits), mark), mark,
                                  rows[i] + " – " + columns[j]);
        }
    }
    detail::add_heat_columns(body, columns, frame, options.pairs);

    Element picture = canvas(frame.width, frame.bottom + 8.0, options.title.empty() ? "Matrix" : options.title);
    if (n > 0 && m > 0) picture.add(detail::heat_legend(scale, frame.legend_left, 16.0, options));
    const std::string legend = mark_legend(marks, options.mark_words);
    picture.add(std::move(body));
    if (!legend.empty()) picture.add("desc", {}, legend);
    return picture;
}

} // namespace corewing::report
