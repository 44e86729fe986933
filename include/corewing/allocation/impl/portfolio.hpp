#pragma once

#include "corewing/allocation/portfolio.hpp"

#include "corewing/allocation/detail/portfolio_parts.hpp"
#include "corewing/allocation/detail/portfolio_search.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"

#include <algorithm>
#include <cmath>

namespace corewing::allocation {

namespace detail {

template <class = void>
void check_portfolio_options(const PortfolioOptions& options) {
    base::check_range(options.gap, 0.0, HUGE_VAL, "gap");
    if (!(options.deadline > 0.0))
        throw base::bad_value(
            base::to_text(options.deadline) + " is not above 0",
            {.field = "deadline", .value = base::to_text(options.deadline), .remedy = "give seconds"});
    base::check_range(static_cast<double>(options.node_limit), 1.0, HUGE_VAL, "node_limit");
}

/// Spent and counted, from the problem.
template <class = void>
void fill_sums(Portfolio& answer, const PortfolioProblem& problem) {
    std::vector<bool> in(problem.projects.size());
    answer.spent = Eigen::VectorXd::Zero(std::ssize(problem.budgets));
    answer.quota = Eigen::VectorXd::Zero(std::ssize(problem.quotas));
    for (const Index j : answer.chosen) {
        in[j] = true;
        for (Index b = 0; b < answer.spent.size(); ++b) answer.spent[b] += problem.projects[j].cost[b];
    }
    for (Index q = 0; q < answer.quota.size(); ++q) {
        const Quota& quota = problem.quotas[q];
        for (const Index j : quota.members)
            if (in[j]) answer.quota[q] += quota_part(problem, quota, j);
    }
}

} // namespace detail

COREWING_BODY
Portfolio portfolio(const PortfolioProblem& problem, const PortfolioOptions& options) {
    check_portfolio_problem(problem);
    detail::check_portfolio_options(options);
    const base::Stopwatch clock;
    const detail::PortfolioRows rows = detail::portfolio_rows(problem);
    detail::PortfolioSearch search(rows, options);
    search.run();
    Portfolio answer;
    answer.outcome.iterations = search.nodes();
    answer.outcome.seconds = clock.seconds();
    if (!search.found()) {
        answer.outcome.status = search.finished() ? base::Status::infeasible : base::Status::interrupted;
        return answer;
    }
    const Index n = rows.projects();
    for (Index c = 0; c < n; ++c)
        if (search.best()[c]) answer.chosen.push_back(rows.project[c]);
    std::sort(answer.chosen.begin(), answer.chosen.end());
    detail::fill_sums(answer, problem);
    answer.outcome.objective = portfolio_benefit(problem, answer.chosen);
    const auto& root = search.root();
    const double scale = rows.linear.worth.size() > 0 ? rows.linear.worth.cwiseAbs().maxCoeff() : 0.0;
    answer.root_bound = std::max(root.value, answer.outcome.objective);
    answer.outcome.bound = std::clamp(search.bound(), answer.outcome.objective, answer.root_bound);
    answer.outcome.gap = base::relative_gap(answer.outcome.objective, answer.outcome.bound, scale);
    answer.outcome.status = search.stopped()             ? base::Status::interrupted
                            : answer.outcome.gap <= 1e-9 ? base::Status::optimal
                                                         : base::Status::feasible;
    answer.prices = root.prices;
    answer.price = root.prices.head(answer.spent.size());
    answer.otherwise.resize(n);
    for (Index c = 0; c < n; ++c) {
        const double reduced = root.reduced[c];
        const double other = root.value - std::max(0.0, reduced) + (search.best()[c] ? 0.0 : reduced);
        answer.otherwise[rows.project[c]] =
            rows.mandatory[c] || rows.forbidden[c] ? -detail::no_limit : std::min(other, answer.outcome.bound);
    }
    return answer;
}

} // namespace corewing::allocation
