#pragma once

#include "corewing/allocation/multi_resource.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

namespace corewing::allocation {

/// Re-checks a division of several resources from the problem and the answer alone: rules, benefits, tables, and by
/// weak duality the bound that the answer's own prices prove.
///   bound = price . budget + sum over places of max over amounts x within the rules of (need log b(x) - price . x)
/// What a place gains at given prices is found by plain bisection, which the solver does not use. Prices are checked
/// through that bound alone, which is flat near its least: to about the root of the gap. Not checked: with fixed
/// proportions how an elasticity is split between resources that bind, beyond its sum and to 1e-3 its price; which of
/// equal bottlenecks is named; how many findings there are and what they say; outcome.iterations and seconds beyond
/// their sign.
/// @param need     places x 1, >= 0, as given to multi_resource()
/// @param use      places x resources, >= 0, as given to it
/// @param options  as given to it
/// @param answer   what it answered; any sizes and numbers
/// @return bound in the unit of the objective, gap of the objective computed afresh to it, and what is wrong
/// Complexity O(places * resources * 200). Source: weak duality as in Boyd & Vandenberghe 2004, section 5.2.
COREWING_ROUTINE
base::Certificate verify_multi_resource(const Eigen::Ref<const Eigen::VectorXd>& need,
                                        const Eigen::Ref<const Eigen::MatrixXd>& use,
                                        const MultiResourceOptions& options, const MultiResource& answer);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/verify_multi_resource.hpp"
#endif
