#pragma once

#include "corewing/allocation/portfolio_problem.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <limits>
#include <vector>

namespace corewing::allocation {

/// How long to search.
struct PortfolioOptions {
    double gap = 0.0; ///< stop once the answer is proven within this of the best, relative; >= 0
    double deadline =
        std::numeric_limits<double>::infinity(); ///< seconds, > 0; with it an answer depends on the machine
    long node_limit = 100'000'000;               ///< of the search, >= 1
    base::Observer observer = {};                ///< progress, and a way to stop
};

/// The best choice of projects that was found, and how far it is proven.
struct Portfolio {
    std::vector<Index> chosen = {}; ///< numbers of projects, ascending
    Eigen::VectorXd spent = {};     ///< budgets x 1
    Eigen::VectorXd quota = {};     ///< quotas x 1: what its members count or cost
    /// budgets x 1, >= 0: what one more unit of each budget would be worth if projects could be chosen in parts.
    Eigen::VectorXd price = {};
    /// projects x 1: no choice that decides on this project otherwise than the answer is worth more than this; never
    /// above outcome.bound, and minus infinity where a rule decides.
    Eigen::VectorXd otherwise = {};
    double root_bound = 0.0;     ///< limit on the benefit without branching, >= outcome.bound
    Eigen::VectorXd prices = {}; ///< one a rule: they prove root_bound, see below
    base::Outcome outcome = {};  ///< objective and bound in the unit of benefit; iterations are nodes
};

/// Chooses projects so that their benefit is largest (项目组合优化).
///   maximise    sum_j b_j x_j + sum_(j,k) s_jk x_j x_k,    x_j in {0, 1}
///   subject to  sum_j c_jr x_j <= B_r                                     every budget
///               floor <= sum of members (count or cost) <= cap            every quota
///               x_j <= x_i for a prerequisite i of j, x_j + x_i <= 1 for an exclusion
///               x_j = 1 where mandatory, x_j = 0 where forbidden
/// Exact by branch and bound: a bound at each node from the prices of a dual simplex with bounded variables, computed
/// afresh from those prices so that rounding in the simplex cannot make it false; projects are settled by their reduced
/// cost; first answers by rounding, repair and exchange. Sums keep a rule if they exceed it by at most 1e-12 of it.
/// Portfolio::prices stand in the order budgets, quotas, prerequisites (by project, as they are named), exclusions (so
/// too), then of each pair those of s_jk <= x_j and s_jk <= x_k, or where it is below 0 that of x_j + x_k - s_jk <= 1.
/// @param problem  projects, budgets, rules
/// @param options  gap, deadline, node limit, observer
/// @return optimal with bound and gap; feasible or interrupted with the best so far where the search was cut short;
///         infeasible where no choice keeps all rules. Equal choices: the one found first, in the order of ids, so the
///         order of the projects does not matter.
/// @throws bad_value, bad_shape or unknown_name as check_portfolio_problem(); bad_value for an option out of range
/// Complexity exponential at worst; memory O(size of the problem + rules^2).
/// Source: Kellerer, Pferschy & Pisinger 2004, Knapsack Problems; Koberstein 2005, The Dual Simplex Method (bounds, long
/// steps); Mansini & Speranza 2012, INFORMS J. Computing 24(3) (settling by reduced cost).
COREWING_ROUTINE
Portfolio portfolio(const PortfolioProblem& problem, const PortfolioOptions& options = {});

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/portfolio.hpp"
#endif
