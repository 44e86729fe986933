#pragma once

#include "corewing/allocation/portfolio.hpp"
#include "corewing/allocation/region_portfolio.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/plan/answer.hpp"
#include "corewing/plan/basis.hpp"

/// Which projects.
namespace corewing::plan {

/// Which projects are worth most under budgets and rules.
struct Projects {
    Answer answer = {};                     ///< in words; without a title where the region has no projects
    allocation::RegionPortfolio given = {}; ///< the problem, and what did not enter it
    allocation::Portfolio choice = {};      ///< of given.problem.projects
};

/// Chooses among the projects that have cost and benefit, by allocation::portfolio(), with at most 20,000 nodes of its
/// search; where that is not enough the answer says how far from the best it may be.
/// @param basis  of the region
/// @return not answered where no project has both figures, or there is no budget in the region's currency (of
///         division.resource where that is money); without title and answer where there are neither projects nor words on them in plan.csv
/// Complexity that of portfolio().
COREWING_ROUTINE
Projects projects(const Basis& basis);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/projects.hpp"
#endif
