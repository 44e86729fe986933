#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <vector>

namespace corewing::layout {

/// A place whose role differs between two layouts.
struct RoleChange {
    Index place = 0;
    model::Role first = model::Role::other;
    model::Role second = model::Role::other;

    bool operator==(const RoleChange&) const = default;
};

/// How two layouts of one region differ and where they meet.
struct LayoutComparison {
    double overlap = 0.0;                    ///< places with a role in both / places with a role in either, [0, 1]
    std::array<double, 3> role_overlap = {}; ///< the same for core, wing and point alone
    double adjusted_rand = 0.0;              ///< agreement of the two partitions beyond chance, 1 = equal
    Eigen::Matrix4d counts =
        Eigen::Matrix4d::Zero();              ///< number of places by role in the first (row) and second (column)
    std::vector<RoleChange> changes = {};     ///< in index order
    std::vector<Index> shared = {};    ///< places with a role in both, in index order
    Eigen::VectorXd load = {};                ///< places x 1: what both layouts together ask of a place
    std::vector<Index> contested = {}; ///< the shared places, heaviest load first: here the two plans compete
};

/// Compares two layouts of one region, such as two plans that share core and wings.
///   overlap       = |A n B| / |A u B| over places with a role other than `other` (Jaccard)
///   adjusted Rand = (sum C(n_rs,2) - E) / ((sum C(a_r,2) + sum C(b_s,2))/2 - E),
///                   E = sum C(a_r,2) sum C(b_s,2) / C(n,2)
///   load_i        = weight_1[role_1(i)] + weight_2[role_2(i)]
/// Degenerate: no place with a role in either layout -> overlap 1; both layouts put all places into one role, or there
/// are fewer than two places -> adjusted Rand 1.
/// @param first, second  one role a place
/// @param weight         what a role asks of a place: core, wing, point, other; >= 0
/// @throws bad_shape, bad_value
/// Complexity O(n log n). Source: Hubert & Arabie 1985, Journal of Classification 2:193-218.
template <class Double = double>
LayoutComparison compare_layouts(const model::Roles& first, const model::Roles& second,
                                 const Eigen::Vector4d& weight = {1.0, 0.7, 0.4, 0.0}) {
    const Index n = std::ssize(first);
    base::check_size(std::ssize(second), n, "second");
    base::check_nonnegative(weight, "weight");
    LayoutComparison result;
    result.load = Eigen::VectorX<Double>::Zero(n);
    for (Index i = 0; i < std::ssize(first); ++i) {
        const Index place = i;
        const auto r = first[i], s = second[i];
        result.counts(base::position(r), base::position(s)) += 1.0;
        result.load[place] = weight[base::position(r)] + weight[base::position(s)];
        if (r != s) result.changes.push_back({place, first[i], second[i]});
        if (first[i] != model::Role::other && second[i] != model::Role::other) result.shared.push_back(place);
    }
    result.contested = result.shared;
    std::stable_sort(result.contested.begin(), result.contested.end(),
                     [&](Index a, Index b) { return result.load[a] > result.load[b]; });

    const auto jaccard = [](double both, double either) { return either > 0.0 ? both / either : 1.0; };
    const Eigen::Vector4d rows = result.counts.rowwise().sum(), columns = result.counts.colwise().sum().transpose();
    for (Index r = 0; r < 3; ++r)
        result.role_overlap[r] =
            jaccard(result.counts(r, r), rows[r] + columns[r] - result.counts(r, r));
    result.overlap = jaccard(static_cast<double>(result.shared.size()), static_cast<double>(n) - result.counts(3, 3));

    const auto pairs = [](const auto& sizes) { return (sizes.array() * (sizes.array() - 1.0)).sum() / 2.0; };
    const double all = static_cast<double>(n) * (static_cast<double>(n) - 1.0) / 2.0;
    const double a = pairs(rows), b = pairs(columns);
    const double expected = all > 0.0 ? a * b / all : 0.0;
    const double most = (a + b) / 2.0;
    result.adjusted_rand = most - expected > 1e-12 * std::max(1.0, most)
                               ? (pairs(result.counts) - expected) / (most - expected)
                               : 1.0; // one role each, or every place a role of its own
    return result;
}

} // namespace corewing::layout
