#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>

#include <array>
#include <string>

/// Who is core, wing and point: patterns, how well a layout fits one, and the layout that fits best.
namespace corewing::layout {

/// How strongly each pair of roles should be linked, 0 (not at all) to 1; rows and columns in the order of
/// model::all_roles: core, wing, point, other.
using Image = Eigen::Matrix4d;

/// An idea of a region's shape as plain data: how many places take each role, and which pairs of roles belong together.
/// Every place beyond the three counts is `other`. Change any field to make a pattern of your own.
struct Pattern {
    std::string name = "one core, two wings, many points"; ///< for titles
    Index core = 1;                                        ///< number of cores, >= 0
    Index wing = 2;                                        ///< number of wings, >= 0
    Index point = 0;                                       ///< number of points, >= 0
    Image image = Image::Zero();                           ///< symmetric, entries in [0, 1]
    std::array<std::string, model::role_count> role_names = {"core", "wing", "point", "other"}; ///< for legends

    /// How many places have the role; -1 for `other`, which takes whatever is left.
    /// @param role  of all_roles
    /// @return >= 0, or -1
    [[nodiscard]] Index count(model::Role role) const {
        switch (role) {
        case model::Role::core: return core;
        case model::Role::wing: return wing;
        case model::Role::point: return point;
        case model::Role::other: break;
        }
        return -1;
    }
    /// How strongly the two roles should be linked.
    /// @param a, b  of all_roles
    /// @return in [0, 1]
    [[nodiscard]] double wanted(model::Role a, model::Role b) const {
        return image(base::position(a), base::position(b));
    }
};

/// An image from its six entries among core, wing and point; every pair with `other` is 0.
struct ImageEntries {
    double core_core = 0.0;   ///< between two cores, [0, 1]
    double core_wing = 0.0;   ///< between core and wing, [0, 1]
    double core_point = 0.0;  ///< between core and point, [0, 1]
    double wing_wing = 0.0;   ///< between two wings, [0, 1]
    double wing_point = 0.0;  ///< between wing and point, [0, 1]
    double point_point = 0.0; ///< between two points, [0, 1]
};

/// The symmetric image matrix of those entries.
/// @param entries  each in [0, 1]
/// @return 4 x 4
COREWING_ROUTINE
Image make_image(const ImageEntries& entries);

/// @param pattern  one of your own
/// @throws bad_value unless the counts are >= 0 and the image is symmetric with entries in [0, 1]
COREWING_ROUTINE
void check_pattern(const Pattern& pattern);

/// 一核两翼多点: wings hang on the core, points on the core first and on the wings second.
///   core-wing 1, core-point 0.6, wing-wing 0.5, wing-point 0.4, every other pair 0
/// @param points  number of points, >= 0
/// @return the pattern
COREWING_ROUTINE
Pattern one_core_two_wings(Index points);

/// 双核: two equal cores and no wings.
///   core-core 1, core-point 0.6, every other pair 0
/// @param points  number of points, >= 0
/// @return the pattern
COREWING_ROUTINE
Pattern twin_cores(Index points);

/// 一核两极多点: as one core with two wings, but the poles (the wings here) serve points as the core does.
///   core-pole 1, core-point 0.5, pole-pole 0.5, pole-point 0.5, every other pair 0
/// @param points  number of points, >= 0
/// @return the pattern
COREWING_ROUTINE
Pattern one_core_two_poles(Index points);

/// A single hub to which every spoke is tied.
///   hub-spoke 1, every other pair 0
/// @param spokes  number of spokes (the points here), >= 0
/// @return the pattern
COREWING_ROUTINE
Pattern hub_and_spoke(Index spokes);

/// 多中心: several centres (the cores here) tied to each other, with points around them.
///   centre-centre 1, centre-point 0.4, every other pair 0
/// @param centres  number of cores, >= 0
/// @param points  number of points, >= 0
/// @return the pattern
COREWING_ROUTINE
Pattern polycentric(Index centres, Index points);

} // namespace corewing::layout

#ifndef COREWING_COMPILED
#include "corewing/layout/impl/pattern.hpp"
#endif
