#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/sharing/worth.hpp"

#include <Eigen/Core>

#include <cstdint>

namespace corewing::sharing {

/// Choices of shapley() on a function.
struct ShapleyOptions {
    Index exact_to = 25;    ///< up to so many players every coalition is asked (2^n questions), in [0, 25]
    Index orders = 4000;    ///< above: random orders, drawn in pairs with their reverses, >= 4
    std::uint64_t seed = 1; ///< of the orders
    unsigned threads = 1;   ///< with more than 1 (0 = all) the function is called from several threads at once
};

/// What shapley() answers.
struct Shapley {
    Eigen::VectorXd share = {};          ///< players x 1, unit of worth; adds up to what everybody is worth
    Eigen::VectorXd standard_error = {}; ///< players x 1; 0 where exact
    bool exact = true;                   ///< false: estimated from orders
};

/// Shapley value of a table (沙普利值): a player's average gain for those who came before, over all orders.
///   share_i = sum over S without i of |S|! (n - |S| - 1)! / n! * (worth(S with i) - worth(S))
/// @param worth  2^n x 1, a table as in worth.hpp, 1 <= n <= 25, finite, worth[0] = 0
/// @return n shares in the unit of worth, exact, with standard errors of 0
/// @throws bad_shape, bad_value
/// Complexity O(n 2^n). Source: Shapley 1953, Contributions to the Theory of Games II.
COREWING_ROUTINE
Shapley shapley(const Eigen::Ref<const Eigen::VectorXd>& worth);

/// Shapley value of a game given as a function: exact for few players, else estimated with error bars.
///   exact: as above; estimated: mean over random orders of worth(those before and i) - worth(those before)
/// @param players  how many, >= 1
/// @param worth    see Worth; nobody together counts as 0 and is not asked
/// @param options  up to how many players exactly; orders, seed and threads of the estimate
/// @return n shares in the unit of worth, each with its standard error; they add up to what everybody is worth
/// @throws bad_value, also where the function answers what is not finite
/// Complexity O(2^n) or O(orders * n) questions. Source: Shapley 1953; sampling: Castro, Gomez & Tejada 2009, Computers
/// & Operations Research 36(5); pairs: Mitchell et al. 2022, J. Machine Learning Research 23(43), section 4.
COREWING_ROUTINE
Shapley shapley(Index players, const Worth& worth, const ShapleyOptions& options = {});

} // namespace corewing::sharing

#ifndef COREWING_COMPILED
#include "corewing/sharing/impl/shapley.hpp"
#endif
