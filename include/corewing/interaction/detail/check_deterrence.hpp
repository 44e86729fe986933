#pragma once

#include "corewing/interaction/deterrence.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/interaction/detail/times.hpp"

#include <Eigen/Core>

#include <cmath>
#include <limits>
#include <string>

namespace corewing::interaction::detail {

inline void check_deterrence(const Deterrence& options) {
    base::check_range(options.rate, -std::numeric_limits<double>::max(), std::numeric_limits<double>::max(), "rate");
    base::check_range(options.least_time, 0.0, std::numeric_limits<double>::max(), "least_time");
}

/// f(t) for a time already checked; infinite for t = 0 under a power.
template <class = void>
double decay(double time, const Deterrence& options) {
    if (time == std::numeric_limits<double>::infinity()) return 0.0;
    const double t = time < options.least_time ? options.least_time : time;
    if (options.decay == Decay::exponential) return std::exp(-options.rate * t);
    if (options.rate == 2.0) return 1.0 / (t * t);
    if (options.rate == 1.0) return 1.0 / t;
    return std::pow(t, -options.rate);
}

[[noreturn]] inline void throw_no_deterrence(double time, Index i, Index j, const Deterrence& options) {
    const std::string cell = "time[" + std::to_string(i) + ',' + std::to_string(j) + ']';
    if (options.decay == Decay::power && options.rate > 0.0 && time < 1.0)
        throw base::bad_value("a travel time of " + base::to_text(time) + " has no finite power deterrence",
                              {.field = cell,
                               .value = base::to_text(time),
                               .remedy = "set least_time, or use the exponential deterrence"});
    throw base::bad_value("the deterrence of " + base::to_text(time) + " is too large a number",
                          {.field = cell, .value = base::to_text(time), .remedy = "check rate and the unit of time"});
}

} // namespace corewing::interaction::detail
