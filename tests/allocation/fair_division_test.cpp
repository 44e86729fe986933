#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/verify_fair_division.hpp"
#include "corewing/base/random.hpp"

#include "random_rules.hpp"
#include "support/expect_valid.hpp"
#include "support/values.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

using namespace corewing;
using allocation::fair_division;
using allocation::FairDivision;
using allocation::FairDivisionOptions;
using allocation::Group;
using allocation::Hold;
using allocation::Spend;
using allocation::verify_fair_division;
using base::Status;
using Eigen::VectorXd;
using corewing::test::none;
using corewing::test::vec;

namespace {

void check_proof(const VectorXd& need, const FairDivisionOptions& options, const FairDivision& division) {
    corewing::test::expect_valid(verify_fair_division(need, options, division));
    CHECK(division.outcome.gap <= 1e-9);
}

} // namespace

TEST_CASE("without rules the closed form of every alpha comes out") {
    struct Row {
        double alpha;
        std::vector<double> amount; // proportional to need^(1 / alpha)
    };
    const double r2 = std::sqrt(2.0);
    const std::vector<Row> rows = {
        {0.0, {0, 0, 60}},
        {0.5, {60.0 / 21, 240.0 / 21, 960.0 / 21}},
        {1.0, {60.0 / 7, 120.0 / 7, 240.0 / 7}},
        {2.0, {60 / (1 + r2 + 2), 60 * r2 / (1 + r2 + 2), 120 / (1 + r2 + 2)}},
        {none, {60.0 / 7, 120.0 / 7, 240.0 / 7}},
    };
    const VectorXd need = vec({1, 2, 4});
    for (const auto& row : rows) {
        CAPTURE(row.alpha);
        const FairDivisionOptions options{.budget = 60.0, .alpha = row.alpha};
        const auto division = fair_division(need, options);
        CHECK((division.amount - vec(row.amount)).cwiseAbs().maxCoeff() < 1e-12);
        check_proof(need, options, division);
    }
    CHECK(fair_division(need, {.budget = 60.0}).price == doctest::Approx(7.0 / 60.0)); // d/dB of sum w log x
    CHECK(fair_division(need, {.budget = 60.0, .alpha = none}).price == doctest::Approx(1.0 / 7.0));
}

TEST_CASE("a place says what keeps its amount where it is") {
    const VectorXd need = vec({1, 1, 1, 1, 4});
    const std::vector<Group> groups = {{.name = "east", .members = {2, 3}, .cap = 20.0}};
    const FairDivisionOptions options{
        .budget = 100.0, .lower = vec({30, 0, 0, 12, 0}), .upper = vec({none, none, none, none, 25}), .groups = groups};
    const auto division = fair_division(need, options);
    check_proof(need, options, division);
    CHECK((division.amount - vec({30, 25, 8, 12, 25})).cwiseAbs().maxCoeff() < 1e-12);
    CHECK(division.price == doctest::Approx(1.0 / 25.0));
    CHECK(division.group_price(0) == doctest::Approx(1.0 / 8.0 - 1.0 / 25.0));
    CHECK(division.group_amount(0) == doctest::Approx(20.0));
    const std::vector<Hold> holds = {Hold::at_floor, Hold::at_price, Hold::held_by_group, Hold::at_floor, Hold::at_cap};
    for (Index i = 0; i < std::ssize(holds); ++i) CHECK(division.reason[i].hold == holds[i]);
    CHECK(division.reason[2].group == 0);
    CHECK(division.reason[2].marginal == doctest::Approx(1.0 / 8.0));
    CHECK(division.reason[4].marginal == doctest::Approx(4.0 / 25.0));
}

TEST_CASE("max-min lifts the worst-off first, also inside what a cap leaves behind") {
    const VectorXd need = vec({1, 1, 2, 1});
    const FairDivisionOptions options{.budget = 20.0,
                                      .alpha = none,
                                      .upper = vec({1, none, none, none}),
                                      .stock = vec({0, 0, 0, 9}),
                                      .groups = {{.name = "g", .members = {1, 2}, .cap = 12.0}}};
    const auto division = fair_division(need, options);
    check_proof(need, options, division);
    CHECK((division.amount - vec({1, 4, 8, 7})).cwiseAbs().maxCoeff() < 1e-12);
    CHECK(division.outcome.objective == doctest::Approx(1.0));
    CHECK(division.group_price(0) == doctest::Approx(1.0 / 3.0));
}

TEST_CASE("degenerate problems have documented answers") {
    SUBCASE("no places") {
        const auto nothing = fair_division(VectorXd(0), {.budget = 0.0});
        CHECK(nothing.outcome.status == Status::optimal);
        CHECK(nothing.outcome.objective == 0.0);
        CHECK(fair_division(VectorXd(0), {.budget = 1.0}).outcome.status == Status::infeasible);
        CHECK(fair_division(VectorXd(0), {.budget = 1.0, .spend = Spend::at_most}).outcome.status == Status::optimal);
    }
    SUBCASE("nobody has a weight: the floors, and the rest evenly where it must be spent") {
        const VectorXd need = VectorXd::Zero(3);
        const FairDivisionOptions all{.budget = 9.0, .lower = vec({5, 0, 0})};
        const FairDivisionOptions some{.budget = 9.0, .lower = vec({5, 0, 0}), .spend = Spend::at_most};
        for (const double alpha : {0.5, 1.0, none}) {
            auto options = all;
            options.alpha = alpha;
            const auto division = fair_division(need, options);
            check_proof(need, options, division);
            CHECK((division.amount - vec({5, 2, 2})).cwiseAbs().maxCoeff() < 1e-12);
            CHECK(division.price == 0.0);
        }
        const auto division = fair_division(need, some);
        check_proof(need, some, division);
        CHECK((division.amount - vec({5, 0, 0})).isZero(1e-15));
    }
    SUBCASE("a place without weight is served when nobody else can take more") {
        const VectorXd need = vec({0, 1, 0});
        for (const double alpha : {0.0, 0.5, 1.0, 2.0, none}) {
            const FairDivisionOptions options{
                .budget = 10.0, .alpha = alpha, .upper = vec({none, 4, 1}), .groups = {}, .spend = Spend::all};
            const auto division = fair_division(need, options);
            check_proof(need, options, division);
            CHECK((division.amount - vec(alpha == 0.0 ? std::vector<double>{6, 4, 0} : std::vector<double>{5, 4, 1}))
                      .cwiseAbs()
                      .maxCoeff() < 1e-12);
        }
    }
    SUBCASE("a budget of zero") {
        const VectorXd need = vec({1, 2});
        for (const double alpha : {0.0, 0.5, 1.0, 2.0, none}) {
            const FairDivisionOptions options{.budget = 0.0, .alpha = alpha};
            const auto division = fair_division(need, options);
            check_proof(need, options, division);
            CHECK(division.amount.isZero(0.0));
            CHECK(division.findings.size() == (alpha >= 1.0 && alpha != none ? 1 : 0));
        }
    }
    SUBCASE("all caps zero") {
        const FairDivisionOptions options{.budget = 5.0, .upper = VectorXd::Zero(2), .spend = Spend::at_most};
        const auto division = fair_division(vec({1, 2}), options);
        check_proof(vec({1, 2}), options, division);
        CHECK(division.amount.isZero(0.0));
        CHECK(division.price == 0.0);
        CHECK(fair_division(vec({1, 2}), {.budget = 5.0, .upper = VectorXd::Zero(2)}).outcome.status ==
              Status::infeasible);
    }
    SUBCASE("tiny and huge alpha keep their order of magnitude apart") {
        const VectorXd need = vec({1, 1000, 2});
        for (const double alpha : {1e-6, 1e-4, 0.01, 50.0, 1e3, 1e6}) {
            CAPTURE(alpha);
            const FairDivisionOptions options{.budget = 10.0, .alpha = alpha, .upper = vec({8, 4, 5})};
            const auto division = fair_division(need, options);
            check_proof(need, options, division);
            if (alpha < 1e-3) CHECK((division.amount - vec({1, 4, 5})).cwiseAbs().maxCoeff() < 1e-9);
            if (alpha > 1e5) CHECK((division.amount - VectorXd::Constant(3, 10.0 / 3)).cwiseAbs().maxCoeff() < 1e-4);
        }
    }
}

TEST_CASE("rules that cannot hold together are infeasible") {
    struct Row {
        FairDivisionOptions options;
        bool infeasible;
    };
    const std::vector<Row> rows = {
        {{.budget = 10, .lower = vec({6, 6})}, true},
        {{.budget = 10, .upper = vec({4, 4})}, true},
        {{.budget = 10, .upper = vec({4, 4}), .spend = Spend::at_most}, false},
        {{.budget = 10, .lower = vec({3, 0}), .upper = vec({2, 9})}, true},
        {{.budget = 10, .groups = {{"a", {0, 1}, 11, none}}}, true},
        {{.budget = 10, .groups = {{"a", {0, 1}, 0, 9}}}, true},
        {{.budget = 10, .groups = {{"a", {}, 1, none}}}, true},
        {{.budget = 10, .groups = {{"a", {0}, 5, 4}}}, true},
        {{.budget = 10, .lower = vec({5, 0}), .groups = {{"a", {0}, 0, 4}}}, true},
        {{.budget = 10, .groups = {{"a", {0, 1}, 0, 8}, {"b", {1}, 9, none}}}, true},
        {{.budget = 0.3, .lower = vec({0.1, 0.2})}, false}, // 0.1 + 0.2 > 0.3 by rounding only
    };
    const VectorXd need = vec({1, 2});
    for (const auto& row : rows) {
        const auto division = fair_division(need, row.options);
        CHECK((division.outcome.status == Status::infeasible) == row.infeasible);
        const auto certificate = verify_fair_division(need, row.options, division);
        for (const auto& fault : certificate.faults) FAIL_CHECK(fault);
    }
}

TEST_CASE("bad calls are refused in words that help") {
    const VectorXd need = vec({1, 2, 3});
    const auto message = [&](const FairDivisionOptions& options) {
        try {
            fair_division(need, options);
        } catch (const base::error& e) {
            return std::string(e.what());
        }
        return std::string("nothing thrown");
    };
    CHECK(message({.budget = -1}).rfind("budget: -1 is not in [0,", 0) == 0);
    CHECK(message({.budget = 1, .alpha = -1}) ==
          "alpha: -1 is not 0, not in [1e-06, 1e+06] and not infinity; take 0 for the greatest total or infinity for "
          "max-min");
    CHECK(message({.budget = 1, .lower = vec({1})}) ==
          "lower: has 1 entries where 3 are needed; give one number for all, or one for each place");
    CHECK(message({.budget = 1, .upper = vec({1, -2, 3})}) ==
          "upper[1]: -2 is not a cap; give a number of at least 0, or infinity for none");
    CHECK(message({.budget = 1, .groups = {{"east", {0, 1}}, {"digital", {1, 2}}}}) ==
          "groups[0] (east): shares some places with groups[1] (digital) but neither holds the other; let one group "
          "hold the other, or make them disjoint");
    CHECK(message({.budget = 1, .groups = {{"east", {0, 3}}}}) ==
          "groups[0] (east): member 3 is not one of the 3 places; count the places from 0");
    CHECK(message({.budget = 1, .groups = {{"east", {2, 2}}}}) ==
          "groups[0] (east): member 2 is named twice; name each place once");
    CHECK(message({.budget = 1, .groups = {{"east", {2}, -1}}}) ==
          "groups[0] (east): its floor is not an amount; give a number of at least 0");
    CHECK_THROWS_WITH_AS(fair_division(vec({1, std::nan("")}), {.budget = 1}), "need[1]: nan is not a finite number",
                         base::bad_value);
}

TEST_CASE("random nested problems are solved and proven for every alpha") {
    int solved = 0;
    for (std::uint64_t seed = 0; seed < 20000; ++seed) {
        base::Random random(seed);
        auto problem = test::random_division(random, 1 + random.index(seed % 10 == 0 ? 60 : 9));
        const auto division = fair_division(problem.need, problem.options);
        const auto certificate = verify_fair_division(problem.need, problem.options, division);
        CAPTURE(seed);
        CAPTURE(problem.options.alpha);
        for (const auto& fault : certificate.faults) FAIL_CHECK(fault);
        if (division.outcome.status == Status::optimal) {
            ++solved;
            CHECK(division.outcome.gap <= 1e-9);
        }
    }
    CHECK(solved > 8000);
}

TEST_CASE("thousands of places, where a sample guides the search, are solved and proven too") {
    int solved = 0;
    for (std::uint64_t seed = 0; seed < 240; ++seed) {
        base::Random random(seed, 1);
        auto problem = test::random_division(random, seed % 40 == 0 ? 70000 : 256 + random.index(4000));
        if (seed % 2 == 0) problem.options.groups.clear();
        const auto division = fair_division(problem.need, problem.options);
        CAPTURE(seed);
        CAPTURE(problem.options.alpha);
        for (const auto& fault : verify_fair_division(problem.need, problem.options, division).faults)
            FAIL_CHECK(fault);
        if (division.outcome.status == Status::optimal) {
            ++solved;
            CHECK(division.outcome.gap <= 1e-9);
        }
    }
    CHECK(solved > 50);
}

TEST_CASE("every planted lie about a division is found") {
    const VectorXd need = vec({1, 2, 1, 3, 4, 0.5});
    for (const double alpha : {0.0, 0.5, 1.0, 2.0, none}) {
        CAPTURE(alpha);
        const FairDivisionOptions options{.budget = 100.0,
                                          .alpha = alpha,
                                          .lower = vec({30, 0, 0, 0, 0, 0}),
                                          .upper = vec({none, none, none, none, 25, none}),
                                          .stock = vec({0, 0, 5, 0, 0, 1}),
                                          .groups = {{.name = "east", .members = {2, 3}, .cap = 20.0},
                                                     {.name = "west", .members = {5}, .floor = 8.0}}};
        const auto division = fair_division(need, options);
        check_proof(need, options, division);
        const auto caught = [&](const std::function<void(FairDivision&)>& lie) {
            FairDivision changed = division;
            lie(changed);
            return !verify_fair_division(need, options, changed).holds;
        };
        for (Index i = 0; i < need.size(); ++i) {
            CAPTURE(i);
            const double step = 1e-3 * std::max(1.0, division.amount(i));
            CHECK(caught([&](FairDivision& d) { d.amount(i) += step; }));
            CHECK(caught([&](FairDivision& d) { d.amount(i) -= step; }));
            const Index j = (i + 1) % need.size();
            CHECK(caught([&](FairDivision& d) { d.amount(i) += step, d.amount(j) -= step; }));
            CHECK(caught([&](FairDivision& d) { d.reason[i].marginal += 1e-3; }));
            for (const Hold hold : {Hold::at_floor, Hold::at_cap, Hold::at_price, Hold::held_by_group})
                if (hold != division.reason[i].hold) CHECK(caught([&](FairDivision& d) { d.reason[i].hold = hold; }));
            for (const Index group : {-1, 0, 1, 2})
                if (group != division.reason[i].group)
                    CHECK(caught([&](FairDivision& d) { d.reason[i].group = group; }));
        }
        CHECK(caught([](FairDivision& d) { d.price *= 1.001; }));
        CHECK(caught([](FairDivision& d) { d.price *= 0.999; }));
        for (const Index g : {0, 1}) {
            CHECK(caught([&](FairDivision& d) { d.group_price(g) += 1e-3; }));
            CHECK(caught([&](FairDivision& d) { d.group_price(g) -= 1e-3; }));
            CHECK(caught([&](FairDivision& d) { d.group_amount(g) += 1e-3; }));
        }
        CHECK(caught([](FairDivision& d) { d.outcome.status = Status::infeasible; }));
        CHECK(caught([](FairDivision& d) { d.outcome.status = Status::feasible; }));
        CHECK(caught([](FairDivision& d) { d.outcome.objective += 1e-3 * std::max(1.0, d.outcome.objective); }));
        CHECK(caught([](FairDivision& d) { d.outcome.bound += 1e-3 * std::max(1.0, d.outcome.bound); }));
        CHECK(caught([](FairDivision& d) { d.outcome.gap = 1e-3; }));
        CHECK(caught([](FairDivision& d) { d.outcome.iterations = -1; }));
        CHECK(caught([](FairDivision& d) { d.outcome.seconds = -1; }));
        CHECK(caught([](FairDivision& d) { d.findings.push_back({}); }));
        CHECK(caught([](FairDivision& d) { d.amount.resize(1); }));
        CHECK(caught([](FairDivision& d) { d.amount(0) = std::nan(""); }));
    }
}

TEST_CASE("properties: scale, order, one budget more") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        base::Random random(seed);
        auto problem = test::random_division(random, 2 + random.index(10));
        auto& options = problem.options;
        const auto division = fair_division(problem.need, options);
        if (!division.outcome.has_answer()) continue;
        CAPTURE(seed);
        const double size = std::max(1e-9, division.amount.maxCoeff());
        const Index n = problem.need.size();

        auto scaled = options; // another unit of money
        scaled.budget *= 4.0;
        scaled.lower = 4.0 * options.lower.expanded(n, "lower", 0.0);
        scaled.upper = 4.0 * options.upper.expanded(n, "upper", none);
        scaled.stock = 4.0 * options.stock.expanded(n, "stock", 0.0);
        for (auto& group : scaled.groups) group.floor *= 4.0, group.cap *= 4.0;
        CHECK((fair_division(problem.need, scaled).amount - 4.0 * division.amount).cwiseAbs().maxCoeff() < 1e-8 * size);
        CHECK((fair_division(3.0 * problem.need, options).amount - division.amount).cwiseAbs().maxCoeff() <
              1e-8 * size);

        if (options.alpha > 0.0) { // at alpha = 0 ties are broken by index
            auto turned = options;
            turned.lower = options.lower.expanded(n, "lower", 0.0).reverse();
            turned.upper = options.upper.expanded(n, "upper", none).reverse();
            turned.stock = options.stock.expanded(n, "stock", 0.0).reverse();
            for (auto& group : turned.groups)
                for (auto& i : group.members) i = n - 1 - i;
            const VectorXd amount = fair_division(problem.need.reverse().eval(), turned).amount.reverse();
            CHECK((amount - division.amount).cwiseAbs().maxCoeff() < 1e-8 * size);
        }
        auto richer = options; // nobody loses when there is more
        richer.budget *= 1.1;
        const auto more = fair_division(problem.need, richer);
        if (more.outcome.has_answer()) CHECK((more.amount - division.amount).minCoeff() > -1e-8 * size);
    }
}

TEST_CASE("amounts are right at any alpha, however far apart the needs") {
    const FairDivisionOptions capped{
        .budget = 100.0, .alpha = 1e-4, .groups = {{.name = "first", .members = {0}, .cap = 81.0}}};
    const FairDivision division = fair_division(vec({0.73, 0.34}), capped);
    check_proof(vec({0.73, 0.34}), capped, division);
    CHECK(division.amount(0) == doctest::Approx(81.0).epsilon(1e-12));
    CHECK(division.amount(1) == doctest::Approx(19.0).epsilon(1e-12));

    // x_i is proportional to need_i^(1 / alpha): (1 + 1e-6)^1e6 = 2.718280469... (Python 3.11 decimal, 40 digits)
    const VectorXd near = vec({1.0 + 1e-6, 1.0});
    const FairDivisionOptions steep{.budget = 1.0, .alpha = 1e-6};
    CHECK(fair_division(near, steep).amount(0) / fair_division(near, steep).amount(1) ==
          doctest::Approx(2.718280469).epsilon(1e-9));

    for (const auto& [need, budget] : {std::pair{1e-310, 1.0}, {1e-5, 1e304}, {1e300, 1e-320}, {5e-324, 1.7e308}})
        for (const double alpha : {0.0, 1e-6, 0.5, 1.0, 3.0, 1e6, none}) {
            const FairDivisionOptions options{.budget = budget, .alpha = alpha};
            const FairDivision alone = fair_division(vec({need}), options);
            INFO(options.budget, " ", options.alpha);
            corewing::test::expect_valid(verify_fair_division(vec({need}), options, alone));
            CHECK(alone.amount(0) == doctest::Approx(budget).epsilon(1e-12));
        }
    CHECK_THROWS_WITH_AS(fair_division(vec({1.0, 1.0}), {.budget = 1e-300, .stock = vec({0.0, 1e300})}),
                         "budget: is nothing beside the stock of place 1; leave that place out",
                         base::bad_value);
}

TEST_CASE("random problems of every alpha are answered as the check expects") {
    // tests/differential/allocation_random.cpp runs the same at 20,000 problems each
    for (const double alpha : {0.0, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.999, 1.0, 1.001, 10.0, 1e4, 1e6, none})
        for (std::uint64_t k = 0; k < 60; ++k)
            for (const bool wide : {false, true}) {
                base::Random random(4, k);
                const Index places = 1 + random.index(10);
                auto [need, options] = wide ? corewing::test::wide_division(random, places)
                                            : corewing::test::random_division(random, places);
                options.alpha = alpha;
                const FairDivision division = fair_division(need, options);
                INFO("alpha ", alpha, ", problem ", k, wide ? ", wide" : "");
                corewing::test::expect_valid(verify_fair_division(need, options, division));
                CHECK(division.amount.allFinite());
            }
}

TEST_CASE("a clash of rules and needs of nothing are findings") {
    const auto text = [](const VectorXd& need, const FairDivisionOptions& options) {
        const FairDivision division = fair_division(need, options);
        corewing::test::expect_valid(verify_fair_division(need, options, division));
        return division.findings.size() == 1 ? division.findings.front().text : "";
    };
    CHECK(text(vec({1.0, 1.0}), {.budget = 10.0, .upper = 3.0}) ==
          "no division keeps every rule: budget 10 > place 0 cap 3 + place 1 cap 3 = 6");
    CHECK(text(vec({1.0, 1.0}),
               {.budget = 10.0, .groups = {{.name = "north", .members = {0}, .floor = 5.0, .cap = 2.0}}}) ==
          "no division keeps every rule: north floor 5 > north cap 2");
    CHECK(text(VectorXd::Ones(9), {.budget = 10.0, .upper = 1.0}) ==
          "no division keeps every rule: budget 10 > place 0 cap 1 + place 1 cap 1 + place 2 cap 1 + place 3 cap 1 + "
          "place 4 cap 1 + place 5 cap 1 + 3 more = 9");
    CHECK(text(vec({1.0, 1.0}), {.budget = 1.0, .lower = 1e308}).find("> budget 1") != std::string::npos);
    CHECK(text(VectorXd::Zero(4), {.budget = 100.0}) == "no place has a need: the poorest get first, whoever they are");
    CHECK(text(vec({1.0, 1.0}), {.budget = 10.0}).empty());
}
