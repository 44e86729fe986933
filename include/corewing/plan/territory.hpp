#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/model/grounds.hpp"
#include "corewing/model/labels.hpp"
#include "corewing/model/marked_column.hpp"
#include "corewing/model/region.hpp"

#include <string>
#include <vector>

namespace corewing::plan {

/// The territory of a region as lines of which each is counted once: a district, a zone whose part in each host is known,
/// or a zone with its hosts where it is not.
struct Territory {
    std::vector<model::Ground> lines = {};  ///< grounds with a figure above 0, in the order of their ids; no partner
    model::Column size = {};                ///< lines x 1
    model::Labels clusters = {};            ///< lines x 1: the cluster of its districts; none where they differ
    std::vector<std::string> left_out = {}; ///< names of the grounds without a figure
};

/// The lines of a region.
/// @param region    whose grounds
/// @param by_place  on all its places, of something that adds up
/// @return lines in the order of their ids
/// @throws bad_value, bad_shape if the column stands on other places; bad_data as Grounds::sum()
/// Complexity O(places + hosts).
COREWING_ROUTINE
Territory territory(const model::Region& region, const model::Column& by_place);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/territory.hpp"
#endif
