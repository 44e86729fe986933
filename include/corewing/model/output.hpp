#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/model/marked_matrix.hpp"
#include "corewing/model/region.hpp"

#include <optional>

/// What the places produce, by industry.
///
///     const auto output = model::output(region);                    // the latest year that has figures
///     const auto towns  = model::select(region, PlaceKind::district);
///     const auto quotient = industry::location_quotient(towns.rows(output).known());
namespace corewing::model {

/// Output of all places and industries.
/// @param region  whose figures
/// @param year  none = the latest in which a place has a figure
/// @return places x industries, in the unit that output.csv names (else the region's currency), the columns in the
///         order of region.industries(); missing where no row stands
/// @throws bad_value if no place has a figure (in that year), naming the years there are
/// Complexity O(n m + rows log n).
COREWING_ROUTINE
MarkedMatrix output(const Region& region, std::optional<int> year = std::nullopt);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/output.hpp"
#endif
