#pragma once

#include "corewing/allocation/portfolio_problem.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/region.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The projects, budgets and rules of a region folder as a problem of choice.
///
///     const auto given  = allocation::region_portfolio(region);
///     const auto answer = allocation::portfolio(given.problem);
///     for (const Index j : answer.chosen) std::cout << given.problem.projects[j].id << '\n';
namespace corewing::allocation {

/// A problem, and what of the folder did not enter it.
struct RegionPortfolio {
    PortfolioProblem problem = {};        ///< one budget a row of budgets.csv, then all years together
    std::vector<Index> project = {};      ///< of each candidate: its number in region.projects()
    std::vector<Index> left_out = {};     ///< projects without cost or benefit, by number: never counted as free
    std::string resource = {};            ///< id of what is spent
    std::string unit = {};                ///< of costs and budgets
    std::vector<bool> quota_assumed = {}; ///< of each quota: whether nobody stated its rule
    base::Findings findings = {};         ///< what was taken as something else
};

/// Reads projects.csv, budgets.csv and rules.csv as a problem.
/// - A project's cost is spread evenly over its years from its earliest start; without a start it is spent in the first
///   year of the budgets. Money spent in a year without a budget is limited by all years together only.
/// - Rules counted in projects and rules on the resource bind the projects of the place, cluster, kind or theme; percent
///   are of all years together. A place rule with a blank id binds each place that has a project.
/// - A project whose state is "committed" is mandatory, one that is "dropped" forbidden; one that needs a project left
///   out is forbidden, and that is a finding.
/// @param region    with projects
/// @param resource  id of what is spent; empty = the first with a budget in the region's currency
/// @return the problem; without budgets where there is none of it, or it is not money, in which costs are
/// @throws unknown_name if there is no such resource; bad_value if the rows make no problem, such as a project that
///         names itself
/// Complexity O(projects x (budgets + rules)).
COREWING_ROUTINE
RegionPortfolio region_portfolio(const model::Region& region, std::string_view resource = {});

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/region_portfolio.hpp"
#endif
