#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/interaction/detail/times.hpp"
#include "corewing/interaction/deterrence.hpp"

#include <Eigen/Core>

#include <limits>

namespace corewing::interaction {

/// Hansen accessibility (汉森可达性): the opportunities everywhere, each discounted by the way to it.
///   A_i = sum_j M_j f(t_ij)
/// A place's own opportunities count through time(i, i); set that to infinity to leave them out.
/// @param opportunities  destinations x 1, any unit, >= 0
/// @param time           origins x destinations, unit of time, >= 0 or infinite
/// @return origins x 1, in units of the opportunities; 0 where nothing can be reached
/// @throws bad_shape, bad_value (see deterrence())
/// Complexity O(origins * destinations). Source: Hansen 1959, J. American Institute of Planners 25(2).
template <class Double = double>
Eigen::VectorXd hansen_accessibility(const Eigen::Ref<const Eigen::VectorXd>& opportunities,
                                     const Eigen::Ref<const Eigen::MatrixXd>& time, const Deterrence& options = {}) {
    base::check_nonnegative(opportunities, "opportunities");
    base::check_size(time.cols(), opportunities.size(), "columns of time");
    const Eigen::VectorX<Double> access = deterrence(time, options) * opportunities;
    base::check_finite(access, "accessibility");
    return access;
}

/// Opportunities that lie within a time budget (累积机会可达性).
///   A_i = sum of M_j over t_ij <= within
/// @param opportunities  destinations x 1, any unit, >= 0
/// @param time           origins x destinations, unit of time, >= 0 or infinite
/// @param within         unit of time, >= 0; infinity counts everything that can be reached
/// @return origins x 1, in units of the opportunities; 0 where nothing can be reached
/// @throws bad_shape, bad_value
/// Complexity O(origins * destinations). Source: Wachs & Kumagai 1973, Socio-Economic Planning Sciences 7(5).
template <class Double = double>
Eigen::VectorXd cumulative_opportunities(const Eigen::Ref<const Eigen::VectorXd>& opportunities,
                                         const Eigen::Ref<const Eigen::MatrixXd>& time, double within) {
    constexpr double never = std::numeric_limits<double>::infinity();
    base::check_nonnegative(opportunities, "opportunities");
    base::check_size(time.cols(), opportunities.size(), "columns of time");
    detail::check_times(time, "time");
    if (!(within >= 0.0))
        throw base::bad_value(base::to_text(within) + " is not a time budget",
                              {.field = "within", .value = base::to_text(within), .remedy = "write 0 or more"});
    Eigen::VectorX<Double> access = Eigen::VectorX<Double>::Zero(time.rows());
    for (Index j = 0; j < time.cols(); ++j)
        for (Index i = 0; i < time.rows(); ++i)
            if (time(i, j) <= within && time(i, j) < never) access[i] += opportunities[j];
    base::check_finite(access, "accessibility");
    return access;
}

} // namespace corewing::interaction
