#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>

#include <array>
#include <vector>

namespace corewing::layout {

/// A place whose role differs between two layouts.
struct RoleChange {
    Index place = 0;                         ///< its index
    model::Role first = model::Role::other;  ///< its role in the first layout
    model::Role second = model::Role::other; ///< its role in the second

    bool operator==(const RoleChange&) const = default;
};

/// How two layouts of one region differ and where they meet.
struct LayoutComparison {
    double overlap = 0.0;                    ///< places with a role in both / places with a role in either, [0, 1]
    std::array<double, 3> role_overlap = {}; ///< the same for core, wing and point alone
    double adjusted_rand = 0.0;              ///< agreement of the two partitions beyond chance, 1 = equal
    Eigen::Matrix4d counts =
        Eigen::Matrix4d::Zero();          ///< number of places by role in the first (row) and second (column)
    std::vector<RoleChange> changes = {}; ///< in index order
    std::vector<Index> shared = {};       ///< places with a role in both, in index order
    Eigen::VectorXd load = {};            ///< places x 1: what both layouts together ask of a place
    std::vector<Index> contested = {};    ///< the shared places, heaviest load first: here the two plans compete
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
/// @return overlap, agreement, changes, and the places both layouts count on
/// @throws bad_shape, bad_value
/// Complexity O(n log n). Source: Hubert & Arabie 1985, Journal of Classification 2:193-218.
COREWING_ROUTINE
LayoutComparison compare_layouts(const model::Roles& first, const model::Roles& second,
                                 const Eigen::Vector4d& weight = {1.0, 0.7, 0.4, 0.0});

} // namespace corewing::layout

#ifndef COREWING_COMPILED
#include "corewing/layout/impl/comparison.hpp"
#endif
