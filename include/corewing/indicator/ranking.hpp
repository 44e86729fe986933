#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <numeric>
#include <vector>

namespace corewing::indicator {

/// Places from the best score to the worst, ties by index.
/// @throws bad_value for a score that is not finite
/// Complexity O(n log n).
template <class = void>
std::vector<Index> order_of(const Eigen::Ref<const Eigen::VectorXd>& score) {
    base::check_finite(score, "score");
    std::vector<Index> order(score.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::sort(order.begin(), order.end(),
              [&](Index a, Index b) { return score[a] != score[b] ? score[a] > score[b] : a < b; });
    return order;
}

/// Rank of each place: 1 + the number of places with a better score, so that equal scores have equal ranks.
/// @throws bad_value for a score that is not finite
/// Complexity O(n log n).
template <class = void>
Eigen::VectorXi ranking(const Eigen::Ref<const Eigen::VectorXd>& score) {
    const auto order = order_of(score);
    Eigen::VectorXi rank(score.size());
    for (Index k = 0; k < std::ssize(order); ++k)
        rank[order[k]] = k > 0 && score[order[k]] == score[order[k - 1]] ? rank[order[k - 1]] : static_cast<int>(k) + 1;
    return rank;
}

} // namespace corewing::indicator
