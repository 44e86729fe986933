#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/interaction/deterrence.hpp"
#include "corewing/interaction/gravity.hpp"
#include "corewing/interaction/poisson_regression.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace corewing::interaction {

/// Choices of calibrate_gravity(): the form of the deterrence, and parameters that are given instead of estimated.
struct CalibrationOptions {
    Decay decay = Decay::power;
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
    Eigen::MatrixXd flow = {};    ///< places x places: what the model expects; 0 for separated pairs
    base::Findings findings = {}; ///< pairs left out though flow was observed, and the fit's own findings
};

namespace detail {

/// The pairs of places as rows of a Poisson regression: 1, ln O_i, ln D_j, -ln t or -t; without the given ones.
struct GravitySource {
    Eigen::MatrixXd flow;
    Eigen::MatrixXd distance; ///< ln t or t
    Eigen::VectorXd ln_origin;
    Eigen::VectorXd ln_destination;
    CalibrationOptions options;
    Eigen::Array<unsigned char, Eigen::Dynamic, Eigen::Dynamic> use;

    [[nodiscard]] Index rows() const { return flow.size(); }
    [[nodiscard]] Index columns() const {
        return 1 + (options.origin_exponent ? 0 : 1) + (options.destination_exponent ? 0 : 1) + (options.rate ? 0 : 1);
    }
    void drop(Index row) { use(row % flow.rows(), row / flow.rows()) = 0; }
    void fill(Index begin, PoissonRows& rows) const {
        for (Index r = 0; r < rows.count.size(); ++r) {
            const Index i = (begin + r) % flow.rows();
            const Index j = (begin + r) / flow.rows();
            if (use(i, j) == 0) continue;
            rows.use[r] = 1.0;
            rows.count[r] = flow(i, j);
            Index column = 0;
            rows.design(r, column++) = 1.0;
            const auto put = [&](const std::optional<double>& given, double value) {
                if (given)
                    rows.offset[r] += *given * value;
                else
                    rows.design(r, column++) = value;
            };
            put(options.origin_exponent, ln_origin[i]);
            put(options.destination_exponent, ln_destination[j]);
            put(options.rate, -distance(i, j));
        }
    }
};

} // namespace detail

/// Fits the gravity model to observed flows by Poisson maximum likelihood (引力模型的泊松标定).
///   ln E(T_ij) = ln k + a ln O_i + b ln D_j - g ln t_ij   (or - g t_ij)
/// Pairs of a place with itself, pairs that cannot reach each other and pairs with a place of no mass are left out;
/// where flow was observed on such a pair that is a finding. Zero flows count.
/// @param flow              places x places, unit of flow, >= 0; the diagonal is not used
/// @param origin_mass       places x 1, any unit, >= 0
/// @param destination_mass  places x 1, any unit, >= 0
/// @param time              places x places, unit of time, >= 0 or infinite
/// @return the model with its errors, the expected flows, and findings (separation, overdispersion, negative rate)
/// @throws bad_shape; bad_value, also for a time of 0 under a power (set least_time); bad_data where no usable pair has
///         a flow
/// Complexity O(n^2) a step. Source: Flowerdew & Aitkin 1982, Journal of Regional Science 22(2); Santos Silva &
/// Tenreyro 2006, Review of Economics and Statistics 88(4).
template <class Double = double>
GravityCalibration
calibrate_gravity(const Eigen::Ref<const Eigen::MatrixXd>& flow, const Eigen::Ref<const Eigen::VectorXd>& origin_mass,
                  const Eigen::Ref<const Eigen::VectorXd>& destination_mass,
                  const Eigen::Ref<const Eigen::MatrixXd>& time, const CalibrationOptions& options = {}) {
    constexpr double never = std::numeric_limits<double>::infinity();
    const Index n = origin_mass.size();
    base::check_shape(flow, n, n, "flow");
    base::check_size(destination_mass.size(), n, "destination_mass");
    base::check_shape(time, n, n, "time");
    base::check_nonnegative(flow, "flow");
    base::check_nonnegative(origin_mass, "origin_mass");
    base::check_nonnegative(destination_mass, "destination_mass");
    base::check_range(options.tolerance, 1e-15, 1e-3, "tolerance");
    if (options.steps < 1) throw base::bad_value("needs at least 1 step", {.field = "steps"});
    if (options.origin_exponent) base::check_range(*options.origin_exponent, -100.0, 100.0, "origin_exponent");
    if (options.destination_exponent)
        base::check_range(*options.destination_exponent, -100.0, 100.0, "destination_exponent");
    const Deterrence shape{
        .decay = options.decay, .rate = options.rate.value_or(1.0), .least_time = options.least_time};
    detail::check_deterrence(shape);
    detail::check_times(time, "time");

    GravityCalibration result;
    detail::GravitySource source{.flow = flow,
                                 .distance = Eigen::MatrixX<Double>::Zero(n, n),
                                 .ln_origin = origin_mass.array().max(std::numeric_limits<double>::min()).log(),
                                 .ln_destination =
                                     destination_mass.array().max(std::numeric_limits<double>::min()).log(),
                                 .options = options,
                                 .use = {}};
    source.use.setZero(n, n);
    Index unreachable = 0;
    Index massless = 0;
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i) {
            if (i == j) continue;
            const bool reached = time(i, j) < never;
            const bool weighty = origin_mass[i] > 0.0 && destination_mass[j] > 0.0;
            if (flow(i, j) > 0.0 && !reached) ++unreachable;
            if (flow(i, j) > 0.0 && reached && !weighty) ++massless;
            if (!reached || !weighty) continue;
            const double t = std::max(time(i, j), options.least_time);
            if (t == 0.0 && options.decay == Decay::power)
                detail::throw_no_deterrence(time(i, j), i, j, {.decay = Decay::power, .rate = 1.0});
            source.distance(i, j) = options.decay == Decay::power ? std::log(t) : t;
            source.use(i, j) = 1;
        }
    const auto warn = [&result](Index count, const char* why) {
        if (count > 0)
            result.findings.push_back(
                {.severity = base::Severity::warning,
                 .topic = "gravity_calibration",
                 .text = std::to_string(count) + " pairs with an observed flow were left out: " + why});
    };
    warn(unreachable, "no way leads there in the given times");
    warn(massless, "one of the two places has no mass");

    result.fit = detail::fit_poisson(source, options.tolerance, options.steps);
    result.parameter = {"ln scale"};
    Index column = 1;
    const auto take = [&](const std::optional<double>& given, const char* parameter_name) {
        if (given) return *given;
        result.parameter.emplace_back(parameter_name);
        return result.fit.coefficient[column++];
    };
    result.model.scale = std::exp(result.fit.coefficient[0]);
    result.model.origin_exponent = take(options.origin_exponent, "origin_exponent");
    result.model.destination_exponent = take(options.destination_exponent, "destination_exponent");
    result.model.deterrence = shape;
    result.model.deterrence.rate = take(options.rate, "rate");
    result.findings.insert(result.findings.end(), result.fit.findings.begin(), result.fit.findings.end());
    if (result.model.deterrence.rate < 0.0)
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "gravity_calibration",
                                   .subject = "rate",
                                   .text = "the fitted flow grows with travel time; check the times and the masses"});

    result.flow.setZero(n, n);
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i)
            if (source.use(i, j) != 0)
                result.flow(i, j) =
                    std::exp(result.fit.coefficient[0] + result.model.origin_exponent * source.ln_origin[i] +
                             result.model.destination_exponent * source.ln_destination[j] -
                             result.model.deterrence.rate * source.distance(i, j));
    base::check_finite(result.flow, "expected flow");
    return result;
}

} // namespace corewing::interaction
