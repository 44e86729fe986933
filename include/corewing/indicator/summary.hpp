#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/report/table.hpp"

#include <string>
#include <vector>

/// Indices as tables that people read.
namespace corewing::indicator {

/// A composite index as a table, best place first: rank, place, score, and what each part of the index (the nodes right
/// below its root) adds to the score, so that the parts of a row sum to it. Scores that rest on estimated or synthetic
/// cells carry the sign of their mark.
///
///     std::cout << report::text(indicator::summary(index, towns.names()));
///
///     rank  place    score  health  income
///     ----  -------  -----  ------  ------
///        1  Yubei    0.812   0.410   0.402
///        2  Wanzhou  0.644   0.390   0.254
///
/// @param index  answer of composite()
/// @param names  of the places, as many as there are scores
/// @throws bad_shape for another number of names
/// Complexity O(places (log places + parts)).
COREWING_ROUTINE
report::Table summary(const Composite& index, const std::vector<std::string>& names);

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/summary.hpp"
#endif
