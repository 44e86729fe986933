#pragma once

#include "corewing/base/check.hpp"
#include "corewing/layout/detail/role_problem.hpp"
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

namespace detail {

template <class Matrix>
LayoutValue layout_value(const RoleProblem<Matrix>& problem, const model::Roles& roles) {
    check_enough_places(problem);
    const ValueParts parts = value_of(problem, roles);
    const auto share = [](double part, double unit, double scale) { return unit > 0.0 ? part / unit / scale : 0.0; };
    const auto wings = static_cast<double>(problem.count[1]);
    return {.value = parts.total(),
            .linkage_share = share(parts.linkage, problem.link_unit, problem.link_scale),
            .capability_share = share(parts.capability, problem.capability_unit, problem.capability_scale),
            .spread = share(parts.spread, problem.spread_unit,
                            static_cast<double>(problem.count[0]) * wings * (wings - 1.0) / 2.0)};
}

} // namespace detail

/// What a given layout is worth by the same measure, whether or not it keeps the rules.
/// @param roles  one role a place; other numbers of cores, wings and points than the pattern's are legal, see
/// LayoutValue
/// @throws bad_shape; bad_value, also where the pattern has more roles than there are places
/// Complexity O(n^2), sparse O(links).
template <class Double = double>
LayoutValue layout_value(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const model::Roles& roles,
                         const Pattern& pattern, const RoleOptions& options = {}) {
    base::check_size(std::ssize(roles), linkage.rows(), "roles");
    return detail::layout_value(detail::make_role_problem<Eigen::MatrixX<Double>>(linkage, pattern, options), roles);
}
template <class = void>
LayoutValue layout_value(const Eigen::SparseMatrix<double>& linkage, const model::Roles& roles, const Pattern& pattern,
                         const RoleOptions& options = {}) {
    base::check_size(std::ssize(roles), linkage.rows(), "roles");
    return detail::layout_value(detail::make_role_problem<Eigen::SparseMatrix<double>>(linkage, pattern, options),
                                roles);
}

} // namespace corewing::layout
