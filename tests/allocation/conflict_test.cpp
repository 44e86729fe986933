#include "corewing/allocation/conflict.hpp"
#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/allocation/rule.hpp"
#include "corewing/allocation/verify_conflict.hpp"
#include "corewing/base/random.hpp"

#include "random_rules.hpp"
#include "support/expect_valid.hpp"
#include "support/values.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <functional>
#include <string>
#include <vector>

using namespace corewing;
using allocation::Conflict;
using allocation::conflict;
using allocation::Group;
using allocation::RuleBook;
using allocation::Spend;
using allocation::verify_conflict;
using Eigen::VectorXd;
using corewing::test::expect_valid;
using corewing::test::none;
using corewing::test::vec;

namespace {

bool can_hold(Index n, const RuleBook& book) {
    const auto rules = allocation::detail::rules(n, book.budget, book.lower, book.upper);
    const auto nest = allocation::detail::nesting(n, book.groups);
    return allocation::detail::rules_can_hold(rules, nest, book.groups, book.budget, book.spend);
}

/// Size of the smallest contradictory set of rules, by trying all sets. 99 = none.
int smallest_by_force(Index n, const RuleBook& book) {
    struct Drop {
        std::function<void(RuleBook&)> drop;
    };
    std::vector<Drop> drops; // the budget counts as one rule: as a limit and, if all must be spent, as a demand
    const VectorXd lower = book.lower.expanded(n, "lower", 0.0);
    const VectorXd upper = book.upper.expanded(n, "upper", none);
    const auto with = [n](const base::PerPlace& numbers, Index i, double number) {
        VectorXd each = numbers.expanded(n, "numbers", number);
        each(i) = number;
        return each;
    };
    for (Index i = 0; i < n; ++i) {
        if (lower(i) > 0.0) drops.push_back({[=](RuleBook& b) { b.lower = with(b.lower, i, 0.0); }});
        if (upper(i) < none) drops.push_back({[=](RuleBook& b) { b.upper = with(b.upper, i, none); }});
    }
    for (Index g = 0; g < std::ssize(book.groups); ++g) {
        if (book.groups[g].floor > 0.0) drops.push_back({[g](RuleBook& b) { b.groups[g].floor = 0.0; }});
        if (book.groups[g].cap < none) drops.push_back({[g](RuleBook& b) { b.groups[g].cap = none; }});
    }
    int best = 99;
    for (unsigned kept = 0; kept < (1U << drops.size()); ++kept) {
        const int size = std::popcount(kept);
        if (size >= best) continue;
        RuleBook reduced = book;
        for (Index d = 0; d < std::ssize(drops); ++d)
            if ((kept >> d & 1U) == 0U) drops[d].drop(reduced);
        RuleBook unlimited = reduced;
        unlimited.budget = 1e6;
        unlimited.spend = Spend::at_most;
        if (!can_hold(n, unlimited))
            best = size;
        else if (size + 1 < best && !can_hold(n, reduced))
            best = size + 1; // with the budget
    }
    return best;
}

} // namespace

TEST_CASE("a conflict speaks the user's words") {
    const RuleBook book{.budget = 296.0,
                        .lower = vec({70, 0, 0, 0}),
                        .groups = {{.name = "渝东北", .members = {1}, .floor = 90},
                                   {.name = "渝东南", .members = {2, 3}, .floor = 150}},
                        .names = {"渝中", "万州", "黔江", "武隆"}};
    const Conflict found = conflict(4, book);
    expect_valid(verify_conflict(4, book, found));
    CHECK(describe(found) == "渝东北 floor 90 + 渝东南 floor 150 + 渝中 floor 70 = 310 > budget 296");
    CHECK(found.smallest);
    CHECK(found.change == doctest::Approx(14.0));

    RuleBook easier = book;
    easier.budget = 310.0;
    const Conflict fine = conflict(4, easier);
    CHECK(!fine.found);
    CHECK(describe(fine) == "the rules can hold together");
    expect_valid(verify_conflict(4, easier, fine));
}

TEST_CASE("every kind of conflict is named") {
    struct Row {
        RuleBook book;
        std::string text;
        double change;
    };
    const std::vector<Row> rows = {
        {{.budget = 10, .lower = vec({6, 6, 1})}, "place 0 floor 6 + place 1 floor 6 = 12 > budget 10", 3},
        {{.budget = 10, .upper = vec({4, 3, 2})}, "budget 10 > place 0 cap 4 + place 1 cap 3 + place 2 cap 2 = 9", 1},
        {{.budget = 10, .lower = vec({3, 0, 0}), .upper = vec({2, 9, 9})}, "place 0 floor 3 > place 0 cap 2", 1},
        {{.budget = 10, .groups = {{"a", {0, 1}, 11, none}}}, "a floor 11 > budget 10", 1},
        {{.budget = 10, .groups = {{"a", {0, 1, 2}, 0, 9}}}, "budget 10 > a cap 9", 1},
        {{.budget = 10, .groups = {{"a", {}, 1, none}}}, "a floor 1 > 0", 1},
        {{.budget = 10, .groups = {{"a", {0}, 5, 4}}}, "a floor 5 > a cap 4", 1},
        {{.budget = 10, .groups = {{"a", {0, 1}, 0, 8}, {"b", {1}, 9, none}}}, "b floor 9 > a cap 8", 1},
        {{.budget = 10, .upper = vec({1, 2, none}), .groups = {{"a", {0, 1}, 5, none}}},
         "a floor 5 > place 0 cap 1 + place 1 cap 2 = 3",
         2},
    };
    for (const auto& row : rows) {
        const Conflict found = conflict(3, row.book);
        CHECK(describe(found) == row.text);
        CHECK(found.change == doctest::Approx(row.change));
        expect_valid(verify_conflict(3, row.book, found));
    }
}

TEST_CASE("the smallest conflict is the one brute force finds") {
    int found_some = 0;
    for (std::uint64_t seed = 0; seed < 3000 && found_some < 250; ++seed) {
        base::Random random(seed);
        const Index n = 1 + random.index(4);
        const auto problem = test::random_division(random, n);
        RuleBook book = rule_book(problem.options);
        const Index size = n;
        for (auto& group : book.groups)
            if (random.uniform() < 0.3) group.cap = group.floor * random.uniform();
        if (book.groups.size() > 4) book.groups.resize(4);
        const Conflict found = conflict(size, book);
        CAPTURE(seed);
        expect_valid(verify_conflict(size, book, found));
        CHECK(found.found == !can_hold(size, book));
        if (!found.found) continue;
        ++found_some;
        CHECK(found.smallest);
        CHECK(static_cast<int>(found.demands.size() + found.limits.size()) == smallest_by_force(size, book));
    }
    CHECK(found_some == 250);
}

TEST_CASE("a conflict of more rules than are searched is still one") {
    const Index n = 500;
    const RuleBook floors{.budget = 400.0, .lower = VectorXd::Ones(n)};
    const Conflict many = conflict(n, floors);
    expect_valid(verify_conflict(n, floors, many));
    CHECK(many.demands.size() == 401);
    CHECK(!many.smallest);
    CHECK(many.change == doctest::Approx(100.0));
    const RuleBook caps{.budget = 600.0, .upper = VectorXd::Ones(n)};
    const Conflict all = conflict(n, caps);
    expect_valid(verify_conflict(n, caps, all));
    CHECK(all.limits.size() == 500);
    CHECK(all.change == doctest::Approx(100.0));
}

TEST_CASE("every planted lie about a conflict is found") {
    const RuleBook book{.budget = 10, .lower = vec({6, 6, 1}), .groups = {{"a", {2}, 3, 9}}};
    const Conflict truth = conflict(3, book);
    expect_valid(verify_conflict(3, book, truth));
    const auto caught = [&](const std::function<void(Conflict&)>& lie) {
        Conflict changed = truth;
        lie(changed);
        return !verify_conflict(3, book, changed).holds;
    };
    CHECK(caught([](Conflict& c) { c.found = false; }));
    CHECK(caught([](Conflict& c) { c.demands.pop_back(); }));
    CHECK(caught([](Conflict& c) { c.demands.push_back({allocation::RuleKind::group_floor, 0, -1, "a", 3}); }));
    CHECK(caught([](Conflict& c) { c.demands[0].amount = 7; }));
    CHECK(caught([](Conflict& c) { c.demands[0].index = 2; }));
    CHECK(caught([](Conflict& c) { c.limits.clear(); }));
    CHECK(caught([](Conflict& c) { c.demanded += 1; }));
    CHECK(caught([](Conflict& c) { c.allowed -= 1; }));
    CHECK(caught([](Conflict& c) { c.relaxation.clear(); }));
    CHECK(caught([](Conflict& c) { c.relaxation[0].to += 1; }));
    CHECK(caught([](Conflict& c) { c.change -= 1; }));
}

TEST_CASE("the rules of other allocations are read too") {
    const allocation::ApportionmentOptions posts{
        .posts = 10, .lower = Eigen::VectorX<long>::Constant(2, 4), .groups = {{"zone", {0}, 6.5, none}}};
    CHECK(describe(conflict(2, rule_book(posts))) == "zone floor 7 + place 1 floor 4 = 11 > budget 10");
    allocation::MultiResourceOptions several{.budget = vec({1, 2}), .lower = Eigen::MatrixXd::Ones(2, 2)};
    CHECK(describe(conflict(2, rule_book(several, 0))) == "place 0 floor 1 + place 1 floor 1 = 2 > budget 1");
    CHECK(!conflict(2, rule_book(several, 1)).found);
}

TEST_CASE("there are no fewer places than none") {
    CHECK(!conflict(0, {}).found);
    CHECK_THROWS_WITH_AS(conflict(-1, {}), "places: -1 is not in [0, inf]", base::bad_value);
    CHECK_THROWS_WITH_AS(verify_conflict(-1, {}, {}), "places: -1 is not in [0, inf]", base::bad_value);
}
