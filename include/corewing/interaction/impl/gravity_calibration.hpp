#pragma once

#include "corewing/interaction/gravity_calibration.hpp"

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

/// All that is checked before anything is computed.
template <class = void>
void check_calibration(const Eigen::Ref<const Eigen::MatrixXd>& flow,
                       const Eigen::Ref<const Eigen::VectorXd>& origin_mass,
                       const Eigen::Ref<const Eigen::VectorXd>& destination_mass,
                       const Eigen::Ref<const Eigen::MatrixXd>& time, const CalibrationOptions& options) {
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
}

/// The pairs that can be fitted: a way between two places with mass. What is left out goes into the findings.
template <class Double = double>
GravitySource gravity_source(const Eigen::Ref<const Eigen::MatrixXd>& flow,
                             const Eigen::Ref<const Eigen::VectorXd>& origin_mass,
                             const Eigen::Ref<const Eigen::VectorXd>& destination_mass,
                             const Eigen::Ref<const Eigen::MatrixXd>& time, const CalibrationOptions& options,
                             base::Findings& findings) {
    const Index n = origin_mass.size();
    GravitySource source{.flow = flow,
                         .distance = Eigen::MatrixX<Double>::Zero(n, n),
                         .ln_origin = origin_mass.array().max(std::numeric_limits<double>::min()).log(),
                         .ln_destination = destination_mass.array().max(std::numeric_limits<double>::min()).log(),
                         .options = options,
                         .use = {}};
    source.use.setZero(n, n);
    Index unreachable = 0;
    Index massless = 0;
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i) {
            if (i == j) continue;
            const bool reached = time(i, j) < std::numeric_limits<double>::infinity();
            const bool weighty = origin_mass[i] > 0.0 && destination_mass[j] > 0.0;
            if (flow(i, j) > 0.0 && !reached) ++unreachable;
            if (flow(i, j) > 0.0 && reached && !weighty) ++massless;
            if (!reached || !weighty) continue;
            const double t = std::max(time(i, j), options.least_time);
            if (t == 0.0 && options.decay == Decay::power)
                throw_no_deterrence(time(i, j), i, j, {.decay = Decay::power, .rate = 1.0});
            source.distance(i, j) = options.decay == Decay::power ? std::log(t) : t;
            source.use(i, j) = 1;
        }
    const auto warn = [&findings](Index count, const char* why) {
        if (count > 0)
            findings.push_back({.severity = base::Severity::warning,
                                .topic = "gravity_calibration",
                                .text = std::to_string(count) +
                                        " pairs with an observed flow were left out: " + why});
    };
    warn(unreachable, "no way leads there in the given times");
    warn(massless, "one of the two places has no mass");
    return source;
}

} // namespace detail

COREWING_BODY
GravityCalibration
calibrate_gravity(const Eigen::Ref<const Eigen::MatrixXd>& flow, const Eigen::Ref<const Eigen::VectorXd>& origin_mass,
                  const Eigen::Ref<const Eigen::VectorXd>& destination_mass,
                  const Eigen::Ref<const Eigen::MatrixXd>& time, const CalibrationOptions& options) {
    detail::check_calibration(flow, origin_mass, destination_mass, time, options);
    const Deterrence shape{
        .decay = options.decay, .rate = options.rate.value_or(1.0), .least_time = options.least_time};
    detail::check_deterrence(shape);
    detail::check_times(time, "time");

    GravityCalibration result;
    detail::GravitySource source =
        detail::gravity_source(flow, origin_mass, destination_mass, time, options, result.findings);
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

    const Index n = flow.rows();
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
