#pragma once

#include "corewing/allocation/portfolio_problem.hpp"

#include "corewing/allocation/detail/portfolio_parts.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

namespace corewing::allocation {

namespace detail {

template <class = void>
void check_projects(const PortfolioProblem& problem) {
    std::set<std::string_view> ids;
    for (const CandidateProject& project : problem.projects) {
        if (project.id.empty()) throw base::bad_value("is empty", {.field = "id", .remedy = "name every project"});
        if (!ids.insert(project.id).second)
            throw base::bad_value("stands twice", {.field = "id", .value = project.id, .remedy = "name each once"});
    }
    for (const CandidateProject& project : problem.projects) {
        const std::string field = "project " + project.id;
        base::check_range(project.benefit, -portfolio_largest, portfolio_largest, field + ": benefit");
        if (project.cost.size() != problem.budgets.size())
            throw base::bad_shape("has " + std::to_string(project.cost.size()) + " costs where " +
                                      std::to_string(problem.budgets.size()) + " are needed",
                                  {.field = field, .remedy = "give one cost a budget"});
        for (const double cost : project.cost) base::check_range(cost, 0.0, portfolio_largest, field + ": cost");
        for (const auto* names : {&project.prerequisites, &project.exclusions})
            for (const std::string& other : *names) {
                if (!ids.contains(other))
                    throw base::unknown_name('"' + other + "\" is not a project",
                                             {.field = field, .value = other, .remedy = "name one of the projects"});
                if (other == project.id)
                    throw base::bad_value("names itself", {.field = field, .value = other, .remedy = "take it out"});
            }
        if (project.mandatory && project.forbidden)
            throw base::bad_value("is mandatory and forbidden", {.field = field, .remedy = "keep one of the two"});
    }
}

} // namespace detail

COREWING_BODY
void check_portfolio_problem(const PortfolioProblem& problem) {
    detail::check_projects(problem);
    const Index projects = std::ssize(problem.projects);
    for (const PortfolioBudget& budget : problem.budgets)
        base::check_range(budget.amount, 0.0, detail::portfolio_largest, "budget " + budget.name);
    for (const Quota& quota : problem.quotas) {
        const std::string field = "quota " + quota.name;
        if (quota.budget != -1) detail::check_number(quota.budget, std::ssize(problem.budgets), field + ": budget");
        base::check_range(quota.floor, 0.0, detail::portfolio_largest, field + ": floor");
        if (quota.cap != std::numeric_limits<double>::infinity())
            base::check_range(quota.cap, quota.floor, detail::portfolio_largest, field + ": cap");
        std::set<Index> members;
        for (const Index member : quota.members) {
            detail::check_number(member, projects, field + ": members");
            if (!members.insert(member).second)
                throw base::bad_value("holds a project twice",
                                      {.field = field, .value = problem.projects[member].id, .remedy = "name it once"});
        }
    }
    std::set<std::pair<Index, Index>> pairs;
    for (const Synergy& pair : problem.synergies) {
        for (const Index one : {pair.first, pair.second}) detail::check_number(one, projects, "synergy");
        base::check_range(pair.benefit, -detail::portfolio_largest, detail::portfolio_largest, "synergy: benefit");
        const auto [low, high] = std::minmax(pair.first, pair.second);
        if (low == high || !pairs.insert({low, high}).second)
            throw base::bad_value(low == high ? "is of a project with itself" : "stands twice",
                                  {.field = "synergy",
                                   .value = problem.projects[low].id + " and " + problem.projects[high].id,
                                   .remedy = "give each pair of two projects once"});
    }
}

COREWING_BODY
double portfolio_benefit(const PortfolioProblem& problem, const std::vector<Index>& chosen) {
    std::vector<bool> in(problem.projects.size());
    double sum = 0.0;
    for (const Index j : chosen) {
        detail::check_number(j, std::ssize(problem.projects), "chosen");
        sum += problem.projects[j].benefit;
        in[j] = true;
    }
    for (const Synergy& pair : problem.synergies)
        if (in[pair.first] && in[pair.second]) sum += pair.benefit;
    return sum;
}

} // namespace corewing::allocation
