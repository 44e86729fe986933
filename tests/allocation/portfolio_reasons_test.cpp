#include <doctest/doctest.h>

#include "corewing/allocation/portfolio_reasons.hpp"

#include "allocation/portfolio_cases.hpp"
#include "corewing/allocation/verify_portfolio.hpp"
#include "support/refusal.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace corewing;

namespace {

allocation::PortfolioProblem three() {
    return {.projects = {{.id = "lab", .benefit = 9.0, .cost = {40.0}},
                         {.id = "park", .benefit = 7.0, .cost = {30.0}},
                         {.id = "rail", .benefit = 4.0, .cost = {30.0}},
                         {.id = "dome", .benefit = 99.0, .cost = {80.0}, .forbidden = true}},
            .budgets = {{.name = "2025", .amount = 70.0}}};
}

} // namespace

TEST_CASE("who is out learns what would bring it in, who is in who would follow") {
    const auto problem = three();
    const auto answer = allocation::portfolio(problem);
    REQUIRE(answer.chosen == std::vector<Index>{0, 1});
    const auto no = allocation::why_not(problem, answer, 2);
    CHECK(no.possible);
    CHECK(no.loss == 3.0); // the park goes
    CHECK(no.brought == std::vector<Index>{2});
    CHECK(no.dropped == std::vector<Index>{1});
    auto richer = problem;
    richer.projects[2].benefit += no.loss + 0.1;
    CHECK(allocation::portfolio(richer).chosen == std::vector<Index>{0, 2});
    const auto next = allocation::replacement(problem, answer, 0);
    CHECK(next.loss == 5.0);
    auto without = problem;
    without.projects[0].forbidden = true;
    CHECK(allocation::verify_portfolio(without, next.choice).holds);
    CHECK(next.brought == std::vector<Index>{2});
    auto alone = problem;
    alone.projects[2].cost = {71.0};
    CHECK_FALSE(allocation::why_not(alone, answer, 2).possible);
    using test::refusal;
    CHECK(refusal([&] { allocation::why_not(problem, answer, 0); }) == "project: is chosen; ask for its replacement()");
    CHECK(refusal([&] { allocation::replacement(problem, answer, 2); }) == "project: is not chosen; ask why_not()");
    CHECK(refusal([&] { allocation::why_not(problem, answer, 3); }).find("is forbidden") != std::string::npos);
    CHECK(refusal([&] { allocation::why_not(problem, answer, 4); }).find("there is no number 4") != std::string::npos);
}

TEST_CASE("alternatives leave out what was chosen before, the best first") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const auto problem = RandomPortfolio(seed, 14).make();
        const auto answer = allocation::portfolio(problem);
        if (!answer.outcome.has_answer()) continue;
        const auto others = allocation::alternatives(problem, answer, 3, 2);
        double last = answer.outcome.objective;
        std::vector<std::vector<Index>> before{answer.chosen};
        for (const auto& other : others) {
            CHECK(other.outcome.objective <= last + 1e-9);
            last = other.outcome.objective;
            CHECK(other.quota.size() == std::ssize(problem.quotas));
            for (const auto& chosen : before) {
                std::vector<Index> left;
                std::set_difference(chosen.begin(), chosen.end(), other.chosen.begin(), other.chosen.end(),
                                    std::back_inserter(left));
                CHECK(left.size() >= 2);
            }
            before.push_back(other.chosen);
        }
    }
    CHECK(test::refusal([] { static_cast<void>(allocation::alternatives({}, {}, 0, 1)); }) ==
          "count: 0 is below 1; write 1 or more");
}

TEST_CASE("more money never does less") {
    const auto problem = three();
    const auto all = allocation::frontier(problem, 0, {0.0, 30.0, 40.0, 70.0, 100.0});
    std::vector<double> benefit;
    for (const auto& one : all) benefit.push_back(one.outcome.objective);
    CHECK(benefit == std::vector<double>{0.0, 7.0, 9.0, 16.0, 20.0});
    auto poor = problem;
    poor.budgets[0].amount = 40.0;
    CHECK(allocation::verify_portfolio(poor, all[2]).holds);
    CHECK(test::refusal([&] {
              static_cast<void>(allocation::frontier(problem, 1, {1.0}));
          }).find("budget: there is no number 1") == 0);
}
