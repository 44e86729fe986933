#include <doctest/doctest.h>

#include "corewing/plan/division.hpp"

#include "corewing/allocation/verify_apportionment.hpp"
#include "corewing/allocation/verify_fair_division.hpp"
#include "plan/rich_region.hpp"

#include <algorithm>

using namespace corewing;

namespace {

plan::Division division_of(const model::Tables& tables) {
    const model::Region region(tables);
    return plan::division(plan::basis(region, plan::choices(region)));
}

} // namespace

TEST_CASE("what budgets.csv holds is divided, money by shares and posts in whole ones") {
    const auto d = division_of(rich_tables());
    REQUIRE(d.answer.answered);
    CHECK(d.lines.size() == 5);
    REQUIRE(d.resources.size() == 2);
    const auto& cash = d.resources[0];
    CHECK(cash.resource == "cash");
    CHECK_FALSE(cash.whole);
    CHECK(cash.share.sum() == doctest::Approx(200.0));
    CHECK(allocation::verify_fair_division(d.need.known(), cash.rules, cash.division).holds);
    const auto& posts = d.resources[1];
    CHECK(posts.whole);
    CHECK(posts.share.sum() == 11.0);
    CHECK(allocation::verify_apportionment(d.need.known(), posts.post_rules, posts.posts).holds);
    CHECK((posts.share.array() == posts.share.array().floor()).all());
    double west = 0.0;
    for (const Index g : d.clusters.places(d.clusters.label("west"))) west += cash.share[g];
    CHECK(west == doctest::Approx(50.0));       // its floor of 25 percent
    CHECK(d.answer.sure == plan::Sure::partly); // the rule is assumed
}

TEST_CASE("without an amount every 100 is divided, and the resource is asked for") {
    auto tables = rich_tables();
    tables.budgets.clear();
    const auto d = division_of(tables);
    REQUIRE(d.resources.size() == 1);
    CHECK(d.resources[0].share.sum() == doctest::Approx(100.0));
    CHECK(d.without_amount == std::vector<std::string>{"Cash", "Posts"});
    CHECK_FALSE(d.answer.needs.empty());
}

TEST_CASE("rules that clash are named") {
    auto tables = rich_tables();
    tables.rules = {{.scope = model::RuleScope::place, .id = "", .floor = 30.0}};
    const auto d = division_of(tables);
    CHECK_FALSE(d.resources[0].possible);
    CHECK(d.answer.sentence.find("The rules cannot all be kept: ") == 0);
}

TEST_CASE("of several rules only those that nobody stated are called assumed") {
    auto tables = rich_tables();
    tables.rules = {{.scope = model::RuleScope::place, .id = "oak", .floor = 1.0, .mark = model::RuleMark::assumed},
                    {.scope = model::RuleScope::cluster, .id = "west", .floor = 25.0, .mark = model::RuleMark::stated}};
    const auto d = division_of(tables);
    CHECK(d.resources[0].assumed == std::vector<bool>{false, true});
    CHECK(d.resources[0].group_assumed == std::vector<bool>{false});
    const auto& lines = d.answer.lines;
    const auto west =
        std::find_if(lines.begin(), lines.end(), [](const auto& l) { return l.starts_with("The West: "); });
    REQUIRE(west != lines.end());
    CHECK(west->find("(assumed)") == std::string::npos);
}

TEST_CASE("rules that overlap in part are named, and nothing is divided") {
    auto tables = rich_tables();
    tables.places.push_back({.id = "park", .name = "Park", .kind = model::PlaceKind::platform, .cluster = "west"});
    tables.hosts.push_back({.platform = "park", .district = "fir"});
    tables.rules = {{.scope = model::RuleScope::cluster, .id = "west", .floor = 25.0},
                    {.scope = model::RuleScope::kind, .id = "platform", .floor = 20.0}};
    const auto d = division_of(tables);
    CHECK_FALSE(d.resources[0].possible);
    CHECK(d.resources[0].crossing == std::vector<std::string>{"platform", "The West"});
    CHECK(d.answer.sentence.find("The rules of platform and of The West overlap in part") == 0);
}

TEST_CASE("without sizes nothing is divided") {
    auto tables = rich_tables();
    tables.observations.clear();
    const auto d = division_of(tables);
    CHECK_FALSE(d.answer.answered);
    CHECK(d.resources.empty());
}
