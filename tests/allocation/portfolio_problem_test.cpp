#include <doctest/doctest.h>

#include "corewing/allocation/portfolio_problem.hpp"

#include "support/refusal.hpp"

#include <limits>
#include <string>

using namespace corewing;
using allocation::PortfolioProblem;

namespace {

PortfolioProblem small() {
    return {.projects = {{.id = "lab", .benefit = 9.0, .cost = {40.0}}, {.id = "park", .benefit = 7.0, .cost = {30.0}}},
            .budgets = {{.name = "2025", .amount = 60.0}}};
}

template <class Change>
std::string refused(Change change) {
    auto problem = small();
    change(problem);
    return test::refusal([&] { allocation::check_portfolio_problem(problem); });
}

} // namespace

TEST_CASE("a benefit is that of the projects and of their pairs") {
    auto problem = small();
    problem.synergies = {{.first = 1, .second = 0, .benefit = 0.5}};
    CHECK(allocation::portfolio_benefit(problem, {}) == 0.0);
    CHECK(allocation::portfolio_benefit(problem, {1}) == 7.0);
    CHECK(allocation::portfolio_benefit(problem, {0, 1}) == 16.5);
    CHECK(test::refusal([&] { static_cast<void>(allocation::portfolio_benefit(problem, {2})); }) ==
          "chosen: there is no number 2; give numbers from 0 to 1");
}

TEST_CASE("every fault of a problem is named with what it belongs to") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(refused([](auto& p) { p.projects[1].id = "lab"; }) == "id: stands twice; name each once");
    CHECK(refused([](auto& p) { p.projects[1].id = ""; }) == "id: is empty; name every project");
    CHECK(refused([&](auto& p) { p.projects[0].benefit = nan; }).find("project lab: benefit: nan is not in") == 0);
    CHECK(refused([](auto& p) { p.projects[1].cost[0] = -1.0; }).find("project park: cost: -1 is not in") == 0);
    CHECK(refused([](auto& p) { p.projects[1].cost.clear(); }) ==
          "project park: has 0 costs where 1 are needed; give one cost a budget");
    CHECK(refused([](auto& p) { p.projects[1].prerequisites = {"lap"}; }) ==
          "project park: \"lap\" is not a project; name one of the projects");
    CHECK(refused([](auto& p) { p.projects[1].exclusions = {"park"}; }) == "project park: names itself; take it out");
    CHECK(refused([](auto& p) { p.projects[0].mandatory = p.projects[0].forbidden = true; }) ==
          "project lab: is mandatory and forbidden; keep one of the two");
    CHECK(refused([](auto& p) { p.budgets[0].amount = -1.0; }).find("budget 2025: -1 is not in") == 0);
    CHECK(refused([](auto& p) {
              p.quotas = {{.name = "north", .members = {0, 2}}};
          }) == "quota north: members: there is no number 2; give numbers from 0 to 1");
    CHECK(refused([](auto& p) {
              p.quotas = {{.name = "north", .members = {0, 0}}};
          }) == "quota north: holds a project twice; name it once");
    CHECK(refused([](auto& p) { p.quotas = {{.name = "north", .floor = 2.0, .cap = 1.0}}; }).find("quota north: cap") ==
          0);
    CHECK(refused([](auto& p) { p.quotas = {{.name = "north", .budget = 1}}; }).find("quota north: budget") == 0);
    CHECK(refused([](auto& p) {
              p.synergies = {{0, 0, 1.0}};
          }) == "synergy: is of a project with itself; give each pair of two projects once");
    CHECK(refused([](auto& p) {
              p.synergies = {{0, 1, 1.0}, {1, 0, 1.0}};
          }) == "synergy: stands twice; give each pair of two projects once");
}
