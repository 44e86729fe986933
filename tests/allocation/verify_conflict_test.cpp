#include "corewing/allocation/conflict.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/allocation/rule.hpp"
#include "corewing/allocation/verify_conflict.hpp"
#include "corewing/base/random.hpp"

#include "random_rules.hpp"
#include "support/lies.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

using namespace corewing;
using allocation::Conflict;
using allocation::RuleBook;
using allocation::RuleKind;
using allocation::Spend;
using allocation::verify_conflict;

namespace {

/// Two floors of 6 against a budget of 10, with a cap and a group that have nothing to do with it.
RuleBook overdrawn() {
    return {.budget = 10.0,
            .lower = Eigen::Vector3d(6.0, 6.0, 0.0),
            .upper = Eigen::Vector3d(9.0, 9.0, 4.0),
            .groups = {{.name = "hills", .members = {1, 2}, .cap = 30.0}},
            .names = {"south", "north", "zone"}};
}

/// The same conflict written by hand: 6 + 6 = 12 > 10, mended by two more in the budget.
Conflict by_hand() {
    return {.found = true,
            .demands = {{.kind = RuleKind::place_floor, .index = 0, .name = "south", .amount = 6.0},
                        {.kind = RuleKind::place_floor, .index = 1, .name = "north", .amount = 6.0}},
            .limits = {{.kind = RuleKind::budget, .amount = 10.0}},
            .demanded = 12.0,
            .allowed = 10.0,
            .smallest = true,
            .relaxation = {{.rule = {.kind = RuleKind::budget, .amount = 10.0}, .to = 12.0}},
            .change = 2.0};
}

/// The first fault of a changed answer, or "holds".
std::string verdict(const RuleBook& book, const Conflict& conflict) {
    const auto certificate = verify_conflict(3, book, conflict);
    CHECK(certificate.holds == certificate.faults.empty());
    return certificate.holds ? "holds" : certificate.faults.front();
}

} // namespace

TEST_CASE("a conflict written by hand passes, and so does another mending of it") {
    CHECK(verdict(overdrawn(), by_hand()) == "holds");
    Conflict floors = by_hand(); // one floor gives way instead of the budget
    floors.relaxation = {{.rule = floors.demands[1], .to = 4.0}};
    CHECK(verdict(overdrawn(), floors) == "holds");
    RuleBook open = overdrawn(); // without caps a budget of any size could be spent
    open.upper = {};
    open.groups.clear();
    CHECK(verdict(open, by_hand()) == "holds");
    Conflict lavish = by_hand();
    lavish.relaxation[0].to = 100.0;
    lavish.change = 90.0;
    CHECK(verdict(open, lavish) == "the relaxation is larger than the least, 2");
    CHECK(allocation::describe(floors) == "south floor 6 + north floor 6 = 12 > budget 10");
}

TEST_CASE("every part of a conflict is checked, and the fault says which") {
    struct Row {
        std::function<void(Conflict&)> lie;
        std::string fault;
    };
    const std::vector<Row> rows = {
        {[](Conflict& c) { c.found = false; }, "the rules contradict each other"},
        {[](Conflict& c) { c.demands[0].amount = 5.0; }, "demand \"south floor 5\" is not among the rules"},
        {[](Conflict& c) { c.demands[0].name = "nord"; }, "demand \"nord floor 6\" is not among the rules"},
        {[](Conflict& c) { c.demands[1].index = 2; }, "demand \"north floor 6\" is not among the rules"},
        {[](Conflict& c) { c.demands[1].index = 3; }, "demand \"north floor 6\" is not among the rules"},
        {[](Conflict& c) { c.demands[1].kind = RuleKind::place_cap; }, "demand \"north cap 6\" is not among the rules"},
        {[](Conflict& c) { c.limits[0].amount = 9.0; }, "limit \"budget 9\" is not among the rules"},
        {[](Conflict& c) { c.limits[0].index = 0; }, "limit \"budget 10\" is not among the rules"},
        {[](Conflict& c) { c.limits[0].kind = RuleKind::group_floor; }, "limit \" floor 10\" is not among the rules"},
        {[](Conflict& c) { c.demands.pop_back(); }, "the demands are within the limits"},
        {[](Conflict& c) { c.limits.clear(); }, "the limits do not cover what is demanded"},
        {[](Conflict& c) {
             c.limits.insert(c.limits.begin(), {RuleKind::place_cap, 2, -1, "zone", 4.0});
         },
         "the demands are within the limits"},
        {[](Conflict& c) { c.demands.push_back(c.demands[0]); }, "the limits do not cover what is demanded"},
        {[](Conflict& c) { c.demanded = 13.0; }, "demanded is 13 but should be 12"},
        {[](Conflict& c) { c.allowed = 9.0; }, "allowed is 9 but should be 10"},
        {[](Conflict& c) { c.change = 3.0; }, "change is 3 but should be 2"},
        {[](Conflict& c) { c.relaxation.clear(), c.change = 0.0; }, "the relaxed rules still contradict each other"},
        {[](Conflict& c) { c.relaxation[0].to = 11.0, c.change = 1.0; },
         "the relaxed rules still contradict each other"},
        {[](Conflict& c) { c.relaxation[0].to = 20.0, c.change = 10.0; }, "the relaxation is larger than the least, 2"},
        {[](Conflict& c) {
             c.relaxation.push_back({.rule = c.demands[0], .to = 5.0});
             c.change = 3.0;
         },
         "the relaxation is larger than the least, 2"},
        {[](Conflict& c) { c.limits[0].name = "purse"; }, "limit \"purse budget 10\" is not among the rules"},
        {[](Conflict& c) { c.demands[0].resource = 0; }, "demand \"south floor 6\" is not among the rules"},
        {[](Conflict& c) { c.relaxation[0].rule.amount = 9.0; },
         "relaxation of \"budget 9\", which is not among the rules"},
    };
    for (Index k = 0; k < std::ssize(rows); ++k) {
        CAPTURE(k);
        Conflict changed = by_hand();
        rows[k].lie(changed);
        CHECK(verdict(overdrawn(), changed) == rows[k].fault);
    }
}

TEST_CASE("a rule that is not needed makes a conflict too large") {
    // 6 + 6 + 3 > 10, but without the 3 it is a contradiction already.
    RuleBook book = overdrawn();
    book.lower = {6.0, 6.0, 3.0};
    Conflict wide = by_hand();
    wide.demands.push_back({.kind = RuleKind::place_floor, .index = 2, .name = "zone", .amount = 3.0});
    wide.demanded = 15.0;
    wide.relaxation[0].to = 15.0;
    wide.change = 5.0;
    CHECK(verdict(book, wide) == "a demand is not needed");

    // Two caps against a floor that sits under one of them.
    RuleBook caps{.budget = 50.0, .lower = Eigen::Vector3d(8.0, 0.0, 0.0), .upper = Eigen::Vector3d(5.0, 2.0, 90.0)};
    Conflict loose{.found = true,
                   .demands = {{.kind = RuleKind::place_floor, .index = 0, .name = "place 0", .amount = 8.0}},
                   .limits = {{.kind = RuleKind::place_cap, .index = 0, .name = "place 0", .amount = 5.0},
                              {.kind = RuleKind::place_cap, .index = 1, .name = "place 1", .amount = 2.0}},
                   .demanded = 8.0,
                   .allowed = 7.0,
                   .relaxation = {{.rule = {.kind = RuleKind::place_cap, .index = 0, .name = "place 0", .amount = 5.0},
                                   .to = 8.0}},
                   .change = 3.0};
    CHECK(verdict(caps, loose) == "a limit is not needed");
    loose.limits.pop_back();
    loose.allowed = 5.0;
    CHECK(verdict(caps, loose) == "no fewer rules contradict each other, but it is not called smallest");
    loose.smallest = true;
    CHECK(verdict(caps, loose) == "holds");
}

TEST_CASE("a budget that need not be used up demands nothing") {
    RuleBook book{.budget = 10.0, .upper = Eigen::Vector3d(1.0, 2.0, 3.0)};
    const Conflict found = allocation::conflict(3, book); // 10 > 1 + 2 + 3
    REQUIRE(found.found);
    CHECK(verdict(book, found) == "holds");
    book.spend = Spend::at_most;
    CHECK(verdict(book, found) == "demand \"budget 10\" is not among the rules");
    CHECK(verdict(book, allocation::conflict(3, book)) == "holds");
}

TEST_CASE("without a conflict nothing may be said") {
    RuleBook book = overdrawn();
    book.budget = 12.0;
    CHECK(verdict(book, Conflict{}) == "holds");
    const std::vector<std::function<void(Conflict&)>> lies = {
        [](Conflict& c) { c.demands.emplace_back(); },
        [](Conflict& c) { c.limits.emplace_back(); },
        [](Conflict& c) { c.relaxation.emplace_back(); },
        [](Conflict& c) { c.demanded = 1.0; },
        [](Conflict& c) { c.allowed = 1.0; },
        [](Conflict& c) { c.change = 1.0; },
        [](Conflict& c) { c.smallest = true; },
    };
    for (const auto& lie : lies) {
        Conflict changed;
        lie(changed);
        CHECK(verdict(book, changed) == "without a conflict there is nothing to say");
    }
    CHECK(verdict(book, by_hand()) == "limit \"budget 10\" is not among the rules");
}

TEST_CASE("places and groups without a name are called by their number") {
    const RuleBook book{.budget = 10.0,
                        .lower = Eigen::Vector3d(6.0, 0.0, 0.0),
                        .groups = {{.name = "", .members = {1, 2}, .floor = 7.0}}};
    const Conflict found = allocation::conflict(3, book);
    REQUIRE(found.demands.size() == 2);
    CHECK(allocation::describe(found) == "group 0 floor 7 + place 0 floor 6 = 13 > budget 10");
    CHECK(verdict(book, found) == "holds");
    for (Index k = 0; k < 2; ++k)
        for (const std::string name : {"", "elsewhere", "place 1", "group 1"}) {
            Conflict changed = found;
            changed.demands[k].name = name;
            CHECK(verdict(book, changed) != "holds");
        }
}

TEST_CASE("a conflict is called smallest only if no fewer rules contradict each other") {
    // Three floors of 4 against 10, but the cap of place 0 lies under its own floor.
    const RuleBook book{.budget = 10.0,
                        .lower = Eigen::Vector3d(4.0, 4.0, 4.0),
                        .upper = Eigen::Vector3d(3.0, 9.0, 9.0),
                        .names = {"a", "b", "c"}};
    Conflict wide{
        .found = true,
        .demands = {{.kind = RuleKind::place_floor, .index = 0, .name = "a", .amount = 4.0},
                    {.kind = RuleKind::place_floor, .index = 1, .name = "b", .amount = 4.0},
                    {.kind = RuleKind::place_floor, .index = 2, .name = "c", .amount = 4.0}},
        .limits = {{.kind = RuleKind::budget, .amount = 10.0}},
        .demanded = 12.0,
        .allowed = 10.0,
        .relaxation = {{.rule = {.kind = RuleKind::place_floor, .index = 0, .name = "a", .amount = 4.0}, .to = 2.0}},
        .change = 2.0};
    CHECK(verdict(book, wide) == "holds");
    wide.smallest = true;
    CHECK(verdict(book, wide) == "2 rules contradict each other already");
    CHECK(verdict(book, allocation::conflict(3, book)) == "holds");

    // A floor of a group without places stands against itself.
    RuleBook empty = book;
    empty.groups = {{.name = "nobody", .members = {}, .floor = 1.0}};
    const Conflict one = allocation::conflict(3, empty);
    CHECK(one.demands.size() + one.limits.size() == 1);
    CHECK(verdict(empty, one) == "holds");
    wide.relaxation.push_back(
        {.rule = {.kind = RuleKind::group_floor, .index = 0, .name = "nobody", .amount = 1.0}, .to = 0.0});
    wide.change = 3.0;
    CHECK(verdict(empty, wide) == "1 rules contradict each other already");
}

TEST_CASE("honest conflicts pass; a relaxation a little too large, or called smallest by mistake, does not") {
    int found_some = 0;
    int deep = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        base::Random random(seed, 5);
        const Index n = 1 + random.index(9);
        const auto problem = test::random_division(random, n);
        RuleBook book = allocation::rule_book(problem.options);
        for (auto& group : book.groups)
            if (random.uniform() < 0.3) group.cap = group.floor * random.uniform();
        const Index places = n;
        const Conflict found = allocation::conflict(places, book);
        const auto certificate = verify_conflict(places, book, found);
        CAPTURE(seed);
        CAPTURE(certificate.faults.empty() ? std::string() : certificate.faults.front());
        CHECK(certificate.holds);
        if (!found.found) continue;
        ++found_some;
        deep += found.change > 1.01 * (found.demanded - found.allowed) ? 1 : 0; // several conflicts at once
        Conflict changed = found;
        for (auto& give : changed.relaxation) {
            const double more = (give.to < give.rule.amount ? -0.01 : 0.01) * std::abs(give.to - give.rule.amount);
            give.to += more;
            changed.change += std::abs(more);
        }
        CHECK_FALSE(verify_conflict(places, book, changed).holds);
    }
    CHECK(found_some > 300);
    CHECK(deep > 50);
}

namespace {

std::string lies_about(const RuleBook& book, const Conflict& honest) {
    test::Lies<Conflict> lies(honest, [&](const auto& c) { return verify_conflict(3, book, c).holds; });
    auto& [found, demands, limits, demanded, allowed, smallest, relaxation, change] = lies.answer;
    const auto rule = [&](const std::string& which, allocation::Rule& field) {
        auto& [kind, index, resource, title, amount] = field;
        lies.choice(
            which + ".kind", kind,
            {RuleKind::budget, RuleKind::place_floor, RuleKind::place_cap, RuleKind::group_floor, RuleKind::group_cap});
        lies.whole(which + ".index", index);
        lies.whole(which + ".resource", resource);
        lies.text(which + ".name", title);
        lies.number(which + ".amount", amount, {});
    };
    lies.flag("found", found);
    lies.list("demands", demands, rule);
    lies.list("limits", limits, rule);
    lies.number("demanded", demanded, {.tolerance = 1e-12});
    lies.number("allowed", allowed, {.tolerance = 1e-12});
    lies.flag("smallest", smallest);
    lies.list("relaxation", relaxation, [&](const auto& which, auto& field) {
        auto& [given, to] = field;
        rule(which + ".rule", given);
        lies.number(which + ".to", to, {.tolerance = 1e-9});
    });
    lies.number("change", change, {.tolerance = 1e-9});
    return lies.verdict();
}

} // namespace

TEST_CASE("a conflict: a lie in any field is refused") {
    CHECK(lies_about(overdrawn(), by_hand()) == "126 lies, all refused");
    CHECK(lies_about(overdrawn(), allocation::conflict(3, overdrawn())) == "127 lies, all refused");
    RuleBook grouped = overdrawn(); // a group's floor above the caps inside
    grouped.lower = {};
    grouped.groups[0].floor = 14.0;
    grouped.budget = 20.0;
    CHECK(lies_about(grouped, allocation::conflict(3, grouped)) == "127 lies, all refused");
    RuleBook open = overdrawn();
    open.budget = 13.0;
    CHECK(lies_about(open, allocation::conflict(3, open)) == "26 lies, all refused");
}
