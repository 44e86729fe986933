#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/report/table.hpp"
#include "corewing/scoring/collaboration_result.hpp"

#include <string>
#include <vector>

/// Collaboration as tables that people read.
namespace corewing::scoring {

/// The strongest pairs as a table: the two places and the score of the pair, highest first; above it the mean of the
/// region.
///
///     std::cout << report::text(scoring::summary(together, towns.names()));
///
/// @param together  the scores of the pairs
/// @param names     of the places
/// @param pairs     how many to list, >= 0
/// @throws bad_shape for another number of names than places; bad_value
/// Complexity O(places^2 log pairs).
COREWING_ROUTINE
report::Table summary(const Collaboration& together, const std::vector<std::string>& names, Index pairs = 10);

/// The under-used pairs as a table: the two places, the potential that lies idle and the score, most idle first.
/// @param together  the scores of the pairs
/// @param names     of the places
/// @param pairs     how many to list, >= 0
/// @throws bad_shape for another number of names than places; bad_value
/// Complexity O(places^2 log pairs).
COREWING_ROUTINE
report::Table under_used_summary(const Collaboration& together, const std::vector<std::string>& names,
                                 Index pairs = 10);

/// The places as a table: the sum of the scores of each place's pairs and its share in that of all, highest first, ties
/// by index.
/// @param together  the scores of the pairs
/// @param names     of the places
/// @throws bad_shape for another number of names than places
/// Complexity O(places log places).
COREWING_ROUTINE
report::Table place_summary(const Collaboration& together, const std::vector<std::string>& names);

} // namespace corewing::scoring

#ifndef COREWING_COMPILED
#include "corewing/scoring/impl/summary.hpp"
#endif
