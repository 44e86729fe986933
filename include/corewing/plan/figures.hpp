#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/marked_column.hpp"
#include "corewing/model/region.hpp"

#include <optional>
#include <string_view>
#include <vector>

/// The figures that a plan works with: gaps of districts filled as indicators.csv says (column fill), marked as imputed,
/// and formulas worked out on what was filled.
namespace corewing::plan {

/// An indicator in one year, with its gaps filled where a way was chosen.
struct Figures {
    model::Column column = {};      ///< all places of the region; what was filled is marked imputed
    std::vector<Index> filled = {}; ///< places whose figure was filled, ascending
    double error = 0.0; ///< median relative error of foretelling a known district from the others in the same way, not
                        ///< scaled; >= 0; 1 where none can be foretold; 0 where nothing was filled
    base::Findings findings = {}; ///< what was filled from what, and what could not be
};

/// The figures of an indicator in the plan's year: that year where some place has a figure, else the latest before it,
/// else the latest there is.
///   cluster_mean  mean of the known districts of the cluster; of all where the cluster has none, or there is none
///   ratio:OTHER   OTHER times the known districts' ratio to it; OTHER as measured in the same year, else in its nearest
///   linear        on the line between the years before and after, or the nearest year beyond the ends
///   nearest       the figure of the district most alike in the other measured indicators of the same tree (of all where
///                 it stands in none), each in the same year, else in its nearest
/// Where the region's own figure of that year is known, filled ones are scaled so that all districts sum to it; not
/// where a gap stays, nor where the unit is a share or a ratio, which do not add up. Districts alone are filled: a
/// platform lies in them, and a partner outside. A formula is worked out on filled figures, and has no gaps filled
/// itself.
/// @param region     whose figures
/// @param indicator  id
/// @param year       of the plan; none = the latest
/// @return nothing where no place has a figure in any year
/// @throws unknown_name with the nearest id
/// Complexity O(n^2) for the error of a filled column, at most 200 districts foretold; else O(n + rows).
/// Source: as indicator::impute(); leave-one-out error, Stone 1974, JRSS B 36(2).
COREWING_ROUTINE
std::optional<Figures> figures_of(const model::Region& region, std::string_view indicator,
                                  std::optional<int> year = std::nullopt);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/figures.hpp"
#endif
