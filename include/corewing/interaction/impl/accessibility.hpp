#pragma once

#include "corewing/interaction/accessibility.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/interaction/detail/times.hpp"
#include "corewing/interaction/deterrence.hpp"

#include <Eigen/Core>

#include <limits>

namespace corewing::interaction {

COREWING_BODY
Eigen::VectorXd hansen_accessibility(const Eigen::Ref<const Eigen::VectorXd>& opportunities,
                                     const Eigen::Ref<const Eigen::MatrixXd>& time, const Deterrence& options) {
    base::check_nonnegative(opportunities, "opportunities");
    base::check_size(time.cols(), opportunities.size(), "columns of time");
    const Eigen::VectorX<Double> access = deterrence(time, options) * opportunities;
    base::check_finite(access, "accessibility");
    return access;
}

COREWING_BODY
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
            if (time(i, j) < never && base::at_least(within, time(i, j))) access[i] += opportunities[j];
    base::check_finite(access, "accessibility");
    return access;
}

} // namespace corewing::interaction
