#include <doctest/doctest.h>

#include "corewing/allocation/verify_portfolio.hpp"

#include "allocation/portfolio_cases.hpp"
#include "support/lies.hpp"

#include <string>
#include <vector>

using namespace corewing;
using allocation::Portfolio;
using base::Status;

namespace {

allocation::PortfolioProblem sample() {
    return {.projects = {{.id = "lab", .benefit = 9.0, .cost = {40.0, 3.0}},
                         {.id = "park", .benefit = 7.5, .cost = {30.0, 2.0}, .prerequisites = {"rail"}},
                         {.id = "rail", .benefit = 2.0, .cost = {10.0, 5.0}},
                         {.id = "port", .benefit = 6.0, .cost = {35.0, 1.0}, .exclusions = {"lab"}},
                         {.id = "farm", .benefit = 1.0, .cost = {20.0, 1.0}, .forbidden = true}},
            .budgets = {{.name = "money", .amount = 80.0}, {.name = "land", .amount = 9.0}},
            .quotas = {{.name = "north", .members = {0, 1}, .floor = 1.0, .cap = 2.0}},
            .synergies = {{1, 2, 0.5}}};
}

} // namespace

TEST_CASE("lies in every field of a choice are refused") {
    const auto problem = sample();
    test::Lies<Portfolio> lies(allocation::portfolio(problem),
                               [&](const Portfolio& a) { return allocation::verify_portfolio(problem, a).holds; });
    auto& [chosen, spent, quota, price, otherwise, root_bound, prices, outcome] = lies.answer;
    CHECK(chosen == std::vector<Index>{1, 2, 3});
    lies.plant("chosen", "empty", chosen, {});
    lies.plant("chosen", "other", chosen, {0, 2});
    lies.plant("chosen", "twice", chosen, {1, 1, 2});
    lies.plant("chosen", "out of range", chosen, {1, 2, 9});
    lies.plant("chosen", "a forbidden one", chosen, {1, 2, 4});
    lies.plant("chosen", "without its prerequisite", chosen, {1, 3});
    lies.numbers("spent", spent, {.tolerance = 1e-12});
    lies.numbers("quota", quota, {.tolerance = 1e-12});
    lies.numbers("price", price, {.tolerance = 0.0});
    lies.numbers("otherwise", otherwise, {.tolerance = 1e-9, .scale = 20.0});
    lies.number("root_bound", root_bound, {.tolerance = 1e-9});
    lies.numbers("prices", prices, {.tolerance = 1e-8, .scale = 1.0});
    lies.outcome(outcome, {.tolerance = 1e-12, .scale = 9.0}, {.tolerance = 1e-9, .scale = 9.0});
    CHECK(lies.verdict() == "173 lies, accepted: prices[4] above; outcome.status interrupted"); // it proves as much
}

TEST_CASE("a bound that a better choice breaks is found, and so is a false infeasible") {
    const auto problem = sample();
    auto limited = problem;
    limited.projects[3].forbidden = true; // without the port another choice is best
    auto answer = allocation::portfolio(limited);
    const auto honest = allocation::portfolio(problem);
    REQUIRE(answer.outcome.objective < honest.outcome.objective);
    answer.prices = honest.prices;
    answer.price = honest.price;
    answer.root_bound = honest.root_bound;
    CHECK_FALSE(allocation::verify_portfolio(problem, answer).holds);
    Portfolio missing;
    missing.outcome.status = Status::infeasible;
    CHECK_FALSE(allocation::verify_portfolio(problem, missing).holds);
    missing.outcome.status = Status::interrupted;
    CHECK(allocation::verify_portfolio(problem, missing).holds);
    missing.outcome.status = Status::optimal;
    CHECK_FALSE(allocation::verify_portfolio(problem, missing).holds);
}

TEST_CASE("what the work does not reach is said") {
    const auto problem = RandomPortfolio(11, 16).make();
    const auto answer = allocation::portfolio(problem);
    REQUIRE(answer.outcome.has_answer());
    const auto hasty = allocation::verify_portfolio(problem, answer, {.work_limit = 1.0});
    CHECK(hasty.holds);
    CHECK(hasty.proof != allocation::BoundProof::enumeration);
    CHECK(allocation::name(allocation::BoundProof::not_checked) == "not checked");
}
