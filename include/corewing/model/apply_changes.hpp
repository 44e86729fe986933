#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/tables.hpp"

namespace corewing::model {

/// Tables of today's places, and what was done to earlier figures.
struct Changed {
    Tables tables = {};           ///< without changes, as they are made
    base::Findings findings = {}; ///< topic changes; one for each row of changes.csv, subject "old -> new"
};

/// Brings figures of earlier years to the places of today (行政区划调整): observations and output of years before a
/// change, year by year, and links of places that are gone.
///   renamed   a place with one new place that takes all of it: its figures bear the new id
///   merged    v = sum of v_k over the parts, known where all parts are. A new place that had figures of its own before
///             the change is one of its parts
///   split     v = sum of share_k v_k, marked estimated. A blank share among several is not known, and neither is what
///             it would give. Where an old place goes on, what its shares leave stays with it
/// Shares and ratios ("%", "yuan a head") can be renamed, but neither added up nor split: they are missing then. A
/// figure that is missing has no row. Links have no year: those of places that are still there are taken for today's.
/// Flows are split by share, routes cannot be; a route within a new place is gone.
/// @param tables  as they stand in the folder; observations, output and links may name places that are gone and stand
///                in changes
/// @return rows of today's places
/// @throws bad_tables naming every fault, up to 20: whatever Region refuses; a change to what is no place then; shares
///         of a place that sum to more than 1; figures of a place in or after the year in which it is gone
/// Complexity O(changes x rows log rows).
COREWING_ROUTINE
Changed apply_changes(Tables tables);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/apply_changes.hpp"
#endif
