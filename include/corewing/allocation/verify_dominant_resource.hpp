#pragma once

#include "corewing/allocation/dominant_resource.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

namespace corewing::allocation {

/// Re-checks a dominant-resource division: every place is at its cap, or uses an exhausted resource of which nobody
/// with a larger share / weight has any. That is what max-min fairness means.
///   level_i = tasks_i max_k use_ik / budget_k / weight_i;  level_i >= level_j for all j that use the bottleneck of i
/// Not checked: which of equal dominant or exhausted resources is named, outcome.iterations and seconds beyond their
/// sign.
/// @param use      places x resources, >= 0, as given to dominant_resource()
/// @param options  as given to it
/// @param answer   what it answered; any sizes and numbers
/// @return bound = smallest share / weight computed afresh, gap 0, and what is wrong
/// Complexity O(places * resources). Source: Bertsekas & Gallager 1992, Data Networks, 6.5.2.
COREWING_ROUTINE
base::Certificate verify_dominant_resource(const Eigen::Ref<const Eigen::MatrixXd>& use,
                                           const DominantResourceOptions& options, const DominantResource& answer);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/verify_dominant_resource.hpp"
#endif
