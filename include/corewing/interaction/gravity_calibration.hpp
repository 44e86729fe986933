#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/interaction/deterrence.hpp"
#include "corewing/interaction/gravity.hpp"
#include "corewing/interaction/poisson_regression.hpp"
#include "corewing/model/marked_matrix.hpp"

#include <Eigen/Core>

#include <optional>
#include <string>
#include <vector>

namespace corewing::interaction {

/// Choices of calibrate_gravity(): the form of the deterrence, and parameters that are given instead of estimated.
struct CalibrationOptions {
    Decay decay = Decay::power;                      ///< form of the deterrence
    double least_time = 0.0;                         ///< as in Deterrence, unit of time, >= 0
    std::optional<double> origin_exponent = {};      ///< a; empty = estimate
    std::optional<double> destination_exponent = {}; ///< b; empty = estimate
    std::optional<double> rate = {};                 ///< g; empty = estimate
    double tolerance = 1e-12;                        ///< see PoissonOptions
    long steps = 100;                                ///< see PoissonOptions
};

/// What calibrate_gravity() answers.
struct GravityCalibration {
    GravityOptions model = {};               ///< k, a, b and g, ready for gravity()
    std::vector<std::string> parameter = {}; ///< names of the estimated ones, in the order of fit.coefficient;
                                             ///< the first is ln k
    PoissonFit fit = {};          ///< coefficients, errors, deviance; row i + places * j of the fit is the pair (i, j)
    Eigen::MatrixXd flow = {};    ///< places x places: what the model expects, of known pairs and unknown ones; 0 for
                                  ///< separated pairs, and where no way leads or a mass is 0
    base::Findings findings = {}; ///< pairs not known, pairs left out though flow was observed, few observations, and
                                  ///< the fit's own findings
};

/// Fits the gravity model to observed flows by Poisson maximum likelihood (引力模型的泊松标定).
///   ln E(T_ij) = ln k + a ln O_i + b ln D_j - g ln t_ij   (or - g t_ij)
/// Pairs of a place with itself, pairs that cannot reach each other and pairs with a place of no mass are left out;
/// where flow was observed on such a pair that is a finding. Zero flows count. Fewer than 3 observations for each
/// estimated parameter are a finding; flows that are the same both ways are one observation.
/// @param flow              places x places, unit of flow, >= 0; the diagonal is not used
/// @param origin_mass       places x 1, any unit, >= 0
/// @param destination_mass  places x 1, any unit, >= 0
/// @param time              places x places, unit of time, >= 0 or infinite
/// @return the model with its errors, the expected flows, and findings (separation, overdispersion, negative rate,
///         few observations)
/// @throws bad_shape; bad_value, also for a time of 0 under a power (set least_time); bad_data where no usable pair has
///         a flow
/// Complexity O(n^2) a step. Source: Flowerdew & Aitkin 1982, Journal of Regional Science 22(2); Santos Silva &
/// Tenreyro 2006, Review of Economics and Statistics 88(4).
COREWING_ROUTINE
GravityCalibration calibrate_gravity(const Eigen::Ref<const Eigen::MatrixXd>& flow,
                                     const Eigen::Ref<const Eigen::VectorXd>& origin_mass,
                                     const Eigen::Ref<const Eigen::VectorXd>& destination_mass,
                                     const Eigen::Ref<const Eigen::MatrixXd>& time,
                                     const CalibrationOptions& options = {});

/// The same for flows of which not all are known: only the known ones are counted, and the model says what is to be
/// expected of the others too.
///
///     const auto people   = towns.rows(model::column(region, "people")).known();
///     const auto trips    = towns.pairs(model::linkage(region, "trips"));
///     const auto fit      = interaction::calibrate_gravity(trips, people, hours);
///     const auto expected = fit.flow;                                            // of all pairs
///     const auto later    = interaction::gravity(people_2035, hours, fit.model); // of other masses or times
///
/// @param flow  places x places, unit of flow, >= 0; a cell that is missing is no observation; the diagonal is not used
/// @throws bad_value as above, and for a matrix with named columns; bad_data where no flow is known ("no pair is
///         known") or none is above 0
COREWING_ROUTINE
GravityCalibration calibrate_gravity(const model::MarkedMatrix& flow,
                                     const Eigen::Ref<const Eigen::VectorXd>& origin_mass,
                                     const Eigen::Ref<const Eigen::VectorXd>& destination_mass,
                                     const Eigen::Ref<const Eigen::MatrixXd>& time,
                                     const CalibrationOptions& options = {});

/// The same where each place's mass both sends and draws, as in gravity(mass, time).
/// @param mass  places x 1, any unit, >= 0
COREWING_ROUTINE
GravityCalibration calibrate_gravity(const model::MarkedMatrix& flow, const Eigen::Ref<const Eigen::VectorXd>& mass,
                                     const Eigen::Ref<const Eigen::MatrixXd>& time,
                                     const CalibrationOptions& options = {});

} // namespace corewing::interaction

#ifndef COREWING_COMPILED
#include "corewing/interaction/impl/gravity_calibration.hpp"
#endif
