#pragma once

#include "corewing/layout/comparison.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/layout/detail/role_positions.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <vector>

namespace corewing::layout {

COREWING_BODY
LayoutComparison compare_layouts(const model::Roles& first, const model::Roles& second, const Eigen::Vector4d& weight) {
    const Index n = std::ssize(first);
    base::check_size(std::ssize(second), n, "second");
    base::check_nonnegative(weight, "weight");
    LayoutComparison result;
    result.load = Eigen::VectorX<Double>::Zero(n);
    for (Index i = 0; i < std::ssize(first); ++i) {
        const auto r = first[i], s = second[i];
        result.counts(base::position(r), base::position(s)) += 1.0;
        result.load[i] = weight[base::position(r)] + weight[base::position(s)];
        if (r != s) result.changes.push_back({i, first[i], second[i]});
        if (first[i] != model::Role::other && second[i] != model::Role::other) result.shared.push_back(i);
    }
    result.contested = result.shared;
    const Eigen::VectorX<Double> load = base::settled(result.load);
    std::stable_sort(result.contested.begin(), result.contested.end(),
                     [&](Index a, Index b) { return load[a] > load[b]; });

    const auto jaccard = [](double both, double either) { return either > 0.0 ? both / either : 1.0; };
    const Eigen::Vector4d rows = result.counts.rowwise().sum(), columns = result.counts.colwise().sum().transpose();
    for (Index r = 0; r < 3; ++r)
        result.role_overlap[r] = jaccard(result.counts(r, r), rows[r] + columns[r] - result.counts(r, r));
    result.overlap = jaccard(static_cast<double>(result.shared.size()),
                             static_cast<double>(n) - result.counts(detail::other_at, detail::other_at));

    const auto pairs = [](const auto& sizes) { return (sizes.array() * (sizes.array() - 1.0)).sum() / 2.0; };
    const double all = static_cast<double>(n) * (static_cast<double>(n) - 1.0) / 2.0;
    const double a = pairs(rows), b = pairs(columns);
    const double expected = all > 0.0 ? a * b / all : 0.0;
    const double most = (a + b) / 2.0;
    result.adjusted_rand = base::above(most, expected, 1.0) ? (pairs(result.counts) - expected) / (most - expected)
                                                            : 1.0; // one role each, or every place a role of its own
    return result;
}

} // namespace corewing::layout
