#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/print.hpp"
#include "corewing/layout/linkage.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace corewing::layout {

/// A place and a role it must, or must not, have.
struct PlaceRole {
    Index place = 0;                       ///< its index
    model::Role role = model::Role::other; ///< which it must or must not have

    bool operator==(const PlaceRole&) const = default;
};

/// Whose margins are computed exactly.
enum class Margins {
    none,   ///< nobody's
    layout, ///< those of cores, wings and points; the other places get what falls off on the way
    all,    ///< everybody's; slow on large regions
};

/// What it is called in print.
/// @param margins  of an inference
/// @return "none", "layout" or "all"
constexpr std::string_view name(Margins margins) {
    constexpr std::array<std::string_view, 3> names{"none", "layout", "all"};
    return names[base::position(margins)];
}

using base::operator<<; // an enumerator prints as its name()

/// What makes a layout good, and which layouts are allowed.
///
/// value = (1 - l) * linkage share + l * capability share + spread_weight * spread, where
///   linkage share    = sum_{i<j} W_ij image[role_i][role_j] / the most that any placing of the links could give,
///   capability share = sum_i capability_i rank(role_i) / the most that any placing of the roles could give,
///   spread           = mean over cores c and pairs of wings a, b of (1 - cos of the angle a-c-b) / 2.
/// All three lie in [0, 1] for layouts with the pattern's numbers of cores, wings and points.
struct RoleOptions {
    Eigen::VectorXd capability = {};             ///< places x 1, any unit, >= 0; empty = linkage alone decides
    double capability_weight = 0.5;              ///< l in [0, 1]; not used without capability
    Eigen::Vector4d rank = {1.0, 0.7, 0.4, 0.0}; ///< how much capability counts in a core, wing, point, other; [0, 1]
    std::vector<PlacePair> skip = {};            ///< pairs not known, such as a zone and its host: each counts
                                                 ///< as the average of its two places, see layout::fit()
    std::vector<PlaceRole> fixed = {};           ///< roles already given
    std::vector<PlaceRole> forbidden = {};       ///< roles that places may not have
    std::vector<Index> excluded = {};            ///< places without any role (they stay `other`)
    std::vector<Index> cluster = {};             ///< one number >= 0 a place; empty = no clusters
    Index most_points_per_cluster = -1;          ///< >= 0; -1 = no limit
    Index least_points_per_cluster = 0;          ///< >= 0, in every cluster that has a place
    Eigen::MatrixXd position = {};               ///< places x 2 (lon, lat in degrees) or x 3 (vectors from the earth's
                                                 ///< centre); needed where spread_weight > 0
    double spread_weight = 0.0;                  ///< >= 0; rewards wings on different sides of the core
    Index runners_up = 3;                        ///< next best choices of core and wings to report, in [0, 1e6]
    Margins margins = Margins::layout;           ///< what losing its role costs, by place
    double work_limit = 5e9;                     ///< scores of points to compute before giving up a proof, >= 1
    int restarts = 20;                           ///< of the local search where the image links points; >= 1
    std::uint64_t seed = 1;                      ///< of the local search
    base::Observer observer = {};                ///< progress, and a way to stop
};

} // namespace corewing::layout
