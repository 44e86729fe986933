#pragma once

#include "corewing/allocation/portfolio_problem.hpp"
#include "corewing/base/routine.hpp"

#include <string>

/// A problem as text that other solvers read.
namespace corewing::allocation {

/// A choice of projects in LP format, as CBC, GLPK, HiGHS, SCIP, CPLEX and Gurobi read it. Project j (from 0) is the
/// variable xj, pair k the variable sk, and the rows are named b (budgets), q (quotas), p (prerequisites), e (exclusions)
/// and l (links of a pair) with their numbers; comments give the user's own names. Numbers are written so that they are
/// read again to the last digit.
/// @param problem  any that portfolio() takes
/// @return the text; the same problem gives the same text
/// @throws bad_value, bad_shape or unknown_name as check_portfolio_problem()
/// Complexity O(size of the problem, times the logarithm of the number of projects).
COREWING_ROUTINE
std::string lp_text(const PortfolioProblem& problem);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/lp_format.hpp"
#endif
