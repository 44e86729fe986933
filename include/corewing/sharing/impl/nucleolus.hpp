#pragma once

#include "corewing/sharing/nucleolus.hpp"

#include "corewing/base/clock.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/sharing/detail/excess_sequence.hpp"
#include "corewing/sharing/detail/game.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <limits>

namespace corewing::sharing {

COREWING_BODY
Nucleolus nucleolus(const Eigen::Ref<const Eigen::VectorXd>& worth, const NucleolusOptions& options) {
    const base::Stopwatch watch;
    const int n = detail::players_of(worth, 12);
    const double unit = std::max(worth.cwiseAbs().maxCoeff(), std::numeric_limits<double>::min());
    const Eigen::VectorX<Double> scaled = worth / unit;
    Nucleolus result;
    result.share.setZero(n);
    double alone = 0.0;
    for (int i = 0; i < n; ++i) alone += scaled[Index{1} << i];
    if (options.imputations && base::above(alone, scaled[scaled.size() - 1], 1.0)) {
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "nucleolus",
                                   .text = "alone the players are worth more than together; no division gives "
                                           "everybody at least that"});
        result.outcome.seconds = watch.seconds();
        return result;
    }
    detail::ExcessSequence<> sequence(scaled, n, options.imputations);
    base::Status status = base::Status::optimal;
    while (!sequence.finished() && status == base::Status::optimal) {
        const detail::ExcessStep step = sequence.step();
        status = sequence.status();
        if (status != base::Status::optimal) break;
        result.levels.push_back(step.excess * unit);
        result.error = std::max(result.error, step.error);
    }
    // A program that failed numerically leaves no proof; say so rather than guess.
    if (status != base::Status::optimal) {
        result.outcome.status = base::Status::interrupted;
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "nucleolus",
                                   .text = "a linear program did not come to an end; there is no answer"});
    } else {
        result.share = sequence.share() * unit;
        const double first = result.levels.empty() ? 0.0 : result.levels.front();
        result.outcome = {.status = base::Status::optimal, .objective = first, .bound = first, .gap = 0.0};
    }
    result.outcome.iterations = sequence.iterations();
    result.outcome.seconds = watch.seconds();
    return result;
}

} // namespace corewing::sharing
