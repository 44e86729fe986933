#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/interaction/gravity_calibration.hpp"
#include "corewing/interaction/poisson_regression.hpp"
#include "corewing/report/table.hpp"

#include <string>
#include <vector>

/// Fitted models as tables that people read.
namespace corewing::interaction {

/// A Poisson fit as a table: estimate, standard error, and robust error of every coefficient; below it the number of
/// observations, deviance, pseudo-R2, dispersion and status. Decimals are such that the smallest error shows two
/// digits; a coefficient that is not identified says so.
/// @param fit    answer of poisson_regression()
/// @param names  of the columns of the design, as many as there are coefficients
/// @throws bad_shape for another number of names
/// Complexity O(columns).
COREWING_ROUTINE
report::Table summary(const PoissonFit& fit, const std::vector<std::string>& names);

/// A calibrated gravity model as a table: its parameters with their errors, those that were given marked as such, and
/// how well it fits.
///
///     std::cout << report::text(interaction::summary(interaction::calibrate_gravity(trips, people, jobs, hours)));
///
///     Gravity model, deterrence t^-rate
///
///     parameter             estimate  standard error  robust error
///     --------------------  --------  --------------  ------------
///     ln scale                -1.204           0.052         0.113
///     ...
///
/// @param calibration  answer of calibrate_gravity()
/// Complexity O(parameters).
COREWING_ROUTINE
report::Table summary(const GravityCalibration& calibration);

} // namespace corewing::interaction

#ifndef COREWING_COMPILED
#include "corewing/interaction/impl/summary.hpp"
#endif
