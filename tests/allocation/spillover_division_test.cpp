#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/allocation/verify_spillover_division.hpp"
#include "corewing/base/random.hpp"

#include "random_rules.hpp"
#include "support/expect_valid.hpp"
#include "support/values.hpp"

#include <Eigen/Dense>
#include <Eigen/SparseCore>
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

using namespace corewing;
using allocation::spillover_division;
using allocation::SpilloverOptions;
using allocation::verify_spillover_division;
using base::Status;
using Eigen::VectorXd;
using corewing::test::expect_valid;
using corewing::test::vec;

namespace {

Eigen::SparseMatrix<double> links(Index n, const std::vector<Eigen::Triplet<double>>& entries) {
    Eigen::SparseMatrix<double> link(n, n);
    link.setFromTriplets(entries.begin(), entries.end());
    return link;
}

Eigen::SparseMatrix<double> random_links(base::Random& random, Index n, Index count) {
    std::vector<Eigen::Triplet<double>> entries;
    for (Index k = 0; k < count; ++k)
        entries.emplace_back(static_cast<int>(random.index(n)), static_cast<int>(random.index(n)), random.uniform());
    return links(n, entries);
}

SpilloverOptions options_of(const allocation::FairDivisionOptions& o) {
    return {.budget = o.budget,
            .alpha = o.alpha,
            .lower = o.lower,
            .upper = o.upper,
            .stock = o.stock,
            .groups = o.groups,
            .spend = o.spend};
}

} // namespace

TEST_CASE("two places, one of which lives on the other, by hand") {
    // y0 = x0, y1 = x1 + x0 / 2; log y0 + log y1 with x0 + x1 = 8: y1 = 8 - x0 / 2, so x0 = 8.
    const auto link = links(2, {{1, 0, 5.0}});
    const SpilloverOptions options{.budget = 8.0, .reach = 0.5, .gap = 1e-7};
    const auto division = spillover_division(vec({1, 1}), link, options);
    expect_valid(verify_spillover_division(vec({1, 1}), link, options, division));
    CHECK(division.outcome.status == Status::optimal);
    CHECK((division.amount - vec({8, 0})).cwiseAbs().maxCoeff() < 1e-3);
    CHECK((division.received - vec({0, 4})).cwiseAbs().maxCoeff() < 1e-3);
    CHECK(division.price == doctest::Approx(0.25).epsilon(1e-6)); // 1 / 8 + 1 / 2 * 1 / 4
    const auto lift = allocation::unit_lift(link, 0.5, 0);
    CHECK((lift - vec({1, 0.5})).isZero(1e-12));
}

TEST_CASE("without links or reach it is a fair division") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        base::Random random(seed);
        auto problem = test::random_division(random, 2 + random.index(8));
        if (problem.options.alpha > 10.0 || problem.options.alpha == 0.0) continue;
        auto options = options_of(problem.options);
        options.reach = seed % 2 == 0 ? 0.0 : 0.5;
        options.gap = 1e-9;
        const Index n = problem.need.size();
        const auto link = seed % 2 == 0 ? random_links(random, n, 3 * n) : links(problem.need.size(), {});
        const auto division = spillover_division(problem.need, link, options);
        const auto plain = allocation::fair_division(problem.need, problem.options);
        CAPTURE(seed);
        expect_valid(verify_spillover_division(problem.need, link, options, division));
        CHECK(division.outcome.status == plain.outcome.status);
        CHECK(division.outcome.objective == doctest::Approx(plain.outcome.objective).epsilon(1e-7));
    }
}

TEST_CASE("random problems come with a valid proof") {
    int optimal = 0;
    for (std::uint64_t seed = 100; seed < 500; ++seed) {
        base::Random random(seed);
        const Index n = 2 + random.index(12);
        auto problem = test::random_division(random, n);
        if (problem.options.alpha > 5.0) problem.options.alpha = 1.0;
        auto options = options_of(problem.options);
        options.reach = 0.9 * random.uniform();
        const auto link = random_links(random, n, 3 * n);
        const auto division = spillover_division(problem.need, link, options);
        CAPTURE(seed);
        CAPTURE(options.alpha);
        expect_valid(verify_spillover_division(problem.need, link, options, division));
        CHECK(division.outcome.status != Status::feasible);
        optimal += division.outcome.status == Status::optimal ? 1 : 0;
    }
    CHECK(optimal > 150);
}

TEST_CASE("units of needs and amounts do not matter") {
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        base::Random random(seed);
        const Eigen::VectorXd need = Eigen::VectorXd::NullaryExpr(5, [&] { return random.uniform(0.1, 3.0); });
        const Eigen::MatrixXd links = Eigen::MatrixXd::NullaryExpr(5, 5, [&] { return random.uniform(); });
        const Eigen::SparseMatrix<double> link = links.sparseView();
        for (const double alpha : {0.5, 1.0, 2.0}) {
            const allocation::SpilloverOptions options{.budget = 10.0, .alpha = alpha, .reach = 0.5, .gap = 1e-9};
            const auto plain = allocation::spillover_division(need, link, options);
            REQUIRE(plain.outcome.status == base::Status::optimal);
            for (const double unit : {1e-12, 1e12}) {
                CAPTURE(seed);
                CAPTURE(alpha);
                CAPTURE(unit);
                const auto weighed = allocation::spillover_division(unit * need, link, options);
                CHECK(weighed.outcome.objective == doctest::Approx(unit * plain.outcome.objective).epsilon(1e-6));
                auto other = options;
                other.budget *= unit;
                const auto counted = allocation::spillover_division(need, link, other);
                CHECK((counted.amount / unit - plain.amount).cwiseAbs().maxCoeff() < 0.1);
                CHECK(counted.outcome.status == base::Status::optimal);
            }
        }
    }
}

TEST_CASE("a warm start saves steps, a stop request ends with an honest gap") {
    base::Random random(7);
    const Index n = 200;
    const VectorXd need = VectorXd::Ones(200) + VectorXd::LinSpaced(200, 0.0, 3.0);
    const auto link = random_links(random, n, 5 * n);
    SpilloverOptions options{.budget = 100.0, .reach = 0.6};
    const auto cold = spillover_division(need, link, options);
    options.start = cold.amount;
    const auto warm = spillover_division(need, link, options);
    CHECK(cold.outcome.status == Status::optimal);
    CHECK(warm.outcome.status == Status::optimal);
    CHECK(warm.outcome.iterations < cold.outcome.iterations);
    expect_valid(verify_spillover_division(need, link, options, warm));

    std::stop_source source;
    source.request_stop();
    options.start = {};
    options.observer.stop = source.get_token();
    const auto stopped = spillover_division(need, link, options);
    CHECK(stopped.outcome.status == Status::interrupted);
    CHECK(stopped.outcome.bound >= cold.outcome.objective);
    expect_valid(verify_spillover_division(need, link, options, stopped));
}

TEST_CASE("small benefits beside large ones are right to their own digits") {
    // Two places that live on each other share alike up to 1 %; the need of the second is as good as nothing.
    for (const double need : {1.0, 1e-3, 1e-8, 1e-100})
        for (const double alpha : {0.01, 0.1, 0.5, 1.0, 5.0}) {
            const auto link = links(4, {{0, 1, 1.0}, {1, 0, 1.0}, {2, 3, 1.0}, {3, 2, 1.0}});
            const SpilloverOptions options{.budget = 10.0, .alpha = alpha, .reach = 0.99};
            const VectorXd each = vec({1.0, 2.0, need, need});
            const auto division = spillover_division(each, link, options);
            INFO("need ", need, ", alpha ", alpha);
            expect_valid(verify_spillover_division(each, link, options, division));
        }
    const auto link = links(2, {{0, 1, 1.0}, {1, 0, 1.0}});
    const SpilloverOptions options{.budget = 10.0, .alpha = 0.01, .reach = 0.99};
    const auto division = spillover_division(vec({1.0, 2.0}), link, options);
    expect_valid(verify_spillover_division(vec({1.0, 2.0}), link, options, division));
}

TEST_CASE("weights at the ends of the range of numbers give numbers, rules that clash a finding") {
    const auto link = links(3, {{0, 1, 1e300}, {0, 2, 1e-300}, {1, 0, 1.0}, {2, 0, 1.0}});
    for (const double alpha : {0.0, 0.01, 1.0, 2.0, 20.0}) {
        const SpilloverOptions options{.budget = 10.0, .alpha = alpha, .reach = 0.9, .iterations = 100};
        const auto division = spillover_division(vec({1e-300, 1.0, 1e300}), link, options);
        CHECK(division.amount.allFinite());
        CHECK(division.amount.sum() == doctest::Approx(10.0));
        CHECK(std::isfinite(division.outcome.objective));
        CHECK(std::isfinite(division.outcome.bound));
    }
    const SpilloverOptions clash{.budget = 10.0, .upper = 2.0};
    const auto division = spillover_division(vec({1.0, 1.0, 1.0}), link, clash);
    expect_valid(verify_spillover_division(vec({1.0, 1.0, 1.0}), link, clash, division));
    REQUIRE(division.findings.size() == 1);
    CHECK(division.findings.front().text ==
          "no division keeps every rule: budget 10 > place 0 cap 2 + place 1 cap 2 + place 2 cap 2 = 6");
}

TEST_CASE("bad calls are refused in words that help") {
    const auto link = links(2, {{0, 1, 1.0}});
    CHECK_THROWS_WITH_AS(spillover_division(vec({1, 1}), link, {.budget = 1, .reach = 1.5}),
                         "reach: 1.5 is not in [0, 0.99]", base::bad_value);
    CHECK_THROWS_WITH_AS(spillover_division(vec({1, 1}), links(2, {{0, 1, -1.0}}), {.budget = 1}),
                         "link(0,1): -1 is no link weight; give finite weights of at least 0", base::bad_value);
    CHECK_THROWS_WITH_AS(spillover_division(vec({1, 1, 1}), link, {.budget = 1}),
                         "link: is 2 x 2 where 3 x 3 is needed", base::bad_shape);
}

TEST_CASE("every planted lie about spillovers is found") {
    base::Random random(3);
    const VectorXd need = vec({1, 2, 1, 3, 4, 0.5});
    const auto link = random_links(random, 6, 14);
    const SpilloverOptions options{.budget = 100.0,
                                   .reach = 0.5,
                                   .lower = vec({30, 0, 0, 0, 0, 0}),
                                   .upper = vec({99, 99, 99, 99, 25, 99}),
                                   .groups = {{.name = "east", .members = {2, 3}, .cap = 20.0}},
                                   .gap = 1e-9};
    const auto division = spillover_division(need, link, options);
    expect_valid(verify_spillover_division(need, link, options, division));
    using Division = allocation::SpilloverDivision;
    const auto caught = [&](const std::function<void(Division&)>& lie) {
        Division changed = division;
        lie(changed);
        return !verify_spillover_division(need, link, options, changed).holds;
    };
    for (Index i = 0; i < 6; ++i) {
        CAPTURE(i);
        CHECK(caught([&](Division& d) { d.amount(i) += 0.01; }));
        CHECK(caught([&](Division& d) { d.benefit(i) += 0.01; }));
        CHECK(caught([&](Division& d) { d.received(i) += 0.01; }));
        CHECK(caught([&](Division& d) { d.marginal(i) += 0.01; }));
        CHECK(caught([&](Division& d) { d.reason[i].marginal += 0.01; }));
        CHECK(caught([&](Division& d) { d.reason[i].group = 7; }));
        for (const auto hold : {allocation::Hold::at_floor, allocation::Hold::at_cap, allocation::Hold::at_price,
                                allocation::Hold::held_by_group})
            if (hold != division.reason[i].hold) CHECK(caught([&](Division& d) { d.reason[i].hold = hold; }));
    }
    CHECK(caught([](Division& d) { d.price *= 1.01; }));
    CHECK(caught([](Division& d) { d.price *= 0.99; }));
    CHECK(caught([](Division& d) { d.group_price(0) += 0.01; }));
    CHECK(caught([](Division& d) { d.group_price(0) -= 0.01; }));
    CHECK(caught([](Division& d) { d.group_amount(0) += 0.01; }));
    CHECK(caught([](Division& d) { d.outcome.objective += 0.01; }));
    CHECK(caught([](Division& d) { d.outcome.bound += 0.01; }));
    CHECK(caught([](Division& d) { d.outcome.bound -= 0.01; }));
    CHECK(caught([](Division& d) { d.outcome.gap += 0.01; }));
    CHECK(caught([](Division& d) { d.outcome.status = Status::infeasible; }));
    CHECK(caught([](Division& d) { d.outcome.status = Status::unbounded; }));
    CHECK(caught([](Division& d) { d.findings.push_back({}); }));
}
