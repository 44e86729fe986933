#include <doctest/doctest.h>

#include "corewing/allocation/region_portfolio.hpp"

#include "corewing/allocation/portfolio.hpp"
#include "corewing/allocation/verify_portfolio.hpp"
#include "support/refusal.hpp"

#include <string>
#include <vector>

using namespace corewing;

namespace {

model::Tables folder() {
    using namespace model;
    Tables t;
    t.info = {.name = "Valley", .currency = "million"};
    t.places = {{.id = "mill", .name = "Mill", .cluster = "hills"}, {.id = "bay", .name = "Bay", .cluster = "coast"}};
    t.clusters = {{.id = "hills", .name = "The Hills"}};
    t.resources = {{.id = "cash", .unit = "million"}, {.id = "posts", .unit = "posts"}};
    t.budgets = {{.resource = "cash", .year = 2025, .amount = 50.0},
                 {.resource = "cash", .year = 2026, .amount = 30.0}};
    t.projects = {
        {.id = "dam", .place = "mill", .theme = "water", .cost = 40.0, .benefit = 9.0, .start = 2025, .years = 2},
        {.id = "quay", .place = "bay", .theme = "trade", .cost = 30.0, .benefit = 8.0, .prerequisites = {"road"}},
        {.id = "road", .theme = "trade", .cost = 10.0, .benefit = 1.0, .start = 2026, .exclusions = {"dam"}},
        {.id = "spa", .place = "mill", .theme = "water", .cost = 5.0},
        {.id = "inn", .place = "bay", .cost = 1.0, .benefit = 1.0, .prerequisites = {"spa"}},
        {.id = "oath", .place = "bay", .cost = 2.0, .benefit = 0.0, .state = "committed"},
    };
    t.rules = {
        {.resource = "cash", .scope = RuleScope::cluster, .id = "hills", .measure = RuleMeasure::percent, .cap = 50.0},
        {.scope = RuleScope::theme,
         .id = "trade",
         .measure = RuleMeasure::count,
         .floor = 1.0,
         .mark = RuleMark::stated},
        {.resource = "posts", .scope = RuleScope::region, .measure = RuleMeasure::amount, .cap = 1.0}};
    return t;
}

} // namespace

TEST_CASE("a folder becomes a problem, and what is not known of it is named") {
    const model::Region region(folder());
    const auto given = allocation::region_portfolio(region);
    CHECK(given.resource == "cash");
    CHECK(given.unit == "million");
    REQUIRE(given.problem.budgets.size() == 3);
    CHECK(given.problem.budgets[2].name == "all years");
    CHECK(given.problem.budgets[2].amount == 80.0);
    std::vector<std::string> ids;
    for (const auto& project : given.problem.projects) ids.push_back(project.id);
    CHECK(ids == std::vector<std::string>{"dam", "inn", "oath", "quay", "road"});
    CHECK(given.problem.projects[0].cost == std::vector<double>{20.0, 20.0, 40.0});
    CHECK(given.problem.projects[4].cost == std::vector<double>{0.0, 10.0, 10.0});
    CHECK(given.problem.projects[3].cost == std::vector<double>{30.0, 0.0, 30.0}); // no start: the first year
    REQUIRE(given.left_out.size() == 1);
    CHECK(region.projects()[given.left_out[0]].id == "spa");
    CHECK(given.problem.projects[1].forbidden); // it needs the spa
    CHECK(given.problem.projects[2].mandatory);
    REQUIRE(given.problem.quotas.size() == 2);
    for (const auto& quota : given.problem.quotas) {
        const bool hills = quota.name == "The Hills";
        CHECK((hills || quota.name == "trade"));
        CHECK(quota.members == (hills ? std::vector<Index>{0} : std::vector<Index>{3, 4}));
        CHECK(quota.budget == (hills ? 2 : -1));
        if (hills) CHECK(quota.cap == 40.0);
    }
    CHECK(given.findings.size() == 2);
    const auto answer = allocation::portfolio(given.problem);
    CHECK(answer.chosen == std::vector<Index>{2, 3, 4}); // the trade floor keeps the dam out
    CHECK(allocation::verify_portfolio(given.problem, answer).holds);
}

TEST_CASE("the resource can be named, and one without a budget has none") {
    const model::Region region(folder());
    const auto given = allocation::region_portfolio(region, "posts");
    CHECK(given.problem.budgets.empty());
    auto paid = folder();
    paid.budgets.push_back({.resource = "posts", .amount = 9.0}); // costs are money, not posts
    CHECK(allocation::region_portfolio(model::Region(paid), "posts").problem.budgets.empty());
    CHECK(test::refusal([&] {
              static_cast<void>(allocation::region_portfolio(region, "pots"));
          }).find("did you mean \"posts\"?") != std::string::npos);
    auto tables = folder();
    tables.budgets.clear();
    CHECK(allocation::region_portfolio(model::Region(tables)).problem.budgets.empty());
}

TEST_CASE("a place rule without an id binds every place by itself") {
    auto tables = folder();
    tables.rules = {{.scope = model::RuleScope::place, .measure = model::RuleMeasure::count, .cap = 1.0}};
    const auto given = allocation::region_portfolio(model::Region(tables));
    REQUIRE(given.problem.quotas.size() == 2);
    CHECK(given.problem.quotas[0].name == "Bay");
    CHECK(given.problem.quotas[0].members == std::vector<Index>{1, 2, 3});
    CHECK(given.problem.quotas[1].name == "Mill");
    CHECK(given.quota_assumed == std::vector<bool>{true, true});
}
