#pragma once

#include "corewing/allocation/portfolio.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <vector>

/// Why a project is in or out, what else could be chosen, and what more money would do.
///
///     const auto no = allocation::why_not(problem, answer, 17);
///     if (no.possible) std::cout << "it would cost " << no.loss << " of benefit";
namespace corewing::allocation {

/// The best choice if one project were decided otherwise.
struct OtherDecision {
    bool possible = false; ///< whether any choice with that decision keeps the rules
    double loss = 0.0;     ///< benefit given up, >= 0 if the answer was best; the bound of what remains is in `choice`
    std::vector<Index> brought = {}; ///< projects that come in, ascending
    std::vector<Index> dropped = {}; ///< projects that go out, ascending
    Portfolio choice = {};           ///< the other choice
};

/// Why a project was not chosen: the best choice with it. So much more benefit than `loss` would bring it in.
/// @param problem  as given to portfolio()
/// @param answer   with an answer
/// @param project  number of one that is not chosen and not forbidden
/// @param options  of the search
/// @return that choice, what it costs and whom it replaces; exact where choice.outcome is optimal
/// @throws bad_value if there is no such project, or it is chosen, or forbidden; as portfolio()
/// Complexity that of portfolio().
COREWING_ROUTINE
OtherDecision why_not(const PortfolioProblem& problem, const Portfolio& answer, Index project,
                      const PortfolioOptions& options = {});

/// What would take the place of a project that was chosen: the best choice without it.
/// @param problem  as given to portfolio()
/// @param answer   with an answer
/// @param project  number of one that is chosen and not mandatory
/// @param options  of the search
/// @return as why_not()
/// @throws bad_value if there is no such project, or it is not chosen, or mandatory; as portfolio()
/// Complexity that of portfolio().
COREWING_ROUTINE
OtherDecision replacement(const PortfolioProblem& problem, const Portfolio& answer, Index project,
                          const PortfolioOptions& options = {});

/// Good choices that are no near-copies: each leaves out at least so many projects of the answer and of every
/// alternative before it.
/// @param problem  as given to portfolio()
/// @param answer   with an answer
/// @param count    how many are wanted, >= 1
/// @param differ   how many projects of each earlier choice are left out at least, >= 1
/// @param options  of each search
/// @return best first, at most `count`: fewer where the rules leave no more. Their bound is of what the earlier choices
///         leave; price, prices and otherwise, which would be of that too, are empty
/// @throws bad_value for a number below 1; as portfolio()
/// Complexity count times that of portfolio().
/// Source: Tsai, Lin & Hwang 2008, Operations Research Letters 36(4) (the notion).
COREWING_ROUTINE
std::vector<Portfolio> alternatives(const PortfolioProblem& problem, const Portfolio& answer, Index count, Index differ,
                                    const PortfolioOptions& options = {});

/// The best choice for each of several amounts of money: benefit against budget (效率前沿).
/// @param problem  as given to portfolio()
/// @param budget   number of the budget that varies
/// @param amounts  of it, >= 0
/// @param options  of each search
/// @return one choice an amount, in the order of the amounts
/// @throws bad_value if there is no such budget; as portfolio()
/// Complexity amounts times that of portfolio().
COREWING_ROUTINE
std::vector<Portfolio> frontier(const PortfolioProblem& problem, Index budget, const std::vector<double>& amounts,
                                const PortfolioOptions& options = {});

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/portfolio_reasons.hpp"
#endif
