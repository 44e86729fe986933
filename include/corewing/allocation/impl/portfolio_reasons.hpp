#pragma once

#include "corewing/allocation/portfolio_reasons.hpp"

#include "corewing/allocation/detail/portfolio_parts.hpp"
#include "corewing/base/error.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace corewing::allocation {

namespace detail {

/// The best choice if a project were decided otherwise.
/// @param chosen  whether the answer has it
template <class = void>
OtherDecision decided_otherwise(PortfolioProblem problem, const Portfolio& answer, Index project, bool chosen,
                                const PortfolioOptions& options) {
    check_portfolio_problem(problem);
    check_number(project, std::ssize(problem.projects), "project");
    CandidateProject& its = problem.projects[project];
    if (std::binary_search(answer.chosen.begin(), answer.chosen.end(), project) != chosen)
        throw base::bad_value(
            chosen ? "is not chosen" : "is chosen",
            {.field = "project", .value = its.id, .remedy = chosen ? "ask why_not()" : "ask for its replacement()"});
    if (its.mandatory || its.forbidden)
        throw base::bad_value(its.mandatory ? "is mandatory" : "is forbidden",
                              {.field = "project", .value = its.id, .remedy = "there is nothing to decide on it"});
    (chosen ? its.forbidden : its.mandatory) = true;
    OtherDecision result;
    result.choice = portfolio(problem, options);
    result.possible = result.choice.outcome.has_answer();
    if (!result.possible) return result;
    const auto &before = answer.chosen, &after = result.choice.chosen;
    result.loss = answer.outcome.objective - result.choice.outcome.objective;
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(result.brought));
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(result.dropped));
    return result;
}

} // namespace detail

COREWING_BODY
OtherDecision why_not(const PortfolioProblem& problem, const Portfolio& answer, Index project,
                      const PortfolioOptions& options) {
    return detail::decided_otherwise(problem, answer, project, false, options);
}

COREWING_BODY
OtherDecision replacement(const PortfolioProblem& problem, const Portfolio& answer, Index project,
                          const PortfolioOptions& options) {
    return detail::decided_otherwise(problem, answer, project, true, options);
}

COREWING_BODY
std::vector<Portfolio> alternatives(const PortfolioProblem& problem, const Portfolio& answer, Index count, Index differ,
                                    const PortfolioOptions& options) {
    for (const auto& [value, field] : {std::pair(count, "count"), std::pair(differ, "differ")})
        if (value < 1)
            throw base::bad_value(std::to_string(value) + " is below 1",
                                  {.field = field, .value = std::to_string(value), .remedy = "write 1 or more"});
    PortfolioProblem rest = problem;
    std::vector<Portfolio> all;
    const Portfolio* last = &answer;
    const auto extra = std::ssize(problem.quotas);
    while (std::ssize(all) < count && std::ssize(last->chosen) >= differ) {
        rest.quotas.push_back({.name = "unlike choice " + std::to_string(all.size()),
                               .members = last->chosen,
                               .cap = static_cast<double>(std::ssize(last->chosen) - differ)});
        Portfolio next = portfolio(rest, options);
        if (!next.outcome.has_answer()) break;
        all.push_back(std::move(next));
        last = &all.back();
    }
    for (Portfolio& one : all) { // what is left is of the problem as it was given
        one.quota.conservativeResize(extra);
        one.price.resize(0);
        one.prices.resize(0);
        one.otherwise.resize(0);
    }
    return all;
}

COREWING_BODY
std::vector<Portfolio> frontier(const PortfolioProblem& problem, Index budget, const std::vector<double>& amounts,
                                const PortfolioOptions& options) {
    detail::check_number(budget, std::ssize(problem.budgets), "budget");
    PortfolioProblem other = problem;
    std::vector<Portfolio> all;
    for (const double amount : amounts) {
        other.budgets[budget].amount = amount;
        all.push_back(portfolio(other, options));
    }
    return all;
}

} // namespace corewing::allocation
