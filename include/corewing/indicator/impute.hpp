#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/random.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace corewing::indicator {

/// What to put where a value is missing (缺失值插补).
enum class Imputation {
    none,       ///< nothing: a missing cell is an error
    group_mean, ///< mean of the known places of the group (cluster)
    ratio,      ///< another column times the known places' ratio to it
    linear,     ///< on the line between the years before and after; columns are the years of one indicator
    nearest,    ///< the value of the place most alike in the other columns (nearest-neighbour hot deck)
    hot_deck,   ///< the value of a place drawn at random from the group
};

/// What it is called in print.
/// @param method  of imputation
/// @return "none", "group mean" ...
constexpr std::string_view name(Imputation method) {
    constexpr std::array<std::string_view, 6> names{"none", "group mean", "ratio", "linear", "nearest", "hot deck"};
    return names[base::position(method)];
}

using base::operator<<; // an enumerator prints as its name()

/// Choices of impute().
struct ImputeOptions {
    Imputation method = Imputation::none; ///< what to put where a value is missing
    std::vector<Index> columns = {};      ///< columns to fill; empty = all
    std::vector<int> group = {};          ///< places x 1, number of the place's cluster; empty = one group
    Eigen::VectorXd other = {};           ///< ratio: places x 1, the other column (population ...), each >= 0
    Index other_column = -1;              ///< ratio: the other column as a column of values, if `other` is empty
    Eigen::VectorXd total = {}; ///< columns to fill x 1, known total of each: filled cells are scaled to meet it
    Eigen::VectorXd years = {}; ///< linear: columns x 1, growing; empty = 0, 1, 2 ...
    std::uint64_t seed = 1;     ///< hot_deck
};

/// A cell that was filled.
struct Fill {
    Index row = 0;      ///< its place
    Index column = 0;   ///< its indicator
    double value = 0.0; ///< what was put there, in the column's unit
    Index from = -1;    ///< nearest, hot_deck: the place it was taken from; else -1
};

/// Values without a gap, and how the gaps were filled.
struct Imputed {
    Eigen::MatrixXd values = {};  ///< places x indicators
    base::Marks marks = {};       ///< as given, but Mark::imputed where a cell was filled
    std::vector<Fill> fills = {}; ///< every cell filled, column by column
    base::Findings findings = {}; ///< what was filled from what, a line a column; subject = its number, from 0
};

/// Fills missing cells, marks them, and says what was filled from what.
///   group_mean  mean of the known cells of the group
///   ratio       other_i * sum(known) / sum(other of known), within the group; with `total` the filled cells are then
///               scaled by one factor so that the column, known and filled together, sums to it
///   linear      between the years before and after; beyond the ends the nearest known year is kept
///   nearest     donor with the least mean squared distance over the columns known for both, each in its standard
///               deviations; ties by index
///   hot_deck    donor drawn from the group, the same for one seed
/// Only cells known at the start are used. Where a group has no known cell (for ratio: or no other), all places are
/// used, with a warning. With a total, a ratio needs no known cell: the total is divided in proportion to the other
/// column. A place without any known year stays missing under linear, with a warning. Call it again with other
/// `columns` to fill them by another method.
/// @param values  places x indicators; missing cells may hold anything
/// @param marks   places x indicators; Mark::missing where a cell is not known
/// @param options  method, columns, groups, totals
/// @return values, marks, fills and findings
/// @throws bad_data for a missing cell under Imputation::none, for a column nobody knows, for a total below the sum of
///         known cells; bad_shape, bad_value
/// Complexity O(missing * places), nearest times indicators.
/// Source: OECD & JRC 2008, Handbook on Constructing Composite Indicators, step 3; Andridge & Little 2010 (hot deck).
COREWING_ROUTINE
Imputed impute(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks,
               const ImputeOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/impute.hpp"
#endif
