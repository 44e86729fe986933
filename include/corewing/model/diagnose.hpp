#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/region.hpp"

namespace corewing::model {

/// Looks for what is legal but doubtful: gaps, sums that do not close (the region's own figure among those of its
/// districts is taken for a mean, to which nothing adds up), separate parts, platforms that would be counted twice,
/// layouts without a core, tasks without a lead, targets without an outcome, clusters that clusters.csv does not
/// list, formulas without a figure, ids that look alike (large and small letters of ASCII, full-width forms,
/// letters with a mark written as one character or as two).
/// @param region  any
/// @return findings in a fixed order: places, clusters, hosts, links, observations, formulas, layouts,
///         tasks, targets, projects, ids that look alike
/// Complexity O(rows log rows); formulas that of model::evaluate() in each of their years.
COREWING_ROUTINE
base::Findings diagnose(const Region& region);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/diagnose.hpp"
#endif
