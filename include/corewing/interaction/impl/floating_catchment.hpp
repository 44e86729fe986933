#pragma once

#include "corewing/interaction/floating_catchment.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/interaction/detail/times.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace corewing::interaction {

COREWING_BODY
FloatingCatchment
floating_catchment(const Eigen::Ref<const Eigen::VectorXd>& supply, const Eigen::Ref<const Eigen::VectorXd>& demand,
                   const Eigen::Ref<const Eigen::MatrixXd>& time, const CatchmentOptions& options) {
    base::check_nonnegative(supply, "supply");
    base::check_nonnegative(demand, "demand");
    base::check_shape(time, demand.size(), supply.size(), "time");
    detail::check_times(time, "time");
    base::check_range(options.within, std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max(),
                      "within");

    const double edge = std::exp(-0.5);
    Eigen::MatrixX<Double> weight(time.rows(), time.cols());
    for (Index j = 0; j < time.cols(); ++j)
        for (Index i = 0; i < time.rows(); ++i) {
            const double part = std::min(1.0, time(i, j) / options.within);
            if (base::above(time(i, j), options.within))
                weight(i, j) = 0.0;
            else if (options.weight == CatchmentWeight::gaussian)
                weight(i, j) = (std::exp(-0.5 * part * part) - edge) / (1.0 - edge);
            else
                weight(i, j) = options.weight == CatchmentWeight::linear ? 1.0 - part : 1.0;
        }

    FloatingCatchment result;
    const Eigen::VectorX<Double> crowd = weight.transpose() * demand;
    base::check_finite(crowd, "demand in reach");
    result.ratio = Eigen::VectorX<Double>::Zero(supply.size());
    for (Index j = 0; j < supply.size(); ++j) {
        if (crowd[j] > 0.0) {
            result.ratio[j] = supply[j] / crowd[j];
            result.used_supply += supply[j];
        } else if (supply[j] > 0.0) {
            result.findings.push_back({.severity = base::Severity::warning,
                                       .topic = "floating_catchment",
                                       .subject = std::to_string(j),
                                       .text = "no demand lies within reach of the site; its supply serves nobody"});
        }
    }
    base::check_finite(result.ratio, "ratio");
    result.access = weight * result.ratio;
    return result;
}

} // namespace corewing::interaction
