#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <limits>
#include <string>
#include <vector>

/// What a planner chooses projects from, and the rules that the choice has to keep.
namespace corewing::allocation {

/// A project that can be chosen or not.
struct CandidateProject {
    std::string id = {};                         ///< not empty, none twice; ties are broken by it
    double benefit = 0.0;                        ///< in the analyst's unit, any sign
    std::vector<double> cost = {};               ///< one a budget, in its unit, >= 0
    std::vector<std::string> prerequisites = {}; ///< ids of projects that must be chosen with it
    std::vector<std::string> exclusions = {};    ///< ids of projects that must not
    bool mandatory = false;                      ///< promised already
    bool forbidden = false;                      ///< kept in the list, but out of the question
};

/// An amount that may be spent: of a year, a source, a resource.
struct PortfolioBudget {
    std::string name = {}; ///< what reports and errors call it
    double amount = 0.0;   ///< >= 0
};

/// A floor and a cap for some projects together: those of a place, a cluster, a theme.
struct Quota {
    std::string name = {};           ///< what reports and errors call it
    std::vector<Index> members = {}; ///< numbers of its projects, in any order
    Index budget = -1;               ///< the budget whose cost is summed; -1 = projects are counted
    double floor = 0.0;              ///< at least this if they are spent on or counted, >= 0
    double cap = std::numeric_limits<double>::infinity(); ///< and at most this, >= floor; infinite = no cap
};

/// What two projects are worth beyond themselves if both are chosen.
struct Synergy {
    Index first = 0;      ///< number of a project
    Index second = 0;     ///< number of another
    double benefit = 0.0; ///< any sign; below 0 where they take from each other
};

/// Projects, budgets and rules.
///
///     allocation::PortfolioProblem problem{.projects = {{.id = "lab", .benefit = 9, .cost = {40}},
///                                                       {.id = "park", .benefit = 7, .cost = {30}}},
///                                          .budgets = {{.name = "2025", .amount = 60}}};
///     const auto answer = allocation::portfolio(problem);
///     for (const Index j : answer.chosen) std::cout << problem.projects[j].id << '\n';
struct PortfolioProblem {
    std::vector<CandidateProject> projects = {}; ///< to choose from
    std::vector<PortfolioBudget> budgets = {};   ///< each with one cost a project
    std::vector<Quota> quotas = {};              ///< floors and caps of projects together
    std::vector<Synergy> synergies = {};         ///< each pair once
};

/// The benefit of a choice: sum of b_j of those chosen + sum of s_jk of pairs chosen.
/// @param problem  any that portfolio() takes
/// @param chosen   numbers of projects, each once
/// @return in the unit of benefit
/// @throws bad_value if there is no such project
/// Complexity O(chosen + synergies).
COREWING_ROUTINE
double portfolio_benefit(const PortfolioProblem& problem, const std::vector<Index>& chosen);

/// Whether a problem can be read: ids, lengths, signs, numbers.
/// @param problem  to be looked at
/// @throws bad_value or bad_shape naming the project, budget, quota or pair; unknown_name for a prerequisite or an
///         exclusion that is no project
/// Complexity O(size of the problem, times the logarithm of the number of projects).
COREWING_ROUTINE
void check_portfolio_problem(const PortfolioProblem& problem);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/portfolio_problem.hpp"
#endif
