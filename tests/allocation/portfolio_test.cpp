#include <doctest/doctest.h>

#include "corewing/allocation/portfolio.hpp"

#include "allocation/portfolio_cases.hpp"
#include "corewing/allocation/verify_portfolio.hpp"
#include "support/refusal.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

using namespace corewing;
using allocation::PortfolioProblem;
using base::Status;

namespace {

bool keeps_rules(const PortfolioProblem& p, const std::vector<bool>& in) {
    const Index n = std::ssize(p.projects);
    const auto number = [&](const std::string& id) {
        return std::find_if(p.projects.begin(), p.projects.end(), [&](const auto& c) { return c.id == id; }) -
               p.projects.begin();
    };
    for (Index j = 0; j < n; ++j) {
        if ((p.projects[j].mandatory && !in[j]) || (p.projects[j].forbidden && in[j])) return false;
        for (const auto& id : p.projects[j].prerequisites)
            if (in[j] && !in[number(id)]) return false;
        for (const auto& id : p.projects[j].exclusions)
            if (in[j] && in[number(id)]) return false;
    }
    for (Index b = 0; b < std::ssize(p.budgets); ++b) {
        double sum = 0.0;
        for (Index j = 0; j < n; ++j)
            if (in[j]) sum += p.projects[j].cost[b];
        if (sum > p.budgets[b].amount * (1.0 + 1e-12)) return false;
    }
    for (const auto& quota : p.quotas) {
        double sum = 0.0;
        for (const Index j : quota.members)
            if (in[j]) sum += quota.budget < 0 ? 1.0 : p.projects[j].cost[quota.budget];
        if (sum > quota.cap * (1.0 + 1e-12) || sum < quota.floor * (1.0 - 1e-12)) return false;
    }
    return true;
}

/// The largest benefit of all choices, one by one; nothing where nothing keeps the rules.
std::optional<double> best_of_all(const PortfolioProblem& p) {
    const Index n = std::ssize(p.projects);
    std::optional<double> best;
    for (Index set = 0; set < Index{1} << n; ++set) {
        std::vector<bool> in(n);
        std::vector<Index> chosen;
        for (Index j = 0; j < n; ++j)
            if ((in[j] = (set >> j & 1) == 1)) chosen.push_back(j);
        if (keeps_rules(p, in)) best = std::max(best.value_or(-HUGE_VAL), portfolio_benefit(p, chosen));
    }
    return best;
}

/// A knapsack of several budgets.
PortfolioProblem knapsack(const std::vector<double>& benefit, const std::vector<std::vector<double>>& rows,
                          const std::vector<double>& amount) {
    PortfolioProblem p;
    for (Index b = 0; b < std::ssize(amount); ++b) p.budgets.push_back({"row " + std::to_string(b), amount[b]});
    for (Index j = 0; j < std::ssize(benefit); ++j) {
        p.projects.push_back({.id = "p" + std::to_string(j), .benefit = benefit[j]});
        for (const auto& row : rows) p.projects.back().cost.push_back(row[j]);
    }
    return p;
}

/// As the published recipe of Chu & Beasley makes them.
PortfolioProblem hard_knapsack(std::uint64_t seed, Index projects, Index budgets) {
    base::Random random(seed);
    PortfolioProblem p;
    std::vector<double> sum(budgets, 0.0);
    for (Index j = 0; j < projects; ++j) {
        allocation::CandidateProject project{.id = "p" + std::to_string(1000 + j)};
        double all = 0.0;
        for (Index b = 0; b < budgets; ++b) {
            project.cost.push_back(std::floor(random.uniform(1.0, 1001.0)));
            sum[b] += project.cost[b];
            all += project.cost[b];
        }
        project.benefit = std::floor(all / static_cast<double>(budgets) + 500.0 * random.uniform());
        p.projects.push_back(project);
    }
    for (Index b = 0; b < budgets; ++b) p.budgets.push_back({"b" + std::to_string(b), std::floor(0.5 * sum[b])});
    return p;
}

} // namespace

TEST_CASE("of all choices the best is found, proven and verified, under rules of every kind") {
    int infeasible = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        const auto problem = RandomPortfolio(seed, 10).make();
        const auto answer = allocation::portfolio(problem);
        const auto best = best_of_all(problem);
        REQUIRE(answer.outcome.has_answer() == best.has_value());
        const auto check = allocation::verify_portfolio(problem, answer);
        CHECK(check.holds);
        CHECK(check.proof != allocation::BoundProof::not_checked);
        if (!best) {
            ++infeasible;
            CHECK(answer.outcome.status == Status::infeasible);
            continue;
        }
        CHECK(answer.outcome.status == Status::optimal);
        CHECK(answer.outcome.objective == doctest::Approx(*best).epsilon(1e-12));
    }
    CHECK(infeasible > 5);
}

TEST_CASE("published optima") { // OR-Library, mknap1, problems 1 and 2
    const auto first = knapsack({100, 600, 1200, 2400, 500, 2000},
                                {{8, 12, 13, 64, 22, 41},
                                 {8, 12, 13, 75, 22, 41},
                                 {3, 6, 4, 18, 6, 4},
                                 {5, 10, 8, 32, 6, 12},
                                 {5, 13, 8, 42, 6, 20},
                                 {5, 13, 8, 48, 6, 20},
                                 {0, 0, 0, 0, 8, 0},
                                 {3, 0, 4, 0, 8, 0},
                                 {3, 2, 4, 0, 8, 4},
                                 {3, 2, 4, 8, 8, 4}},
                                {80, 96, 20, 36, 44, 48, 10, 18, 22, 24});
    CHECK(allocation::portfolio(first).outcome.objective == 3800.0);
    const auto second = knapsack({600.1, 310.5, 1800, 3850, 18.6, 198.7, 882, 4200, 402.5, 327},
                                 {{20, 5, 100, 200, 2, 4, 60, 150, 80, 40},
                                  {20, 7, 130, 280, 2, 8, 110, 210, 100, 40},
                                  {60, 3, 50, 100, 4, 2, 20, 40, 6, 12},
                                  {60, 8, 70, 200, 4, 6, 40, 70, 16, 20},
                                  {60, 13, 70, 250, 4, 10, 60, 90, 20, 24},
                                  {60, 13, 70, 280, 4, 10, 70, 105, 22, 28},
                                  {5, 2, 20, 100, 2, 5, 10, 60, 0, 0},
                                  {45, 14, 80, 180, 6, 10, 40, 100, 20, 0},
                                  {55, 14, 80, 200, 6, 10, 50, 140, 30, 40},
                                  {65, 14, 80, 220, 6, 10, 50, 180, 30, 50}},
                                 {450, 540, 200, 360, 440, 480, 200, 360, 440, 480});
    CHECK(allocation::portfolio(second).outcome.objective == doctest::Approx(8706.1).epsilon(1e-12));
}

TEST_CASE("neither the order of projects nor the unit of money or benefit changes the choice") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        const auto problem = RandomPortfolio(seed, 12).make();
        const auto answer = allocation::portfolio(problem);
        auto turned = problem;
        std::reverse(turned.projects.begin(), turned.projects.end());
        const Index last = std::ssize(problem.projects) - 1;
        for (auto& quota : turned.quotas)
            for (Index& member : quota.members) member = last - member;
        for (auto& pair : turned.synergies) pair = {last - pair.first, last - pair.second, pair.benefit};
        auto chosen = allocation::portfolio(turned).chosen;
        for (Index& j : chosen) j = last - j;
        std::sort(chosen.begin(), chosen.end());
        CHECK(chosen == answer.chosen);
        for (const double unit : {0.1, 3.0, 1e-6, 1e6}) {
            CAPTURE(unit);
            auto other = problem;
            for (auto& project : other.projects) {
                project.benefit *= unit;
                for (double& cost : project.cost) cost *= unit;
            }
            for (auto& budget : other.budgets) budget.amount *= unit;
            for (auto& pair : other.synergies) pair.benefit *= unit;
            for (auto& quota : other.quotas)
                if (quota.budget >= 0) {
                    quota.floor *= unit;
                    quota.cap *= unit;
                }
            const auto same = allocation::portfolio(other);
            CHECK(same.outcome.status == answer.outcome.status);
            CHECK(same.outcome.objective == doctest::Approx(answer.outcome.objective * unit).epsilon(1e-9));
        }
    }
}

TEST_CASE("a hard one is proven; cut short it keeps its bound") {
    const auto problem = hard_knapsack(3, 40, 5);
    const auto whole = allocation::portfolio(problem);
    CHECK(whole.outcome.status == Status::optimal);
    CHECK(allocation::verify_portfolio(problem, whole).holds);
    const auto early = allocation::portfolio(problem, {.node_limit = 20});
    CHECK(early.outcome.status == Status::feasible);
    CHECK(early.outcome.objective <= whole.outcome.objective);
    CHECK(early.outcome.bound >= whole.outcome.objective);
    CHECK(early.outcome.iterations <= 21);
    CHECK(allocation::verify_portfolio(problem, early).holds);
    const auto near = allocation::portfolio(problem, {.gap = 0.01});
    CHECK(near.outcome.gap <= 0.01);
    CHECK(near.outcome.iterations < whole.outcome.iterations);
    CHECK(allocation::verify_portfolio(problem, near).holds);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = allocation::portfolio(problem, {.observer = {.stop = stop.get_token()}});
    CHECK(stopped.outcome.status == Status::interrupted);
    CHECK(allocation::verify_portfolio(problem, stopped).holds);
}

TEST_CASE("progress never falls") {
    double last = 0.0;
    base::Observer observer;
    observer.progress = [&](const base::Progress& progress) {
        CHECK(progress.task == "choosing projects");
        CHECK(progress.done >= last);
        CHECK(progress.done <= 1.0);
        last = progress.done;
    };
    static_cast<void>(allocation::portfolio(hard_knapsack(1, 90, 5), {.node_limit = 3'000, .observer = observer}));
}

TEST_CASE("what another decision would allow is a limit on it") {
    const auto problem = RandomPortfolio(7, 12).make();
    const auto answer = allocation::portfolio(problem);
    REQUIRE(answer.outcome.has_answer());
    for (Index j = 0; j < std::ssize(problem.projects); ++j) {
        CAPTURE(j);
        auto other = problem;
        auto& project = other.projects[j];
        if (project.mandatory || project.forbidden) continue;
        const bool in = std::binary_search(answer.chosen.begin(), answer.chosen.end(), j);
        (in ? project.forbidden : project.mandatory) = true;
        const auto forced = allocation::portfolio(other);
        if (forced.outcome.has_answer()) CHECK(forced.outcome.objective <= answer.otherwise[j] + 1e-9);
    }
}

TEST_CASE("nothing to choose, and everything") {
    const auto nothing = allocation::portfolio({});
    CHECK(nothing.outcome.status == Status::optimal);
    CHECK(nothing.chosen.empty());
    CHECK(allocation::verify_portfolio({}, nothing).holds);
    const PortfolioProblem all{.projects = {{.id = "a", .benefit = 1.0}, {.id = "b", .benefit = -1.0}}};
    const auto answer = allocation::portfolio(all);
    CHECK(answer.chosen == std::vector<Index>{0});
    CHECK(allocation::verify_portfolio(all, answer).holds);
}

TEST_CASE("options out of range are refused") {
    using test::refusal;
    CHECK(refusal([] { allocation::portfolio({}, {.gap = -1.0}); }).find("gap") != std::string::npos);
    CHECK(refusal([] { allocation::portfolio({}, {.deadline = 0.0}); }) == "deadline: 0 is not above 0; give seconds");
    CHECK(refusal([] { allocation::portfolio({}, {.node_limit = 0}); }).find("node_limit") != std::string::npos);
}
