#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/model/division_rule.hpp"
#include "corewing/model/region.hpp"

#include <string>
#include <string_view>

namespace corewing::model {

/// The name of a cluster as it is shown.
/// @param region  with the cluster
/// @param id      as places.csv has it
/// @return its name in clusters.csv, or the id where it has none there
/// Complexity O(clusters).
COREWING_ROUTINE
std::string cluster_name(const Region& region, std::string_view id);

/// What a rule of rules.csv binds, as it is shown.
/// @param region  the rule's
/// @param rule    any
/// @return the name of the region, cluster or place; else the rule's id: a kind, a theme, "" for every place
/// Complexity O(clusters + log places).
COREWING_ROUTINE
std::string bound_name(const Region& region, const DivisionRule& rule);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/bound_name.hpp"
#endif
