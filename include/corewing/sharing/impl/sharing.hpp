#pragma once

#include "corewing/sharing/sharing.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/sharing/detail/game.hpp"
#include "corewing/sharing/detail/nucleolus.hpp"
#include "corewing/sharing/detail/shapley.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace corewing::sharing {

COREWING_BODY
Shapley shapley(const Eigen::Ref<const Eigen::VectorXd>& worth) {
    const int n = detail::players_of(worth, 25);
    const auto value = [&worth](std::uint64_t mask) { return worth[mask]; };
    return {.share = detail::shapley_by_subsets(n, value, 0), .standard_error = Eigen::VectorX<Double>::Zero(n)};
}

COREWING_BODY
Shapley shapley(Index players, const Worth& worth, const ShapleyOptions& options) {
    if (players < 1) throw base::bad_value("needs at least 1 player", {.field = "players", .value = "0"});
    if (options.exact_to > 25)
        throw base::bad_value(std::to_string(options.exact_to) + " is not in [0, 25]",
                              {.field = "exact_to", .value = std::to_string(options.exact_to)});
    if (options.orders < 4)
        throw base::bad_value(std::to_string(options.orders) + " is not at least 4",
                              {.field = "orders", .value = std::to_string(options.orders)});
    const auto checked = [&worth](std::span<const Index> set) {
        const double value = worth(set);
        if (std::isfinite(value)) return value;
        std::string names;
        for (const Index player : set) names += (names.empty() ? "" : " ") + std::to_string(player);
        throw base::bad_value("the players " + names + " are worth " + base::to_text(value),
                              {.field = "worth", .value = base::to_text(value), .remedy = "answer a finite number"});
    };
    if (players <= options.exact_to) {
        const auto value = [&checked](std::uint64_t mask) {
            Index set[64];
            Index size = 0;
            for (; mask != 0; mask &= mask - 1) set[size++] = std::countr_zero(mask);
            return checked(std::span<const Index>(set, size));
        };
        return {.share = detail::shapley_by_subsets(static_cast<int>(players), value, options.threads),
                .standard_error = Eigen::VectorX<Double>::Zero(players)};
    }
    const auto sampled =
        detail::shapley_by_orders(players, checked, (options.orders + 1) / 2, options.seed, options.threads);
    return {.share = sampled.share, .standard_error = sampled.standard_error, .exact = false};
}

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
    if (options.imputations && alone > scaled[scaled.size() - 1] + 1e-12) {
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
