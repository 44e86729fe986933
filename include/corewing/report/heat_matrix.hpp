#pragma once

#include "corewing/base/mark.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/report/colour.hpp"
#include "corewing/report/mark_sign.hpp"
#include "corewing/report/svg.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace corewing::report {

/// How the matrix looks.
struct HeatOptions {
    std::string title = {};    ///< for screen readers; the page prints a caption
    std::string unit = {};     ///< printed at the legend
    int digits = 2;            ///< decimals of values, in [0, 15]
    bool pairs = false;        ///< the matrix is symmetric: draw the lower triangle without the diagonal
    bool centred = false;      ///< two-sided colours round `centre` instead of pale to dark
    double centre = 0.0;       ///< the middle of two-sided colours
    base::Marks marks = {};    ///< empty = all observed; missing cells are left open
    MarkWords mark_words = {}; ///< what the signs of marks mean
    double width = 960.0;      ///< px, in [300, 4000]
};

/// A matrix as coloured cells with a stepped legend; large cells carry their value.
///
/// Imputed and synthetic cells carry a small mark, missing ones are left open. Constant values give one colour.
/// @param rows, columns  names; as many as the matrix has
/// @param values         rows x columns, in [-1e290, 1e290]; with `pairs` square, its lower triangle is read
/// @param options  looks
/// @return an svg
/// @throws bad_shape or bad_value
/// Complexity O(rows x columns).
COREWING_ROUTINE
Element heat_matrix(const std::vector<std::string>& rows, const std::vector<std::string>& columns,
                    const Eigen::Ref<const Eigen::MatrixXd>& values, const HeatOptions& options = {});

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/heat_matrix.hpp"
#endif
