#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::sharing {

/// What core_check() answers.
struct CoreCheck {
    bool inside = false; ///< everything is shared out and no coalition could do better alone
    double excess = 0.0; ///< largest worth(S) - share(S) over S, neither nobody nor everybody; > 0: they would leave
    std::vector<Index> coalition = {}; ///< the players of that S; empty for one player
    double left_over = 0.0;            ///< worth of everybody less the sum of the shares
};

/// Would anybody rather go alone? Checks whether a division lies in the core (核心).
///   sum of share = worth(everybody), sum over S of share >= worth(S) for every S
/// @param worth      2^n x 1, a table as in worth.hpp, 1 <= n <= 25
/// @param share      n x 1, unit of worth, finite
/// @param tolerance  breaches up to tolerance * largest |worth| are forgiven, in [0, 1]
/// @return whether it does, and the coalition with the largest excess
/// @throws bad_shape, bad_value
/// Complexity O(2^n). Source: Gillies 1959, Contributions to the Theory of Games IV.
COREWING_ROUTINE
CoreCheck core_check(const Eigen::Ref<const Eigen::VectorXd>& worth, const Eigen::Ref<const Eigen::VectorXd>& share,
                     double tolerance = 1e-9);

/// What least_core() answers.
struct LeastCore {
    double excess = 0.0;                             ///< smallest possible largest excess; <= 0: the core is not empty
    bool core_is_empty = false;                      ///< excess > 1e-9 * largest |worth|
    Eigen::VectorXd share = {};                      ///< a division that reaches it
    std::vector<std::vector<Index>> coalitions = {}; ///< the proof: a balanced collection of coalitions,
    std::vector<double> weights = {};                ///< with weights that sum to 1 and give every player the same sum
    base::Outcome outcome = {};                      ///< minimises the excess; bound from the balanced collection
};

/// Is there any division that nobody would leave, and by how much? (最小核心)
///   min e: sum over S of share >= worth(S) - e for all S but nobody and everybody, sum of share = worth(everybody)
/// @param worth  2^n x 1, a table as in worth.hpp, 1 <= n <= 12
/// @return the excess, shares that reach it and the proof; for one player excess 0 and everything
/// @throws bad_shape, bad_value
/// Complexity a linear program of n + 1 rows and 2^n columns. Source: Maschler, Peleg & Shapley 1979, Mathematics of
/// Operations Research 4(4); the proof: Bondareva 1963, Shapley 1967.
COREWING_ROUTINE
LeastCore least_core(const Eigen::Ref<const Eigen::VectorXd>& worth);

} // namespace corewing::sharing

#ifndef COREWING_COMPILED
#include "corewing/sharing/impl/core.hpp"
#endif
