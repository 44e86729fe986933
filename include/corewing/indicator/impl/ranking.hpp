#pragma once

#include "corewing/indicator/ranking.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::indicator {

COREWING_BODY
std::vector<Index> order_of(const Eigen::Ref<const Eigen::VectorXd>& score) {
    base::check_finite(score, "score");
    std::vector<Index> order;
    for (const auto& group : base::tie_groups(score)) order.insert(order.end(), group.begin(), group.end());
    return order;
}

COREWING_BODY
Eigen::VectorXi ranking(const Eigen::Ref<const Eigen::VectorXd>& score) {
    return ranking(score, base::scale_of(score));
}

COREWING_BODY
Eigen::VectorXi ranking(const Eigen::Ref<const Eigen::VectorXd>& score, double scale) {
    base::check_finite(score, "score");
    Eigen::VectorXi rank(score.size());
    Index better = 0;
    for (const auto& group : base::tie_groups(score, scale)) {
        for (const Index i : group) rank[i] = static_cast<int>(better) + 1;
        better += std::ssize(group);
    }
    return rank;
}

} // namespace corewing::indicator
