// 658 candidates, money for about 73 of them: which ones, what else could be chosen, and why not that one?
// Every project here is made up by the seeded generator below; the counts and the total of about 29.6 billion yuan
// are the plan's own.
#include "corewing/allocation/portfolio_reasons.hpp"
#include "corewing/base/random.hpp"
#include "corewing/report/number.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <string>
#include <vector>

namespace allocation = corewing::allocation;
using corewing::Index;
using corewing::report::fixed;
using corewing::report::percent;

namespace {

const std::array<const char*, 5> actions{"innovation", "foundations", "empowerment", "applications", "policy"};

/// Synthetic candidates: cost in 100 million yuan over three years, benefit in points, one action each, some that need
/// another and some that are worth more together.
allocation::PortfolioProblem synthetic_candidates() {
    corewing::base::Random random(73);
    allocation::PortfolioProblem problem;
    for (const char* year : {"2020", "2021", "2022"}) problem.budgets.push_back({year, 98.7});
    for (const char* action : actions) problem.quotas.push_back({.name = action, .floor = 8.0, .cap = 25.0});
    problem.quotas.push_back({.name = "projects in all", .cap = 73.0});
    for (Index j = 0; j < 658; ++j) {
        const double cost = std::round(10.0 * std::exp(random.uniform(0.0, 2.5))) / 10.0;
        const double early = random.uniform(0.2, 0.5);
        problem.projects.push_back({.id = "synthetic " + std::to_string(1001 + j),
                                    .benefit = std::round(10.0 * cost * random.uniform(0.5, 1.5)) / 10.0,
                                    .cost = {early * cost, 0.3 * cost, (0.7 - early) * cost}});
        problem.quotas[random.index(5)].members.push_back(j);
        problem.quotas[5].members.push_back(j);
    }
    for (Index k = 0; k < 60; ++k) {
        const Index first = random.index(329), second = 329 + random.index(329);
        problem.projects[first].prerequisites.push_back(problem.projects[second].id);
    }
    for (Index k = 0; k < 40; ++k) problem.synergies.push_back({.first = k, .second = 657 - k, .benefit = 1.5});
    return problem;
}

std::string names(const allocation::PortfolioProblem& problem, const std::vector<Index>& projects) {
    std::string all;
    for (const Index j : projects) all += (all.empty() ? "" : ", ") + problem.projects[j].id;
    return all.empty() ? "none" : all;
}

} // namespace

int main() {
    const auto problem = synthetic_candidates();
    const allocation::PortfolioOptions near{.gap = 0.001};
    const auto answer = allocation::portfolio(problem, near);
    std::cout << "All projects are synthetic. Of " << problem.projects.size() << " synthetic candidates "
              << answer.chosen.size() << " are chosen, worth " << fixed(answer.outcome.objective)
              << " synthetic points, within " << percent(near.gap, 1) << " of the best.\n\nSynthetic spending:\n";
    for (Index b = 0; b < answer.spent.size(); ++b)
        std::cout << "  " << problem.budgets[b].name << ' ' << fixed(answer.spent[b], 1) << " of "
                  << fixed(problem.budgets[b].amount, 1) << '\n';
    std::cout << "\nSynthetic projects by action, at least 8 and at most 25:\n";
    for (Index q = 0; q < answer.quota.size(); ++q)
        std::cout << "  " << problem.quotas[q].name << ' ' << fixed(answer.quota[q], 0) << '\n';

    std::cout << "\nThree other synthetic choices, each without 20 projects or more of those before, as near to the "
                 "best left:\n";
    for (const auto& other : allocation::alternatives(problem, answer, 3, 20, near))
        std::cout << "  worth " << fixed(other.outcome.objective) << " synthetic points, "
                  << percent(1.0 - other.outcome.objective / answer.outcome.objective, 1) << " less\n";

    std::cout << "\nSynthetic benefit by the budget of 2020:\n";
    const std::vector<double> amounts{80.0, 90.0, 98.7, 110.0};
    const auto curve = allocation::frontier(problem, 0, amounts, near);
    for (Index k = 0; k < std::ssize(amounts); ++k)
        std::cout << "  " << fixed(amounts[k], 1) << ": " << fixed(curve[k].outcome.objective) << " synthetic points\n";

    // The dearest project that stayed out.
    Index dearest = -1;
    for (Index j = 0; j < std::ssize(problem.projects); ++j)
        if (!std::binary_search(answer.chosen.begin(), answer.chosen.end(), j) &&
            (dearest < 0 || problem.projects[j].benefit > problem.projects[dearest].benefit))
            dearest = j;
    const auto no = allocation::why_not(problem, answer, dearest, near);
    std::cout << "\nWhy not " << problem.projects[dearest].id
              << ", the best of those left out? With it the best choice is worth " << fixed(no.loss)
              << " synthetic points less, give or take the same " << percent(near.gap, 1) << ":\n  "
              << names(problem, no.brought) << "\n  instead of " << names(problem, no.dropped) << ".\n";
    return std::cout.flush() ? 0 : 1; // a full disk is a failure
}
