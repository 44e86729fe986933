#include "corewing/allocation/group.hpp"
#include "corewing/allocation/detail/rule_names.hpp"
#include "corewing/allocation/rule.hpp"
#include "corewing/base/print.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

using namespace corewing::allocation;

TEST_CASE("a rule is told in a few words") {
    struct Row {
        Rule rule;
        std::string text;
    };
    const std::vector<Row> rows = {
        {{.kind = RuleKind::budget, .amount = 296.0}, "budget 296"},
        {{.kind = RuleKind::budget, .resource = 1, .name = "land", .amount = 40.5}, "land budget 40.5"},
        {{.kind = RuleKind::place_floor, .index = 3, .name = "万州", .amount = 90.0}, "万州 floor 90"},
        {{.kind = RuleKind::place_cap, .index = 3, .name = "万州", .amount = 0.1}, "万州 cap 0.1"},
        {{.kind = RuleKind::group_floor, .index = 0, .name = "east", .amount = 1e-7}, "east floor 1e-07"},
        {{.kind = RuleKind::group_cap, .index = 0, .name = "east", .amount = 0.0}, "east cap 0"},
        {{.kind = RuleKind::group_cap, .name = "east", .amount = std::numeric_limits<double>::infinity()},
         "east cap inf"},
    };
    for (const auto& row : rows) CHECK(describe(row.rule) == row.text);
}

TEST_CASE("a rule that nobody has filled in is a budget of nothing") {
    const Rule rule;
    CHECK(rule.kind == RuleKind::budget);
    CHECK(rule.index == -1);
    CHECK(rule.resource == -1);
    CHECK(describe(rule) == "budget 0");
}

TEST_CASE("two rules are equal only if all of them is") {
    const Rule rule{.kind = RuleKind::place_cap, .index = 2, .resource = 0, .name = "north", .amount = 5.0};
    CHECK(rule == Rule(rule));
    Rule kind = rule, index = rule, resource = rule, name = rule, amount = rule;
    kind.kind = RuleKind::group_cap;
    index.index = 1;
    resource.resource = -1;
    name.name = "south";
    amount.amount = 5.5;
    for (const Rule& other : {kind, index, resource, name, amount}) CHECK_FALSE(rule == other);
}

TEST_CASE("places and groups without a name are numbered") {
    const std::vector<std::string> names = {"south", "", "north"};
    CHECK(detail::place_label(names, 0) == "south");
    CHECK(detail::place_label(names, 1) == "place 1");
    CHECK(detail::place_label(names, 7) == "place 7");
    CHECK(detail::place_label({}, 0) == "place 0");
    const std::vector<Group> groups = {{.name = "east"}, {}};
    CHECK(detail::group_title(groups, 0) == "east");
    CHECK(detail::group_title(groups, 1) == "group 1");
}

TEST_CASE("the choices of the room print as words") {
    using corewing::base::printed;
    const std::vector<std::pair<std::string, std::string>> rows{
        {printed(Spend::all), "all"},
        {printed(Spend::at_most), "at most"},
        {printed(RuleKind::budget), "budget"},
        {printed(RuleKind::place_floor), "place floor"},
        {printed(RuleKind::place_cap), "place cap"},
        {printed(RuleKind::group_floor), "group floor"},
        {printed(RuleKind::group_cap), "group cap"},
    };
    for (const auto& [printed_one, word] : rows) CHECK(printed_one == word);
}
