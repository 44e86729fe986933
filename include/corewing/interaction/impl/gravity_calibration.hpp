#pragma once

#include "corewing/interaction/gravity_calibration.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/interaction/deterrence.hpp"
#include "corewing/interaction/detail/poisson_fit.hpp"
#include "corewing/interaction/detail/times.hpp"
#include "corewing/interaction/gravity.hpp"
#include "corewing/interaction/poisson_regression.hpp"
#include "corewing/interaction/detail/check_deterrence.hpp"
#include "corewing/interaction/impl/poisson_regression.hpp"
#include "corewing/model/marked_matrix.hpp"

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
    const base::Marks* marks = nullptr;                               ///< null where all pairs are known
    Eigen::Array<unsigned char, Eigen::Dynamic, Eigen::Dynamic> use;  ///< pairs that the fit counts
    Eigen::Array<unsigned char, Eigen::Dynamic, Eigen::Dynamic> open; ///< pairs of which the model says something

    [[nodiscard]] Index rows() const { return flow.size(); }
    [[nodiscard]] Index columns() const {
        return 1 + (options.origin_exponent ? 0 : 1) + (options.destination_exponent ? 0 : 1) + (options.rate ? 0 : 1);
    }
    void drop(Index row) {
        use(row % flow.rows(), row / flow.rows()) = 0;
        open(row % flow.rows(), row / flow.rows()) = 0;
    }
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

/// @throws bad_shape, bad_value
template <class = void>
void check_calibration(const Eigen::Ref<const Eigen::MatrixXd>& flow, const Eigen::Ref<const Eigen::VectorXd>& origin,
                       const Eigen::Ref<const Eigen::VectorXd>& destination,
                       const Eigen::Ref<const Eigen::MatrixXd>& time, const CalibrationOptions& options) {
    const Index n = origin.size();
    base::check_shape(flow, n, n, "flow");
    base::check_size(destination.size(), n, "destination_mass");
    base::check_shape(time, n, n, "time");
    base::check_nonnegative(flow, "flow");
    base::check_nonnegative(origin, "origin_mass");
    base::check_nonnegative(destination, "destination_mass");
    base::check_range(options.tolerance, 1e-15, 1e-3, "tolerance");
    if (options.steps < 1) throw base::bad_value("needs at least 1 step", {.field = "steps"});
    if (options.origin_exponent) base::check_range(*options.origin_exponent, -100.0, 100.0, "origin_exponent");
    if (options.destination_exponent)
        base::check_range(*options.destination_exponent, -100.0, 100.0, "destination_exponent");
    check_deterrence({.rate = options.rate.value_or(1.0), .least_time = options.least_time});
    check_times(time, "time");
}

/// Adds a finding.
template <class = void>
void note(GravityCalibration& result, base::Severity severity, const std::string& subject, const std::string& text) {
    result.findings.push_back({severity, "gravity_calibration", subject, text});
}

/// Flows without which there is nothing to fit, counted.
struct PairCounts {
    Index known = 0;       ///< pairs whose flow is known
    Index flowing = 0;     ///< of these, with a flow above 0
    Index unreachable = 0; ///< of those with a flow, where no way leads
    Index massless = 0;    ///< of the rest of them, where a place has no mass
};

/// @throws bad_data where no pair that the fit counts has a flow
template <class = void>
void check_some_flow(const PairCounts& pairs) {
    const std::string remedy = "give flows to calibrate on, or state the model's exponents and take gravity()";
    if (pairs.known == 0) throw base::bad_data("no pair is known", {.field = "flow", .remedy = remedy});
    if (pairs.flowing == 0)
        throw base::bad_data("none of the " + std::to_string(pairs.known) + " known pairs has a flow above 0",
                             {.field = "flow", .remedy = "a gravity model needs some: " + remedy});
    if (pairs.flowing > pairs.unreachable + pairs.massless) return;
    throw base::bad_data("none of the " + std::to_string(pairs.flowing) +
                             " pairs with a flow above 0 can be used: no way leads along " +
                             std::to_string(pairs.unreachable) + " of them in the given times, and " +
                             std::to_string(pairs.massless) + " have a place without mass",
                         {.field = "flow", .remedy = "check the times and the masses"});
}

/// Chooses the pairs that the fit counts, and says which are left out though flow was observed.
template <class = void>
void choose_pairs(const Eigen::Ref<const Eigen::VectorXd>& origin_mass,
                  const Eigen::Ref<const Eigen::VectorXd>& destination_mass,
                  const Eigen::Ref<const Eigen::MatrixXd>& time, GravitySource& source, GravityCalibration& result) {
    const Index n = origin_mass.size();
    const CalibrationOptions& options = source.options;
    PairCounts pairs;
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i) {
            if (i == j) continue;
            const bool observed = source.marks == nullptr || (*source.marks)(i, j) != base::Mark::missing;
            const bool reached = time(i, j) < std::numeric_limits<double>::infinity();
            const bool weighty = origin_mass[i] > 0.0 && destination_mass[j] > 0.0;
            const bool flows = source.flow(i, j) > 0.0;
            pairs.known += observed ? 1 : 0;
            pairs.flowing += flows ? 1 : 0;
            pairs.unreachable += flows && !reached ? 1 : 0;
            pairs.massless += flows && reached && !weighty ? 1 : 0;
            if (!reached || !weighty) continue;
            const double t = std::max(time(i, j), options.least_time);
            if (t == 0.0 && options.decay == Decay::power)
                throw_no_deterrence(time(i, j), i, j, {.decay = Decay::power, .rate = 1.0});
            source.distance(i, j) = options.decay == Decay::power ? std::log(t) : t;
            source.open(i, j) = 1;
            source.use(i, j) = observed ? 1 : 0;
        }
    check_some_flow(pairs);
    if (pairs.known < n * (n - 1))
        note(result, base::Severity::note, "",
             std::to_string(pairs.known) + " of " + std::to_string(n * (n - 1)) +
                 " flows are known; the fit counts only these");
    const auto warn = [&result](Index count, const char* why) {
        if (count > 0)
            note(result, base::Severity::warning, "",
                 std::to_string(count) + " pairs with an observed flow were left out: " + why);
    };
    warn(pairs.unreachable, "no way leads there in the given times");
    warn(pairs.massless, "one of the two places has no mass");
}

/// Says where there are fewer than 3 observations a parameter. Flows that are the same both ways are one observation.
template <class = void>
void note_few(const GravitySource& source, GravityCalibration& result) {
    const Index n = source.flow.rows(), parameters = std::ssize(result.parameter);
    Index pairs = 0, twice = 0;
    bool same = true; // both ways
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < j; ++i) {
            const bool there = source.use(i, j) != 0, back = source.use(j, i) != 0;
            pairs += (there ? 1 : 0) + (back ? 1 : 0);
            twice += there && back ? 1 : 0;
            if (there != back || (there && source.flow(i, j) != source.flow(j, i))) same = false;
        }
    const Index observations = same ? twice : pairs;
    if (observations >= 3 * parameters) return;
    note(result, base::Severity::warning, "",
         std::to_string(observations) + (observations == 1 ? " observation" : " observations") + " for " +
             std::to_string(parameters) + (parameters == 1 ? " parameter" : " parameters") +
             ", fewer than 3 for each; lean on the fit with care, or state some of them");
}

/// The flows that the fitted model expects.
template <class Double = double>
Eigen::MatrixXd expected_flow(const GravitySource& source, const GravityCalibration& result) {
    const Index n = source.flow.rows();
    Eigen::MatrixX<Double> flow = Eigen::MatrixX<Double>::Zero(n, n);
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i)
            if (source.open(i, j) != 0)
                flow(i, j) = std::exp(result.fit.coefficient[0] + result.model.origin_exponent * source.ln_origin[i] +
                                      result.model.destination_exponent * source.ln_destination[j] -
                                      result.model.deterrence.rate * source.distance(i, j));
    base::check_finite(flow, "expected flow");
    return flow;
}

/// @param marks  null where all flows are known
template <class Double = double>
GravityCalibration calibrate(const Eigen::Ref<const Eigen::MatrixXd>& flow, const base::Marks* marks,
                             const Eigen::Ref<const Eigen::VectorXd>& origin_mass,
                             const Eigen::Ref<const Eigen::VectorXd>& destination_mass,
                             const Eigen::Ref<const Eigen::MatrixXd>& time, const CalibrationOptions& options) {
    check_calibration(flow, origin_mass, destination_mass, time, options);
    const Index n = origin_mass.size();
    constexpr double tiny = std::numeric_limits<double>::min();
    GravityCalibration result;
    GravitySource source{.flow = flow,
                         .distance = Eigen::MatrixX<Double>::Zero(n, n),
                         .ln_origin = origin_mass.array().max(tiny).log(),
                         .ln_destination = destination_mass.array().max(tiny).log(),
                         .options = options,
                         .marks = marks,
                         .use = {},
                         .open = {}};
    source.use.setZero(n, n);
    source.open.setZero(n, n);
    choose_pairs(origin_mass, destination_mass, time, source, result);

    result.fit = fit_poisson(source, options.tolerance, options.steps);
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
    result.model.deterrence = {.decay = options.decay, .least_time = options.least_time};
    result.model.deterrence.rate = take(options.rate, "rate");
    note_few(source, result);
    result.findings.insert(result.findings.end(), result.fit.findings.begin(), result.fit.findings.end());
    if (result.model.deterrence.rate < 0.0)
        note(result, base::Severity::warning, "rate",
             "the fitted flow grows with travel time; check the times and the masses");
    result.flow = expected_flow(source, result);
    return result;
}

} // namespace detail

COREWING_BODY
GravityCalibration calibrate_gravity(const Eigen::Ref<const Eigen::MatrixXd>& flow,
                                     const Eigen::Ref<const Eigen::VectorXd>& origin_mass,
                                     const Eigen::Ref<const Eigen::VectorXd>& destination_mass,
                                     const Eigen::Ref<const Eigen::MatrixXd>& time, const CalibrationOptions& options) {
    return detail::calibrate(flow, nullptr, origin_mass, destination_mass, time, options);
}

COREWING_BODY
GravityCalibration calibrate_gravity(const model::MarkedMatrix& flow,
                                     const Eigen::Ref<const Eigen::VectorXd>& origin_mass,
                                     const Eigen::Ref<const Eigen::VectorXd>& destination_mass,
                                     const Eigen::Ref<const Eigen::MatrixXd>& time, const CalibrationOptions& options) {
    if (!flow.of_pairs())
        throw base::bad_value("has columns of its own", {.field = "flow", .remedy = "give places x places"});
    return detail::calibrate(flow.values(), &flow.marks(), origin_mass, destination_mass, time, options);
}

COREWING_BODY
GravityCalibration calibrate_gravity(const model::MarkedMatrix& flow, const Eigen::Ref<const Eigen::VectorXd>& mass,
                                     const Eigen::Ref<const Eigen::MatrixXd>& time, const CalibrationOptions& options) {
    base::check_nonnegative(mass, "mass");
    return calibrate_gravity(flow, mass, mass, time, options);
}

} // namespace corewing::interaction
