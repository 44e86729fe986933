#pragma once

#include "corewing/base/check.hpp"
#include "corewing/layout/detail/role_problem.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

namespace corewing::layout {

/// A layout and what it is worth; see RoleOptions for the three shares.
struct LayoutValue {
    double value = 0.0;            ///< (1 - l) linkage_share + l capability_share + spread_weight * spread
    double linkage_share = 0.0;    ///< [0, 1]
    double capability_share = 0.0; ///< [0, 1]
    double spread = 0.0;           ///< [0, 1]
};

namespace detail {

template <class Matrix>
LayoutValue layout_value(const RoleProblem<Matrix>& problem, const model::Roles& roles) {
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
/// @throws bad_shape, bad_value
/// Complexity O(n^2), sparse O(links).
template <class Double = double>
LayoutValue layout_value(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const model::Roles& roles,
                         const Pattern& pattern, const RoleOptions& options = {}) {
    base::check_size(static_cast<Eigen::Index>(roles.size()), linkage.rows(), "roles");
    return detail::layout_value(detail::make_role_problem<Eigen::MatrixX<Double>>(linkage, pattern, options), roles);
}
template <class = void>
LayoutValue layout_value(const Eigen::SparseMatrix<double>& linkage, const model::Roles& roles, const Pattern& pattern,
                         const RoleOptions& options = {}) {
    base::check_size(static_cast<Eigen::Index>(roles.size()), linkage.rows(), "roles");
    return detail::layout_value(detail::make_role_problem<Eigen::SparseMatrix<double>>(linkage, pattern, options),
                                roles);
}

} // namespace corewing::layout
