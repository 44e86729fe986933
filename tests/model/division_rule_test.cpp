#include "corewing/model/division_rule.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string_view>

using namespace corewing::model;

TEST_CASE("a rule is assumed until whoever decides has stated it") {
    const DivisionRule rule;
    CHECK(rule.mark == RuleMark::assumed);
    CHECK(rule.scope == RuleScope::place);
    CHECK(rule.measure == RuleMeasure::percent);
    CHECK_FALSE(rule.floor.has_value());
}

TEST_CASE("scopes, measures and marks have names of their own") {
    std::set<std::string_view> names;
    for (const RuleScope scope : all_rule_scopes) names.insert(name(scope));
    for (const RuleMeasure measure : all_rule_measures) names.insert(name(measure));
    for (const RuleMark mark : all_rule_marks) names.insert(name(mark));
    CHECK(names.size() == 10);
    CHECK(name(RuleScope::cluster) == "cluster");
    CHECK(name(RuleMeasure::count) == "count");
    CHECK(name(RuleMark::stated) == "stated");
}
