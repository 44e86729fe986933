#pragma once

#include "corewing/scoring/synergy.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/scoring/collaboration_result.hpp"
#include "corewing/scoring/detail/weights.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>

namespace corewing::scoring {

COREWING_BODY
Eigen::VectorXd synergy(const Eigen::Ref<const Eigen::MatrixXd>& before, const Eigen::Ref<const Eigen::MatrixXd>& after,
                        const SynergyOptions& options) {
    const Index subsystems = before.cols();
    if (subsystems == 0) throw base::bad_shape("there is no subsystem", {.field = "before"});
    base::check_shape(after, before.rows(), subsystems, "after");
    base::check_range(before, 0.0, 1.0, "before");
    base::check_range(after, 0.0, 1.0, "after");
    const Eigen::VectorX<Double> weights = detail::unit_weights(options.weights, subsystems, "weights");
    Eigen::VectorX<Double> result(before.rows());
    for (Index i = 0; i < before.rows(); ++i) {
        double sum = 0.0, logs = 0.0;
        bool loss = false, still = false;
        for (Index j = 0; j < subsystems; ++j) {
            if (weights[j] <= 0.0) continue;
            const bool same = base::equal(after(i, j), before(i, j), 1.0);
            const double change = same ? 0.0 : after(i, j) - before(i, j);
            loss = loss || change < 0.0;
            still = still || change == 0.0;
            sum += weights[j] * std::abs(change);
            if (change != 0.0) logs += weights[j] * std::log(std::abs(change));
        }
        double size = sum;
        if (options.mean == Mean::geometric) size = still ? 0.0 : std::exp(logs);
        size = std::min(size, 1.0);
        result[i] = loss && size > 0.0 ? -size : size;
    }
    return result;
}

COREWING_BODY
Eigen::VectorXd order_degree(const Eigen::Ref<const Eigen::MatrixXd>& parameters,
                             const Eigen::Ref<const Eigen::VectorXd>& low,
                             const Eigen::Ref<const Eigen::VectorXd>& high,
                             const Eigen::Ref<const Eigen::VectorXd>& direction) {
    const Index count = parameters.cols();
    if (count == 0) throw base::bad_shape("there is no order parameter", {.field = "parameters"});
    base::check_size(low.size(), count, "low");
    base::check_size(high.size(), count, "high");
    base::check_size(direction.size(), count, "direction");
    Eigen::ArrayX<Double> logs = Eigen::ArrayX<Double>::Zero(parameters.rows());
    Eigen::Array<bool, Eigen::Dynamic, 1> lowest =
        Eigen::Array<bool, Eigen::Dynamic, 1>::Constant(parameters.rows(), false);
    for (Index m = 0; m < count; ++m) {
        const std::string at = '[' + std::to_string(m) + ']';
        if (!(low[m] < high[m]) || !std::isfinite(high[m] - low[m]))
            throw base::bad_value(base::to_text(low[m]) + " is not below " + base::to_text(high[m]),
                                  {.field = "low" + at, .value = base::to_text(low[m])});
        if (direction[m] != 1.0 && direction[m] != -1.0)
            throw base::bad_value(base::to_text(direction[m]) + " is neither 1 nor -1",
                                  {.field = "direction" + at, .value = base::to_text(direction[m])});
        const double scale = std::max(std::abs(low[m]), std::abs(high[m]));
        for (const double value : parameters.col(m))
            if (!base::at_least(value, low[m], scale) || !base::at_least(high[m], value, scale))
                base::check_range(parameters.col(m), low[m], high[m], "parameters" + at);
        for (Index i = 0; i < parameters.rows(); ++i) {
            const double share = direction[m] > 0.0 ? (parameters(i, m) - low[m]) / (high[m] - low[m])
                                                    : (high[m] - parameters(i, m)) / (high[m] - low[m]);
            lowest[i] = lowest[i] || share <= 0.0;
            if (share > 0.0) logs[i] += std::log(std::min(share, 1.0));
        }
    }
    return lowest.select(0.0, (logs / static_cast<double>(count)).exp()).min(1.0);
}

} // namespace corewing::scoring
