#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::indicator {

/// Places from the best score to the worst, ties by index.
/// @param score  places x 1, higher is better
/// @return each place once
/// @throws bad_value for a score that is not finite
/// Complexity O(n log n).
COREWING_ROUTINE
std::vector<Index> order_of(const Eigen::Ref<const Eigen::VectorXd>& score);

/// Rank of each place: 1 + the number of places with a better score, so that equal scores have equal ranks.
/// @param score  places x 1, higher is better
/// @return places x 1, 1 = best
/// @throws bad_value for a score that is not finite
/// Complexity O(n log n).
COREWING_ROUTINE
Eigen::VectorXi ranking(const Eigen::Ref<const Eigen::VectorXd>& score);

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/ranking.hpp"
#endif
