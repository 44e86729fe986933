#pragma once

#include "corewing/interaction/gravity.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/interaction/detail/times.hpp"
#include "corewing/interaction/deterrence.hpp"
#include "corewing/interaction/detail/check_deterrence.hpp"

#include <Eigen/Core>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>

namespace corewing::interaction {
namespace detail {

/// mass^exponent with the promise that what has no mass takes no part, unless the exponent is 0.
template <class Double = double>
Eigen::VectorXd powered_mass(const Eigen::Ref<const Eigen::VectorXd>& mass, double exponent, std::string_view field) {
    Eigen::VectorX<Double> result(mass.size());
    for (Index i = 0; i < mass.size(); ++i) {
        if (mass[i] == 0.0 && exponent < 0.0)
            throw base::bad_value("a mass of 0 has no negative power",
                                  {.field = std::string(field) + '[' + std::to_string(i) + ']',
                                   .value = "0",
                                   .remedy = "leave the place out, or use an exponent of at least 0"});
        result[i] = exponent == 1.0 ? mass[i] : std::pow(mass[i], exponent);
    }
    return result;
}

} // namespace detail

COREWING_BODY
Eigen::MatrixXd gravity(const Eigen::Ref<const Eigen::VectorXd>& origin_mass,
                        const Eigen::Ref<const Eigen::VectorXd>& destination_mass,
                        const Eigen::Ref<const Eigen::MatrixXd>& time, const GravityOptions& options) {
    constexpr double largest = std::numeric_limits<double>::max();
    const Index n = origin_mass.size();
    base::check_size(destination_mass.size(), n, "destination_mass");
    base::check_shape(time, n, n, "time");
    base::check_nonnegative(origin_mass, "origin_mass");
    base::check_nonnegative(destination_mass, "destination_mass");
    base::check_range(options.scale, std::numeric_limits<double>::denorm_min(), largest, "scale");
    base::check_range(options.origin_exponent, -largest, largest, "origin_exponent");
    base::check_range(options.destination_exponent, -largest, largest, "destination_exponent");
    detail::check_deterrence(options.deterrence);
    detail::check_times(time, "time");

    const Eigen::VectorX<Double> push = detail::powered_mass(origin_mass, options.origin_exponent, "origin_mass");
    const Eigen::VectorX<Double> pull =
        detail::powered_mass(destination_mass, options.destination_exponent, "destination_mass");
    Eigen::MatrixX<Double> flow(n, n);
    detail::for_each_column(n, n, [&](Index j) {
        for (Index i = 0; i < n; ++i) {
            const double fall = i == j ? 0.0 : detail::decay(time(i, j), options.deterrence);
            if (!std::isfinite(fall)) detail::throw_no_deterrence(time(i, j), i, j, options.deterrence);
            flow(i, j) = fall == 0.0 ? 0.0 : options.scale * push[i] * pull[j] * fall;
            if (!std::isfinite(flow(i, j)))
                throw base::bad_value("the flow is too large a number",
                                      {.field = "flow[" + std::to_string(i) + ',' + std::to_string(j) + ']',
                                       .value = base::to_text(flow(i, j)),
                                       .remedy = "write the masses in a larger unit"});
        }
    });
    return flow;
}

COREWING_BODY
Eigen::MatrixXd gravity(const Eigen::Ref<const Eigen::VectorXd>& mass, const Eigen::Ref<const Eigen::MatrixXd>& time,
                        const GravityOptions& options) {
    base::check_nonnegative(mass, "mass");
    return gravity(mass, mass, time, options);
}

} // namespace corewing::interaction
