#include <doctest/doctest.h>

#include "corewing/plan/projects.hpp"

#include "corewing/allocation/verify_portfolio.hpp"
#include "plan/rich_region.hpp"

#include <algorithm>
#include <string>

using namespace corewing;

namespace {

plan::Projects projects_of(const model::Tables& tables) {
    const model::Region region(tables);
    return plan::projects(plan::basis(region, plan::choices(region)));
}

model::Tables with_figures() {
    auto tables = rich_tables();
    tables.plan.clear();
    tables.rules.clear();
    tables.projects = {
        {.id = "fab", .name = "Chip works", .place = "ash", .theme = "chips", .cost = 150.0, .benefit = 9.0},
        {.id = "lab", .name = "Laboratory", .place = "fir", .theme = "chips", .cost = 80.0, .benefit = 6.0},
        {.id = "rail", .name = "Railway", .place = "oak", .theme = "ways", .cost = 110.0, .benefit = 7.0},
        {.id = "park", .name = "Park", .place = "oak", .theme = "ways", .cost = 10.0}};
    return tables;
}

} // namespace

TEST_CASE("the best choice is named with its proof, its reasons and what is not known") {
    const auto p = projects_of(with_figures());
    REQUIRE(p.answer.answered);
    CHECK(p.answer.sentence == "2 of 3 projects for 190 of 200 million, proven best: Railway and Laboratory.");
    CHECK(p.answer.sure == plan::Sure::partly); // one project has no benefit
    CHECK(p.answer.why == "cost or benefit of 1 project is not known");
    CHECK(p.answer.lines.front() == "by theme: chips 1, ways 1");
    CHECK(p.answer.lines.back() == "not looked at, as cost or benefit is not known: Park");
    CHECK(p.answer.needs == std::vector<std::string>{"cost and benefit of Park"});
    CHECK(allocation::verify_portfolio(p.given.problem, p.choice).holds);
}

TEST_CASE("rules that no choice keeps are said") {
    auto tables = with_figures();
    tables.rules = {
        {.scope = model::RuleScope::theme, .id = "ways", .measure = model::RuleMeasure::count, .floor = 2.0}};
    const auto p = projects_of(tables);
    CHECK(p.answer.sentence == "No choice of these projects keeps all rules.");
    CHECK(p.answer.why == "1 rule is assumed in rules.csv; other rules would choose otherwise");
}

TEST_CASE("what was taken for granted is said; only money pays") {
    auto tables = with_figures();
    tables.budgets = {{.resource = "cash", .year = 2025, .amount = 200.0}, {.resource = "posts", .amount = 1.0}};
    tables.plan = {{.key = "division.resource", .value = "posts"}};
    const auto p = projects_of(tables);
    CHECK(p.given.resource == "cash");
    const auto& lines = p.answer.lines;
    CHECK(std::find(lines.begin(), lines.end(), "doubtful: projects: 3 without a start are taken to begin in 2025") !=
          lines.end());
}

TEST_CASE("made up projects are called so, and rest nothing on them") {
    auto tables = with_figures();
    tables.projects[0].mark = base::Mark::synthetic;
    const auto p = projects_of(tables);
    CHECK(p.answer.sure == plan::Sure::no);
    CHECK(p.answer.why == "the projects are made up for an example");
}

TEST_CASE("without figures or money it is not answered, in the folder's own words where it has some") {
    auto tables = rich_tables();
    CHECK(projects_of(tables).answer.sentence == "Not answered: nobody has chosen yet.");
    tables = with_figures();
    tables.budgets.clear();
    auto p = projects_of(tables);
    CHECK_FALSE(p.answer.answered);
    CHECK(p.answer.sentence == "Not answered: there is no budget to choose projects for.");
    CHECK(p.answer.needs == std::vector<std::string>{"budgets.csv with money (in million)"});
    tables.projects.clear();
    CHECK(projects_of(tables).answer.title.empty());
}
