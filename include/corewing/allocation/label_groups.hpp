#pragma once

#include "corewing/allocation/group.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/labels.hpp"

#include <limits>
#include <string>
#include <utility>
#include <vector>

/// Groups of a division from the labels of its places: their clusters, their themes.
///
///     const auto division = allocation::fair_division(people.known(), {.budget = 100, .lower = 5.0,
///         .groups = allocation::groups(towns.labels(&Place::cluster), {{"hills", {.floor = 30}}})});
namespace corewing::allocation {

/// What the places with one label get together.
struct GroupRule {
    double floor = 0.0;                                   ///< at least this, >= 0
    double cap = std::numeric_limits<double>::infinity(); ///< and at most this, >= 0; infinite = no cap
};

/// One group for each label, in the order of the labels, with the floors and caps named. Places without a label belong
/// to no group.
/// @param labels  one a place; a division of a selection takes the labels of that selection
/// @param rules   floors and caps by label; a label that is not named has none
/// @return one group a label
/// @throws unknown_name naming the labels there are; bad_value if a label is named twice
/// Complexity O(places + rules log labels).
COREWING_ROUTINE
std::vector<Group> groups(const model::Labels& labels, const std::vector<std::pair<std::string, GroupRule>>& rules = {});

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/label_groups.hpp"
#endif
