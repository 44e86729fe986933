#pragma once

#include "corewing/allocation/dominant_resource.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

namespace corewing::allocation {

/// Re-checks a division of several resources from the problem and the answer alone: rules, benefits, tables, and by
/// weak duality the bound that the answer's own prices prove.
/// Complexity O(places * resources * 200).
COREWING_ROUTINE
base::Certificate verify_multi_resource(const Eigen::Ref<const Eigen::VectorXd>& need,
                                  const Eigen::Ref<const Eigen::MatrixXd>& use, const MultiResourceOptions& options,
                                  const MultiResource& answer);

/// Re-checks a dominant-resource division: every place is at its cap, or uses an exhausted resource of which nobody
/// with a larger share / weight has any. That is what max-min fairness means (Bertsekas & Gallager 1992, 6.5.2).
/// Complexity O(places * resources).
COREWING_ROUTINE
base::Certificate verify_dominant_resource(const Eigen::Ref<const Eigen::MatrixXd>& use,
                                     const DominantResourceOptions& options, const DominantResource& answer);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/verify_multi_resource.hpp"
#endif
