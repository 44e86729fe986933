#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

/// Cohesion 凝聚: how well the places of a region reach one another through their links.
namespace corewing::scoring {

/// How well the places reach one another.
struct Cohesion {
    double efficiency = 0.0;      ///< weighted global efficiency, in [0, 1]; 1 = every pair linked at full strength
    Eigen::VectorXd place = {};   ///< per place: mean of 1 / length to all others; their mean is `efficiency`
    Index unreached = 0;          ///< pairs of places without any path between them
    base::Findings findings = {}; ///< fewer than two places, pairs without a path
};

/// Weighted global efficiency of a network of link strengths.
///   E = sum over i != j of (1 / d_ij) / (n (n - 1)),  d = shortest path, a link being (greatest strength / its
///   strength) long
/// A path over weak links is long, no path counts 0. The unit of the strengths does not matter.
///
///     const auto cohesion = scoring::cohesion(collaboration.part_matrix(scoring::Part::linkage));
///
/// @param strength  places x places, >= 0; both directions are averaged, the diagonal is not read
/// @param threads   0 = as many as the machine has
/// @return efficiency of the region and of each place; 0 for fewer than two places or no link, which is a finding
/// @throws bad_shape, bad_value naming row and column
/// Complexity O(places^3). Source: Latora & Marchiori 2001, Physical Review Letters 87:198701.
COREWING_ROUTINE
Cohesion cohesion(const Eigen::Ref<const Eigen::MatrixXd>& strength, unsigned threads = 0);

} // namespace corewing::scoring

#ifndef COREWING_COMPILED
#include "corewing/scoring/impl/cohesion.hpp"
#endif
