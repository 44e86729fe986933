#pragma once

#include "corewing/indicator/uncertainty.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/detail/ensemble.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace corewing::indicator::detail {

/// Ranks without an allocation of their own; ties as in ranking().
/// @param scale  of what the scores were summed from
template <class = void>
void ranks_into(const Eigen::VectorXd& score, double scale, std::vector<std::pair<double, int>>& order, int* rank) {
    scale = std::max(scale, base::scale_of(score));
    for (Index i = 0; i < score.size(); ++i)
        order[i] = {-score[i], static_cast<int>(i)};
    std::sort(order.begin(), order.end());
    int shared = 0;
    double first = 0.0;
    for (Index k = 0; k < std::ssize(order); ++k) {
        if (k == 0 || !base::equal(order[k].first, first, scale)) {
            shared = static_cast<int>(k) + 1;
            first = order[k].first;
        }
        rank[order[k].second] = shared;
    }
}

inline Alternatives alternatives_of(const UncertaintyOptions& options) {
    return {options.impute, options.outliers, options.normalise, options.weigh, options.aggregate};
}

template <class = void>
void check_uncertainty(const UncertaintyOptions& options) {
    base::check_range(options.weight_spread, 0.0, 1.0 - 1e-9, "weight_spread");
    base::check_range(options.runs, 1.0, 1e7, "runs");
    base::check_range(options.level, 1e-6, 1.0 - 1e-6, "level");
}

} // namespace corewing::indicator::detail
