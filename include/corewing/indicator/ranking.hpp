#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::indicator {

/// Places from the best score to the worst, ties by index.
/// Scores that differ by rounding only tie (base/comparison.hpp).
/// @param score  places x 1, higher is better
/// @return each place once
/// @throws bad_value for a score that is not finite
/// Complexity O(n log n).
COREWING_ROUTINE
std::vector<Index> order_of(const Eigen::Ref<const Eigen::VectorXd>& score);

/// Rank of each place: 1 + the number of places with a better score, so that scores that tie have equal ranks.
/// @param score  places x 1, higher is better
/// @return places x 1, 1 = best
/// @throws bad_value for a score that is not finite
/// Complexity O(n log n).
COREWING_ROUTINE
Eigen::VectorXi ranking(const Eigen::Ref<const Eigen::VectorXd>& score);

/// The same where scores are sums that may cancel, such as of z-scores: their rounding is that of what was summed.
/// @param score  places x 1, higher is better
/// @param scale  largest magnitude of what was summed, unit of the score, >= 0
/// @return places x 1, 1 = best
/// @throws bad_value for a score that is not finite
/// Complexity O(n log n).
COREWING_ROUTINE
Eigen::VectorXi ranking(const Eigen::Ref<const Eigen::VectorXd>& score, double scale);

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/ranking.hpp"
#endif
