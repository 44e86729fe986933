#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/layout/fit.hpp"
#include "corewing/layout/role_inference.hpp"
#include "corewing/report/table.hpp"

#include <string>
#include <vector>

/// Layouts as tables that people read.
namespace corewing::layout {

/// Inferred roles as a table: cores, wings and points with the margin of each, which is what the layout's value loses
/// if the place may not have its role. A margin that was not computed to the end is given as its two limits; a place
/// that no other can stand in for has "no other". Without margins (Margins::none) that column is left out. Below it how
/// many places have no special role, and the outcome.
///
///     std::cout << report::text(layout::summary(layout::role_inference(linkage, pattern), towns.names()));
///
///     Roles: value 0.8124, fit 0.652
///
///     place    role   margin
///     -------  -----  ------
///     Yubei    core   0.1240
///     Wanzhou  wing   0.0312
///
/// @param inference  answer of role_inference()
/// @param names      of the places, as many as there are roles; not looked at where the rules allow no layout
/// @throws bad_shape for another number of names
/// Complexity O(places).
COREWING_ROUTINE
report::Table summary(const RoleInference& inference, const std::vector<std::string>& names);

/// The fit of a layout as a table: above it fit and p-value ("not tested" without permutations), in it the links that
/// break the pattern, worst first, with their linkage (in its own unit) and what the layout leads one to expect.
/// @param fit    answer of fit()
/// @param names  of all places
/// @throws bad_shape if a link has a place without a name
/// Complexity O(breaks).
COREWING_ROUTINE
report::Table summary(const Fit& fit, const std::vector<std::string>& names);

} // namespace corewing::layout

#ifndef COREWING_COMPILED
#include "corewing/layout/impl/summary.hpp"
#endif
