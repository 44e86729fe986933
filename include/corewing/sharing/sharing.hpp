#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/sharing/detail/shapley.hpp"

#include <Eigen/Core>

#include <cstdint>
#include <functional>
#include <span>
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
COREWING_ROUTINE
Shapley shapley(const Eigen::Ref<const Eigen::VectorXd>& worth);

/// Shapley value of a game given as a function: exact for few players, else estimated with error bars.
/// Each estimated share has its standard error; the shares still add up to what everybody is worth.
/// @param players  how many, >= 1
/// @param worth    see Worth; nobody together counts as 0 and is not asked
/// @throws bad_value, also where the function answers what is not finite
/// Complexity O(2^n) or O(orders * n) questions. Source: Shapley 1953; sampling: Castro, Gomez & Tejada 2009, Computers
/// & Operations Research 36(5); pairs: Mitchell et al. 2022, J. Machine Learning Research 23(43), section 4.
COREWING_ROUTINE
Shapley shapley(Index players, const Worth& worth, const ShapleyOptions& options = {});

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
COREWING_ROUTINE
CoreCheck core_check(const Eigen::Ref<const Eigen::VectorXd>& worth, const Eigen::Ref<const Eigen::VectorXd>& share,
                     double tolerance = 1e-9);

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
COREWING_ROUTINE
LeastCore least_core(const Eigen::Ref<const Eigen::VectorXd>& worth);

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
COREWING_ROUTINE
Nucleolus nucleolus(const Eigen::Ref<const Eigen::VectorXd>& worth, const NucleolusOptions& options = {});

} // namespace corewing::sharing

#ifndef COREWING_COMPILED
#include "corewing/sharing/impl/sharing.hpp"
#endif
