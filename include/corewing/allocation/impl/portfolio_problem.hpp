#pragma once

#include "corewing/allocation/portfolio_problem.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

namespace corewing::allocation {

namespace detail {

inline constexpr double portfolio_largest = 1e100;

/// Refuses a number out of range, by what it belongs to.
template <class = void>
void check_amount(double value, double low, double high, const std::string& field) {
    if (value >= low && value <= high) return;
    throw base::bad_value(base::to_text(value) + " is not in [" + base::to_text(low) + ", " + base::to_text(high) + ']',
                          {.field = field, .value = base::to_text(value), .remedy = "correct it"});
}

template <class = void>
void check_number(Index index, Index size, const std::string& field) {
    if (index >= 0 && index < size) return;
    throw base::bad_value("there is no number " + std::to_string(index),
                          {.field = field,
                           .value = std::to_string(index),
                           .remedy = "give numbers from 0 to " + std::to_string(size - 1)});
}

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
        check_amount(project.benefit, -portfolio_largest, portfolio_largest, field + ": benefit");
        if (project.cost.size() != problem.budgets.size())
            throw base::bad_shape("has " + std::to_string(project.cost.size()) + " costs where " +
                                      std::to_string(problem.budgets.size()) + " are needed",
                                  {.field = field, .remedy = "give one cost a budget"});
        for (const double cost : project.cost) check_amount(cost, 0.0, portfolio_largest, field + ": cost");
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
        detail::check_amount(budget.amount, 0.0, detail::portfolio_largest, "budget " + budget.name);
    for (const Quota& quota : problem.quotas) {
        const std::string field = "quota " + quota.name;
        if (quota.budget != -1) detail::check_number(quota.budget, std::ssize(problem.budgets), field + ": budget");
        detail::check_amount(quota.floor, 0.0, detail::portfolio_largest, field + ": floor");
        detail::check_amount(quota.cap, quota.floor, std::numeric_limits<double>::infinity(), field + ": cap");
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
        detail::check_amount(pair.benefit, -detail::portfolio_largest, detail::portfolio_largest, "synergy: benefit");
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
