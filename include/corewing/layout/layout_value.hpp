#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

namespace corewing::layout {

/// What a layout is worth; see RoleOptions for the three shares.
/// They are shares of the most that the pattern's numbers of cores, wings and points could give, so a layout with these
/// numbers has shares in [0, 1]; one with others can exceed 1. A part that does not count
/// is given as 0: the linkage share where capability_weight is 1, the capability share where it is 0 or there is no
/// capability, the spread where spread_weight is 0.
struct LayoutValue {
    double value = 0.0;            ///< (1 - l) linkage_share + l capability_share + spread_weight * spread
    double linkage_share = 0.0;    ///< >= 0
    double capability_share = 0.0; ///< >= 0
    double spread = 0.0;           ///< >= 0
};

/// What a given layout is worth by the same measure, whether or not it keeps the rules.
/// @param linkage  places x places, any unit, entries >= 0; made symmetric, the diagonal does not count
/// @param roles    one role a place; other numbers of cores, wings and points than the pattern's are legal, see
///                 LayoutValue
/// @param pattern, options  as for role_inference()
/// @return value and its three parts
/// @throws bad_shape; bad_value, also where the pattern has more roles than there are places
/// Complexity O(n^2), sparse O(links).
COREWING_ROUTINE
LayoutValue layout_value(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const model::Roles& roles,
                         const Pattern& pattern, const RoleOptions& options = {});
/// The same for sparse linkage, in time that follows the number of links.
/// @param linkage  places x places; pairs without an entry have linkage 0
/// @param roles, pattern, options  as above
/// @return as above
COREWING_ROUTINE
LayoutValue layout_value(const Eigen::SparseMatrix<double>& linkage, const model::Roles& roles, const Pattern& pattern,
                         const RoleOptions& options = {});

} // namespace corewing::layout

#ifndef COREWING_COMPILED
#include "corewing/layout/impl/layout_value.hpp"
#endif
