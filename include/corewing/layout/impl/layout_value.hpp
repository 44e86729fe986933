#pragma once

#include "corewing/layout/layout_value.hpp"

#include "corewing/base/check.hpp"
#include "corewing/layout/detail/role_problem.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

namespace corewing::layout {
namespace detail {

template <class Matrix>
LayoutValue layout_value(const RoleProblem<Matrix>& problem, const model::Roles& roles) {
    check_enough_places(problem);
    const ValueParts parts = value_of(problem, roles);
    const auto share = [](double part, double unit, double scale) { return unit > 0.0 ? part / unit / scale : 0.0; };
    const auto wings = static_cast<double>(problem.count_of(model::Role::wing));
    return {.value = parts.total(),
            .linkage_share = share(parts.linkage, problem.link_unit, problem.link_scale),
            .capability_share = share(parts.capability, problem.capability_unit, problem.capability_scale),
            .spread = share(parts.spread, problem.spread_unit,
                            static_cast<double>(problem.count_of(model::Role::core)) * wings * (wings - 1.0) / 2.0)};
}

} // namespace detail

COREWING_BODY
LayoutValue layout_value(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const model::Roles& roles,
                         const Pattern& pattern, const RoleOptions& options) {
    base::check_size(std::ssize(roles), linkage.rows(), "roles");
    return detail::layout_value(detail::make_role_problem<Eigen::MatrixX<Double>>(linkage, pattern, options), roles);
}

COREWING_BODY
LayoutValue layout_value(const Eigen::SparseMatrix<double>& linkage, const model::Roles& roles, const Pattern& pattern,
                         const RoleOptions& options) {
    base::check_size(std::ssize(roles), linkage.rows(), "roles");
    return detail::layout_value(detail::make_role_problem<Eigen::SparseMatrix<double>>(linkage, pattern, options),
                                roles);
}

} // namespace corewing::layout
