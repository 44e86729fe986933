#pragma once

#include "corewing/base/mark.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/report/colour.hpp"
#include "corewing/report/mark_sign.hpp"
#include "corewing/report/svg.hpp"

#include <optional>
#include <string>
#include <vector>

namespace corewing::report {

/// From low to high.
struct Interval {
    double low = 0.0;  ///< lower end
    double high = 0.0; ///< upper end, >= low
};

/// One bar.
struct Bar {
    std::string label = {};                 ///< written before it
    double value = 0.0;                     ///< length; ignored where there are parts
    std::vector<double> parts = {};         ///< each >= 0, stacked; as many as BarOptions::parts
    std::optional<Interval> interval = {};  ///< whisker: uncertainty, or floor and cap
    std::optional<double> target = {};      ///< a small upright stroke: goal or earlier value
    base::Mark mark = base::Mark::observed; ///< imputed and synthetic bars are pale, with a broken rim
    bool accent = false;                    ///< drawn in the second colour: the bars to look at
    std::string note = {};                  ///< shown when pointed at
};

/// How the bars look.
struct BarOptions {
    std::string title = {};              ///< for screen readers; the page prints a caption
    std::string unit = {};               ///< printed at the axis
    int digits = 1;                      ///< decimals of value labels, in [0, 15]
    std::vector<std::string> parts = {}; ///< names of the stacked parts, for the legend
    bool values = true;                  ///< write each value behind its bar
    std::string interval_name = {};      ///< what a whisker shows, for the legend
    std::string target_name = {};        ///< what the stroke shows, for the legend
    std::string accent_name = {};        ///< what the second colour means, for the legend
    MarkWords mark_words = {};           ///< what the signs of marks mean
    double width = 760.0;                ///< px, in [300, 4000]
};

/// Horizontal bars in the order given, with values, whiskers, targets and stacked parts where wanted.
///
/// A missing bar is left out and its place says –. No bars give a picture of the empty axis.
/// @param bars     values in [-1e290, 1e290]; interval low <= high
/// @param options  looks
/// @return an svg
/// @throws bad_value or bad_shape naming the bar
/// Complexity O(bars x parts).
COREWING_ROUTINE
Element bar_chart(const std::vector<Bar>& bars, const BarOptions& options = {});

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/bar_chart.hpp"
#endif
