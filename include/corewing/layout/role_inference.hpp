#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/layout/fit.hpp"
#include "corewing/layout/layout_value.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <vector>

namespace corewing::layout {

/// The next best layout with another choice of core and wings.
struct RunnerUp {
    model::Roles roles = {}; ///< one a place
    double value = 0.0;      ///< as LayoutValue::value
};

/// The layout that suits a region best.
struct RoleInference {
    model::Roles roles = {};               ///< one a place; empty where the rules allow no layout
    LayoutValue value = {};                ///< of those roles
    double fit = 0.0;                      ///< correlation of linkage and pattern, as in layout::fit
    std::vector<RunnerUp> runners_up = {}; ///< best first
    /// What the value loses if the place may not have its role, by a layout that was found; infinite where there is
    /// no such layout. Empty with Margins::none.
    Eigen::VectorXd margin = {};
    /// What it loses at least (proven); equal to margin where the search for alternatives was complete.
    Eigen::VectorXd margin_floor = {};
    base::Outcome outcome = {};   ///< maximisation; iterations = nodes of the search
    base::Findings findings = {}; ///< links or capability that cannot count, no layout, an open proof
};

/// Finds who should be core, wing and point: the roles with the pattern's counts that have the highest value.
///   value = (1 - l) sum_{i<j} W_ij image[role_i][role_j] / scale_W + l sum_i capability_i rank[role_i] / scale_M
///           + spread_weight * spread of the wings around the core
/// (scales and spread: see RoleOptions). With l = 0 this is the layout of best fit.
///
/// Where the image treats all pairs of places that are neither core nor wing alike (as the default does), the answer
/// is proven by branch and bound over cores and wings, status `optimal`. Other images are searched by exchanges from
/// many starts, status `feasible` with a bound that holds but may be far off. When options.work_limit ends a proof,
/// status is `feasible` with the bound reached so far.
/// @param linkage  places x places, any unit, entries >= 0; made symmetric, the diagonal does not count
/// @param pattern  counts and image
/// @param options  capability, rules, margins, effort
/// @return roles, value, runners-up, margins by place, and the outcome; infeasible where no layout keeps every rule
/// @throws bad_shape, bad_value
/// Complexity O(n^2) at best, O(n^(cores + wings + 1)) at worst.
/// Source: Borgatti & Everett 2000, Social Networks 21:375-395 (ideal images); Land & Doig 1960 (branch and bound).
COREWING_ROUTINE
RoleInference role_inference(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const Pattern& pattern,
                             const RoleOptions& options = {});

/// The same for sparse linkage, in time that follows the number of links.
/// @param linkage  places x places, any unit, entries >= 0
/// @param pattern  counts and image
/// @param options  capability, rules, margins, effort
/// @return as above
COREWING_ROUTINE
RoleInference role_inference(const Eigen::SparseMatrix<double>& linkage, const Pattern& pattern,
                             const RoleOptions& options = {});

} // namespace corewing::layout

#ifndef COREWING_COMPILED
#include "corewing/layout/impl/role_inference.hpp"
#endif
