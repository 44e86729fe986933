#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::sharing {

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
/// @param worth    2^n x 1, a table as in worth.hpp, 1 <= n <= 12
/// @param options  whether nobody may get less than alone
/// @return shares in the unit of worth; infeasible, with a finding, where no division gives everybody that
/// @throws bad_shape, bad_value
/// Complexity at most n - 1 linear programs of n + 1 rows and 2^n columns.
/// Source: Schmeidler 1969, SIAM J. Applied Mathematics 17(6); the sequence: Kopelowitz 1967, Maschler, Peleg & Shapley
/// 1979; settling by dual weights: Benedek, Fliege & Nguyen 2021, Mathematical Programming 190.
COREWING_ROUTINE
Nucleolus nucleolus(const Eigen::Ref<const Eigen::VectorXd>& worth, const NucleolusOptions& options = {});

} // namespace corewing::sharing

#ifndef COREWING_COMPILED
#include "corewing/sharing/impl/nucleolus.hpp"
#endif
