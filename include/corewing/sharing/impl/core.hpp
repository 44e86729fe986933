#pragma once

#include "corewing/sharing/core.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/sharing/detail/excess_sequence.hpp"
#include "corewing/sharing/detail/game.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>

namespace corewing::sharing {

COREWING_BODY
CoreCheck core_check(const Eigen::Ref<const Eigen::VectorXd>& worth, const Eigen::Ref<const Eigen::VectorXd>& share,
                     double tolerance) {
    const int n = detail::players_of(worth, 25);
    base::check_size(share.size(), n, "share");
    base::check_finite(share, "share");
    base::check_range(tolerance, 0.0, 1.0, "tolerance");
    CoreCheck check;
    const Eigen::VectorX<Double> excess = worth - detail::coalition_sums(share);
    const Index everybody = worth.size() - 1;
    check.left_over = excess[everybody];
    if (everybody > 1) {
        Index worst = 0;
        check.excess = excess.segment(1, everybody - 1).maxCoeff(&worst);
        check.coalition = detail::members(static_cast<detail::Coalition>(worst + 1));
    }
    const double slack = tolerance * worth.cwiseAbs().maxCoeff();
    check.inside = std::abs(check.left_over) <= slack && (everybody == 1 || check.excess <= slack);
    return check;
}

COREWING_BODY
LeastCore least_core(const Eigen::Ref<const Eigen::VectorXd>& worth) {
    const base::Stopwatch watch;
    const int n = detail::players_of(worth, 12);
    const double unit = std::max(worth.cwiseAbs().maxCoeff(), std::numeric_limits<double>::min());
    const Eigen::VectorX<Double> scaled = worth / unit;
    LeastCore result;
    result.share = worth.tail(1);
    result.outcome = {.status = base::Status::optimal, .gap = 0.0};
    if (n > 1) {
        detail::ExcessSequence<> sequence(scaled, n, false);
        const detail::ExcessStep step = sequence.step();
        result.share = sequence.share() * unit;
        const Eigen::VectorX<Double> excess = worth - detail::coalition_sums(result.share);
        result.excess = excess.segment(1, worth.size() - 2).maxCoeff();
        for (const auto s : step.coalitions) result.coalitions.push_back(detail::members(s));
        result.weights = step.weights;
        result.core_is_empty = step.excess > 1e-9;
        result.outcome.status = sequence.status();
        result.outcome.objective = result.excess;
        result.outcome.bound = std::min(step.excess * unit, result.excess);
        result.outcome.gap = base::relative_gap(result.outcome.objective, result.outcome.bound);
        result.outcome.iterations = sequence.iterations();
    }
    result.outcome.seconds = watch.seconds();
    return result;
}

} // namespace corewing::sharing
