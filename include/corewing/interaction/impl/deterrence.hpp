#pragma once

#include "corewing/interaction/deterrence.hpp"

#include "corewing/interaction/detail/check_deterrence.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/interaction/detail/times.hpp"

#include <Eigen/Core>

#include <cmath>
#include <limits>
#include <string>

namespace corewing::interaction {

COREWING_BODY
Eigen::MatrixXd deterrence(const Eigen::Ref<const Eigen::MatrixXd>& time, const Deterrence& options) {
    detail::check_deterrence(options);
    detail::check_times(time, "time");
    Eigen::MatrixX<Double> result(time.rows(), time.cols());
    detail::for_each_column(time.rows(), time.cols(), [&](Index j) {
        for (Index i = 0; i < time.rows(); ++i) {
            result(i, j) = detail::decay(time(i, j), options);
            if (!std::isfinite(result(i, j))) detail::throw_no_deterrence(time(i, j), i, j, options);
        }
    });
    return result;
}

} // namespace corewing::interaction
