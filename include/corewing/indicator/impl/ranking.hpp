#pragma once

#include "corewing/indicator/ranking.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <numeric>
#include <vector>

namespace corewing::indicator {

COREWING_BODY
std::vector<Index> order_of(const Eigen::Ref<const Eigen::VectorXd>& score) {
    base::check_finite(score, "score");
    std::vector<Index> order(score.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::sort(order.begin(), order.end(),
              [&](Index a, Index b) { return score[a] != score[b] ? score[a] > score[b] : a < b; });
    return order;
}

COREWING_BODY
Eigen::VectorXi ranking(const Eigen::Ref<const Eigen::VectorXd>& score) {
    const auto order = order_of(score);
    Eigen::VectorXi rank(score.size());
    for (Index k = 0; k < std::ssize(order); ++k)
        rank[order[k]] = k > 0 && score[order[k]] == score[order[k - 1]] ? rank[order[k - 1]] : static_cast<int>(k) + 1;
    return rank;
}

} // namespace corewing::indicator
