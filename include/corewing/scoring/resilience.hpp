#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <vector>

/// Resilience 韧性: what the region's cohesion loses when a place or a link fails.
namespace corewing::scoring {

/// A link and what its failure costs.
struct LinkLoss {
    Index first = 0;   ///< index of the one place
    Index second = 0;  ///< index of the other, greater than first
    double loss = 0.0; ///< share of the efficiency, in [0, 1]
};

/// What resilience() answers.
struct Resilience {
    double value = 0.0;                  ///< 1 - the greatest loss by the failure of one place; in [0, 1]
    Eigen::VectorXd place_loss = {};     ///< per place: share of the efficiency that fails with it, in [0, 1]
    Eigen::VectorXd place_knock_on = {}; ///< the part of it that falls on pairs of other places: its role as a bridge
    std::vector<LinkLoss> links = {};    ///< greatest loss first, ties by index
};

/// Loss of weighted global efficiency by the failure of each place and each link, one at a time.
///   loss = (sum of 1/d - sum of 1/d without it) / sum of 1/d,  d as in cohesion()
/// Pairs with the failed place count as lost; the other pairs lose what the detour costs.
/// @param strength  places x places, >= 0; both directions are averaged, the diagonal is not read
/// @param threads   0 = as many as the machine has
/// @return losses; a region without links has value 0 and losses 0
/// @throws bad_shape, bad_value naming row and column
/// Complexity O(places^4) at worst: only searches whose tree uses the failed piece are done again. 41 places take
/// milliseconds, 200 about a second. Source: Latora & Marchiori 2005, Physical Review E 71:015103 (vulnerability).
COREWING_ROUTINE
Resilience resilience(const Eigen::Ref<const Eigen::MatrixXd>& strength, unsigned threads = 0);

} // namespace corewing::scoring

#ifndef COREWING_COMPILED
#include "corewing/scoring/impl/resilience.hpp"
#endif
