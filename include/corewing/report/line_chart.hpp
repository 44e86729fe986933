#pragma once

#include "corewing/base/mark.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/report/bar_chart.hpp"
#include "corewing/report/colour.hpp"
#include "corewing/report/mark_sign.hpp"
#include "corewing/report/svg.hpp"

#include <optional>
#include <string>
#include <vector>

namespace corewing::report {

/// One point of a series.
struct Point {
    double x = 0.0;                         ///< along the axis, for example a year
    double y = 0.0;                         ///< in the unit of the chart
    base::Mark mark = base::Mark::observed; ///< imputed and synthetic points are hollow, missing ones left out
    std::optional<Interval> interval = {};  ///< a band round the line
    bool joined = true;                     ///< false: not joined to the point before (the definition changed)
};

/// One line.
struct Series {
    std::string name = {};          ///< written at its end
    std::vector<Point> points = {}; ///< x not falling
    bool step = false;              ///< holds its value until the next point
    bool broken = false;            ///< dashed: a plan, a projection
};

/// How the lines look.
struct LineOptions {
    std::string title = {};            ///< for screen readers; the page prints a caption
    std::string unit = {};             ///< printed above the axis
    std::string x_name = {};           ///< printed below the axis
    bool from_zero = false;            ///< the axis begins at 0
    std::string_view x_separator = ""; ///< between groups of three digits; none for years
    int digits = 1;                    ///< decimals of the value at the end of a line, in [0, 15]
    MarkWords mark_words = {};         ///< what the signs of marks mean
    double width = 760.0;              ///< px, in [300, 4000]
    double height = 320.0;             ///< px, in [160, 4000]
};

/// Lines or steps over a common axis, each named at its end, with bands and hollow points where
/// numbers are estimates.
///
/// Points marked missing interrupt a line. No points give an empty frame.
/// @param series  x and y in [-1e290, 1e290], x not falling, interval low <= high
/// @param options  looks
/// @return an svg
/// @throws bad_value naming series and point
/// Complexity O(points + s log s) for s series.
COREWING_ROUTINE
Element line_chart(const std::vector<Series>& series, const LineOptions& options = {});

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/line_chart.hpp"
#endif
