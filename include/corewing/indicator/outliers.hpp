#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace corewing::indicator {

/// What to do with values that stand far from all others (异常值处理). All treatments keep the order of the places.
enum class Treatment {
    none,      ///< nothing
    winsorise, ///< pull the farthest values in to their neighbours, one by one, until the column is no longer skewed
    quantile,  ///< pull everything beyond two quantiles in to them
    log,       ///< logarithm
    box_cox,   ///< power transformation with the most likely exponent
    automatic, ///< winsorise; where that does not help, logarithm of the untouched column
};

/// What it is called in print.
/// @param method  of treatment
/// @return "none", "winsorise" ...
constexpr std::string_view name(Treatment method) {
    constexpr std::array<std::string_view, 6> names{"none",      "winsorise", "quantile",
                                                    "logarithm", "Box-Cox",   "automatic"};
    return names[base::position(method)];
}

using base::operator<<; // an enumerator prints as its name()

/// Choices of treat_outliers().
struct TreatOptions {
    Treatment method = Treatment::none; ///< what to do with values far from all others
    std::vector<Index> columns = {};    ///< columns to treat; empty = all
    double skewness = 2.0;              ///< winsorise, automatic: a column is treated while |skewness| is above this
    double kurtosis = 3.5;              ///< ... and excess kurtosis above this
    int most = 5;                       ///< winsorise, automatic: cells of a column moved at most, >= 0
    double quantile = 0.05;             ///< quantile: this share is pulled in at either end, in [0, .5)
    std::optional<double> lambda = std::nullopt; ///< box_cox: exponent in [-5, 5]; none = the most likely one
};

/// A cell that was pulled in.
struct Cut {
    Index row = 0;       ///< its place
    Index column = 0;    ///< its indicator
    double before = 0.0; ///< in the column's unit
    double after = 0.0;  ///< the same unit, nearer to the others
};

/// Values, and what was done to them.
struct Treated {
    Eigen::MatrixXd values = {};        ///< places x indicators
    std::vector<Treatment> method = {}; ///< what each column got: none, winsorise, quantile, log or box_cox
    Eigen::VectorXd lambda = {};        ///< columns x 1: exponent of a Box-Cox column, else 1
    std::vector<Cut> cuts = {};         ///< every cell pulled in, column by column
    base::Findings findings = {};       ///< subject = the column's number, from 0
};

/// Skewness G1, corrected for the number of places; 0 for a constant column or fewer than 3 places.
/// @param x  places x 1, finite
/// @return without a unit; negative where the long tail is on the left
/// Complexity O(n). Source: Joanes & Gill 1998 (type 2).
COREWING_ROUTINE
double skewness(const Eigen::Ref<const Eigen::VectorXd>& x);

/// Excess kurtosis G2, corrected for the number of places; 0 for a constant column or fewer than 4 places.
/// @param x  places x 1, finite
/// @return without a unit; 0 for a normal distribution
/// Complexity O(n). Source: Joanes & Gill 1998 (type 2).
COREWING_ROUTINE
double kurtosis(const Eigen::Ref<const Eigen::VectorXd>& x);

/// Treats columns in which a few places stand so far out that they would decide the index.
///   winsorise  while |skewness| > 2 and kurtosis > 3.5: the farthest value takes its neighbour's value, at
///              most 5 cells
///   quantile   x is kept within its quantiles q and 1 - q (straight lines between ordered values)
///   log        ln(x - min + range / 100); -ln(max - x + range / 100) where the long tail is on the left
///   box_cox    (z^l - 1) / l, l = 0: ln z, z = x in units of its geometric mean (moved to be positive first, by
///              - min + range / 100, if it is not), l the maximum of the profile likelihood in [-5, 5]
///   automatic  winsorise; if the column is still skewed, log of the untouched column; if that is no less skewed, such
///              as where nine of ten places have 0, nothing
/// Every treatment keeps the order of the places, and none makes a column constant: it is then left alone with a
/// finding. A constant column is left alone.
/// @param values  places x indicators, all known
/// @param options  method, columns, limits
/// @return treated values, what was done to each column, every cell cut, and a finding a column
/// @throws bad_shape, bad_value
/// Complexity O(n) a column, times 5 for winsorise and about 100 for box_cox.
/// Source: OECD & JRC 2008, Handbook, step 3; Becker et al. 2022, COINr, JOSS 7(78) (qTreat); Box & Cox 1964.
COREWING_ROUTINE
Treated treat_outliers(const Eigen::Ref<const Eigen::MatrixXd>& values, const TreatOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/outliers.hpp"
#endif
