#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/report/svg.hpp"

#include <string>
#include <vector>

namespace corewing::report {

/// One dot: a place, or one answer on a trade-off.
struct Dot {
    std::string label = {}; ///< empty: not labelled
    double x = 0.0;         ///< along the horizontal axis
    double y = 0.0;         ///< along the vertical axis
    Index kind = 0;         ///< index into ScatterOptions::kinds: colour
    bool accent = false;    ///< larger, labelled first: the answer chosen
    std::string note = {};  ///< shown when pointed at
};

/// How the dots look.
struct ScatterOptions {
    std::string title = {};              ///< for screen readers; the page prints a caption
    std::string x_name = {};             ///< with its unit
    std::string y_name = {};             ///< with its unit
    std::vector<std::string> kinds = {}; ///< names for the legend; empty = one kind
    bool path = false;                   ///< join the dots in the order given: a frontier
    double width = 760.0;                ///< px, in [300, 4000]
    double height = 440.0;               ///< px, in [160, 4000]
};

/// Dots over two axes with labels that do not overlap; where there is no room a label is left out, the
/// last dots first (accented ones last of all). For a trade-off such as efficiency against equality.
///
/// No dots give an empty frame.
/// @param dots  x and y in [-1e290, 1e290]; kind below the number of kinds (0 if there are none)
/// @param options  looks
/// @return an svg
/// @throws bad_value naming the dot
/// Complexity O(n^2) for n dots.
COREWING_ROUTINE
Element scatter(const std::vector<Dot>& dots, const ScatterOptions& options = {});

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/scatter.hpp"
#endif
