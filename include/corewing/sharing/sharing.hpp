#pragma once

#include "corewing/sharing/detail/game.hpp"
#include "corewing/sharing/detail/nucleolus.hpp"
#include "corewing/sharing/detail/shapley.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"

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

/// Sharing a joint gain (合作收益分配). A game says what each set of players is worth together. As a table it has 2^n
/// entries: entry S belongs to the players whose bits are set in S, so worth[0] = 0, worth[1] is player 0 alone,
/// worth[3] players 0 and 1, and the last entry everybody. As a function it is asked with the members, ascending.
namespace corewing::sharing {

/// What a set of players is worth together; the members come ascending. Called from one thread unless asked otherwise.
using Worth = std::function<double(std::span<const Index>)>;

/// Choices of shapley() on a function.
struct ShapleyOptions {
    Index exact_to = 25; ///< up to so many players every coalition is asked (2^n questions), in [0, 25]
    Index orders = 4000; ///< above: random orders, drawn in pairs with their reverses, >= 4
    std::uint64_t seed = 1;    ///< of the orders
    unsigned threads = 1;      ///< with more than 1 (0 = all) the function is called from several threads at once
};

/// What shapley() answers.
struct Shapley {
    Eigen::VectorXd share = {};          ///< players x 1, unit of worth; adds up to what everybody is worth
    Eigen::VectorXd standard_error = {}; ///< players x 1; 0 where exact
    bool exact = true;                   ///< false: estimated from orders
};

/// Shapley value of a table (沙普利值): a player's average gain for those who came before, over all orders.
///   share_i = sum over S without i of |S|! (n - |S| - 1)! / n! * (worth(S with i) - worth(S))
/// @param worth  2^n x 1, 1 <= n <= 25, finite, worth[0] = 0
/// @throws bad_shape, bad_value
/// Complexity O(n 2^n). Source: Shapley 1953, Contributions to the Theory of Games II.
template <class Double = double>
Shapley shapley(const Eigen::Ref<const Eigen::VectorXd>& worth) {
    const int n = detail::players_of(worth, 25);
    const auto value = [&worth](std::uint64_t mask) { return worth[mask]; };
    return {.share = detail::shapley_by_subsets(n, value, 0), .standard_error = Eigen::VectorX<Double>::Zero(n)};
}

/// Shapley value of a game given as a function: exact for few players, else estimated with error bars.
/// Each estimated share has its standard error; the shares still add up to what everybody is worth.
/// @param players  how many, >= 1
/// @param worth    see Worth; nobody together counts as 0 and is not asked
/// @throws bad_value, also where the function answers what is not finite
/// Complexity O(2^n) or O(orders * n) questions. Source: Shapley 1953; sampling: Castro, Gomez & Tejada 2009, Computers
/// & Operations Research 36(5); pairs: Mitchell et al. 2022, J. Machine Learning Research 23(43), section 4.
template <class Double = double>
Shapley shapley(Index players, const Worth& worth, const ShapleyOptions& options = {}) {
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

/// What core_check() answers.
struct CoreCheck {
    bool inside = false; ///< everything is shared out and no coalition could do better alone
    double excess = 0.0; ///< largest worth(S) - share(S) over S, neither nobody nor everybody; > 0: they would leave
    std::vector<Index> coalition = {}; ///< the players of that S; empty for one player
    double left_over = 0.0;                   ///< worth of everybody less the sum of the shares
};

/// Would anybody rather go alone? Checks whether a division lies in the core (核心).
///   sum of share = worth(everybody), sum over S of share >= worth(S) for every S
/// @param worth      2^n x 1, 1 <= n <= 25
/// @param share      n x 1, finite
/// @param tolerance  breaches up to tolerance * largest |worth| are forgiven, in [0, 1]
/// @throws bad_shape, bad_value
/// Complexity O(2^n). Source: Gillies 1959, Contributions to the Theory of Games IV.
template <class Double = double>
CoreCheck core_check(const Eigen::Ref<const Eigen::VectorXd>& worth, const Eigen::Ref<const Eigen::VectorXd>& share,
                     double tolerance = 1e-9) {
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

/// What least_core() answers.
struct LeastCore {
    double excess = 0.0;        ///< smallest possible largest excess; <= 0: the core is not empty
    bool core_is_empty = false; ///< excess > 1e-9 * largest |worth|
    Eigen::VectorXd share = {}; ///< a division that reaches it
    std::vector<std::vector<Index>> coalitions = {}; ///< the proof: a balanced collection of coalitions,
    std::vector<double> weights = {}; ///< with weights that sum to 1 and give every player the same sum
    base::Outcome outcome = {};       ///< minimises the excess; bound from the balanced collection
};

/// Is there any division that nobody would leave, and by how much? (最小核心)
///   min e: sum over S of share >= worth(S) - e for all S but nobody and everybody, sum of share = worth(everybody)
/// @param worth  2^n x 1, 1 <= n <= 12
/// @return for one player excess 0 and everything
/// @throws bad_shape, bad_value
/// Complexity a linear program of n + 1 rows and 2^n columns. Source: Maschler, Peleg & Shapley 1979, Mathematics of
/// Operations Research 4(4); the proof: Bondareva 1963, Shapley 1967.
template <class Double = double>
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

/// Choices of nucleolus().
struct NucleolusOptions {
    bool imputations = true; ///< nobody gets less than alone (the nucleolus); false: any division (the prenucleolus)
};

/// What nucleolus() answers.
struct Nucleolus {
    Eigen::VectorXd share = {};      ///< players x 1, unit of worth; 0 where infeasible
    std::vector<double> levels = {}; ///< the excess settled in each linear program, falling
    double error = 0.0;           ///< largest error of the linear programs' own proofs, relative to the largest |worth|
    base::Outcome outcome = {};   ///< infeasible: what the players are worth alone exceeds the whole
    base::Findings findings = {}; ///< why there is no answer
};

/// Nucleolus (核仁): the division that makes the most discontented coalition as content as possible, then the next, and
/// so on. It lies in the core if there is one, and is unique.
///   lexicographically smallest vector of excesses worth(S) - share(S), sorted from the largest
/// A sequence of at most n - 1 linear programs; after each, the coalitions with positive dual weight are settled, with
/// all whose share follows. Shares are exact to about 1e-12 of the largest worth; coalitions whose dual weight is below
/// 1e-9 count as not settled, which costs another program but no correctness.
/// @param worth  2^n x 1, 1 <= n <= 12
/// @throws bad_shape, bad_value
/// Complexity at most n - 1 linear programs of n + 1 rows and 2^n columns.
/// Source: Schmeidler 1969, SIAM J. Applied Mathematics 17(6); the sequence: Kopelowitz 1967, Maschler, Peleg & Shapley
/// 1979; settling by dual weights: Benedek, Fliege & Nguyen 2021, Mathematical Programming 190.
template <class Double = double>
Nucleolus nucleolus(const Eigen::Ref<const Eigen::VectorXd>& worth, const NucleolusOptions& options = {}) {
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
