#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/interaction/deterrence.hpp"

#include <Eigen/Core>

namespace corewing::interaction {

/// Choices of the gravity model.
struct GravityOptions {
    double scale = 1.0;                ///< k, > 0, finite: unit of flow / unit of mass^(a+b)
    double origin_exponent = 1.0;      ///< a, finite
    double destination_exponent = 1.0; ///< b, finite
    Deterrence deterrence = {};        ///< f; by default t^-2
};

/// Flows that masses and travel times lead one to expect (引力模型), origins and destinations weighed apart.
///   T_ij = k O_i^a D_j^b f(t_ij),  T_ii = 0;  an infinite time gives no flow
/// @param origin_mass       places x 1, any unit, >= 0: what sends (residents, output)
/// @param destination_mass  places x 1, any unit, >= 0: what draws (jobs, demand)
/// @param time              places x places, unit of time, >= 0 or infinite; row = origin; the diagonal is not used
/// @param options           scale, exponents, deterrence
/// @return flows, places x places, diagonal 0
/// @throws bad_shape; bad_value for a negative mass, for a time of 0 between two places under a power deterrence
///         (set deterrence.least_time), for a mass of 0 under a negative exponent, for flows too large for a double
/// Complexity O(n^2). Source: Wilson 1971, Environment and Planning 3(1), eq. 1.
COREWING_ROUTINE
Eigen::MatrixXd gravity(const Eigen::Ref<const Eigen::VectorXd>& origin_mass,
                        const Eigen::Ref<const Eigen::VectorXd>& destination_mass,
                        const Eigen::Ref<const Eigen::MatrixXd>& time, const GravityOptions& options = {});

/// Flows that masses and travel times lead one to expect (引力模型); each place's mass both sends and draws.
///   T_ij = k M_i^a M_j^b f(t_ij),  T_ii = 0
/// Everything else as in the overload with two masses.
/// @param mass     places x 1, any unit, >= 0
/// @param time     places x places, unit of time, >= 0 or infinite; row = origin; the diagonal is not used
/// @param options  scale, exponents, deterrence
/// @return flows, places x places, diagonal 0
COREWING_ROUTINE
Eigen::MatrixXd gravity(const Eigen::Ref<const Eigen::VectorXd>& mass, const Eigen::Ref<const Eigen::MatrixXd>& time,
                        const GravityOptions& options = {});

} // namespace corewing::interaction

#ifndef COREWING_COMPILED
#include "corewing/interaction/impl/gravity.hpp"
#endif
