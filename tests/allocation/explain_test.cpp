#include "corewing/allocation/explain.hpp"
#include "corewing/base/random.hpp"

#include "random_rules.hpp"
#include "support/values.hpp"

#include <Eigen/SparseCore>
#include <doctest/doctest.h>

#include <limits>
#include <vector>

using namespace corewing;
using allocation::BindingRule;
using allocation::explain;
using allocation::fair_division;
using allocation::FairDivisionOptions;
using allocation::RuleKind;
using Eigen::VectorXd;
using corewing::test::vec;

namespace {

/// The floors or caps of `places` places with one of them moved.
base::PerPlace moved(const base::PerPlace& numbers, Index places, Index place, double by) {
    VectorXd each = numbers.expanded(places, "numbers", 0.0);
    each(place) += by;
    return each;
}

/// The problem with one rule moved.
template <class Options>
Options moved(Options options, Index places, const allocation::Rule& rule, double by) {
    const Index g = std::max<Index>(0, rule.index);
    switch (rule.kind) {
    case RuleKind::budget: options.budget += by; break;
    case RuleKind::place_floor: options.lower = moved(options.lower, places, rule.index, by); break;
    case RuleKind::place_cap: options.upper = moved(options.upper, places, rule.index, by); break;
    case RuleKind::group_floor: options.groups[g].floor += by; break;
    case RuleKind::group_cap: options.groups[g].cap += by; break;
    }
    return options;
}

} // namespace

TEST_CASE("a rule moved by a little changes the objective as foretold") {
    int checked = 0, divided = 0;
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        base::Random random(seed);
        auto problem = test::random_division(random, 2 + random.index(8));
        auto& options = problem.options;
        if (options.alpha == std::numeric_limits<double>::infinity() || options.alpha > 5.0) options.alpha = 1.0;
        // off the corners, where only one side has a rate
        options.budget *= 1.0 + 0.01 * random.uniform();
        for (auto& w : problem.need) w *= 1.0 + 0.01 * random.uniform();
        for (auto& group : options.groups) group.floor *= 1.0 - 0.01 * random.uniform();
        const auto division = fair_division(problem.need, options);
        if (!division.outcome.has_answer() || !division.findings.empty()) continue;
        CAPTURE(seed);
        CAPTURE(options.alpha);
        const auto why = explain(problem.need, options, division);
        for (const BindingRule& binding : why.binding) {
            if (std::abs(binding.value) > 1e3) continue; // a kink at nothing
            // a price holds from its corner to one side: at least one of the two directions must agree
            double error = std::numeric_limits<double>::infinity();
            bool solvable = false;
            for (const double side : {1.0, -1.0}) {
                const double step = side * 1e-6 * std::max(1e-3, std::abs(binding.rule.amount));
                if (binding.rule.amount + step < 0.0) continue;
                const auto other = fair_division(problem.need, moved(options, problem.need.size(), binding.rule, step));
                if (!other.outcome.has_answer() || !other.findings.empty()) continue;
                solvable = true;
                const double change = (other.outcome.objective - division.outcome.objective) / step;
                error = std::min(error, std::abs(change - binding.value) / (1e-3 + std::abs(binding.value)));
            }
            if (!solvable) continue;
            ++checked;
            CHECK(error < 1e-2);
        }
        if (options.alpha > 0.05 && options.budget > 0.0 && why.next_unit.sum() > 0.0) {
            const double step = 1e-6 * options.budget;
            const auto other = fair_division(problem.need, moved(options, problem.need.size(), {.kind = RuleKind::budget}, step));
            if (!other.outcome.has_answer()) continue;
            ++divided;
            CHECK(((other.amount - division.amount) / step - why.next_unit).cwiseAbs().maxCoeff() < 1e-3);
        }
    }
    CHECK(checked > 800);
    CHECK(divided > 300);
    MESSAGE(checked << " rules moved, " << divided << " next units");
}

TEST_CASE("an explanation by hand") {
    const FairDivisionOptions options{.budget = 100.0,
                                      .lower = vec({30, 0, 0, 0}),
                                      .upper = vec({1e9, 1e9, 1e9, 20}),
                                      .groups = {{.name = "east", .members = {1}, .cap = 10.0}}};
    const VectorXd need = vec({1, 1, 2, 3});
    const auto why = explain(need, options, fair_division(need, options), {"a", "b", "c", "d"});
    // c has 40 at marginal 1/20; a is held up to 30, d down to 20, b by its group to 10.
    REQUIRE(why.binding.size() == 4);
    CHECK(describe(why.binding[0].rule) == "d cap 20");
    CHECK(why.binding[0].value == doctest::Approx(3.0 / 20 - 1.0 / 20));
    CHECK(why.binding[1].value == doctest::Approx(0.05)); // budget and east: 1 / 20 and 1 / 10 - 1 / 20
    CHECK(why.binding[2].value == doctest::Approx(0.05));
    CHECK(why.price == doctest::Approx(0.05));
    CHECK(describe(why.binding[3].rule) == "a floor 30");
    CHECK(why.binding[3].value == doctest::Approx(1.0 / 30 - 0.05));
    CHECK((why.next_unit - vec({0, 0, 1, 0})).isZero(1e-12));
    CHECK(why.most_urgent == 3);
}

TEST_CASE("max-min: the next unit lifts the lowest together") {
    const FairDivisionOptions options{.budget = 30.0, .alpha = std::numeric_limits<double>::infinity()};
    const VectorXd need = vec({1, 2});
    const auto why = explain(need, options, fair_division(need, options));
    CHECK((why.next_unit - vec({1.0 / 3, 2.0 / 3})).isZero(1e-12));
    CHECK(why.price == doctest::Approx(1.0 / 3));
}

TEST_CASE("spillovers: rules moved and solved again") {
    Eigen::SparseMatrix<double> link(4, 4);
    for (int i = 0; i < 4; ++i) link.coeffRef(i, (i + 1) % 4) = 1.0 + i;
    const VectorXd need = vec({1, 2, 3, 4});
    allocation::SpilloverOptions options{.budget = 20.0,
                                         .reach = 0.4,
                                         .lower = vec({4, 0, 0, 0}),
                                         .upper = vec({9, 9, 9, 5}),
                                         .groups = {{.name = "g", .members = {1, 2}, .floor = 11.5}},
                                         .gap = 1e-10};
    const auto division = allocation::spillover_division(need, link, options);
    const auto why = explain(options, division);
    REQUIRE(!why.binding.empty());
    for (const BindingRule& binding : why.binding) {
        const double step = 1e-4;
        const auto more = allocation::spillover_division(need, link, moved(options, need.size(), binding.rule, step));
        const auto less = allocation::spillover_division(need, link, moved(options, need.size(), binding.rule, -step));
        const double change = (more.outcome.objective - less.outcome.objective) / (2.0 * step);
        CAPTURE(describe(binding.rule));
        CHECK(change == doctest::Approx(binding.value).epsilon(1e-3));
    }
}

TEST_CASE("several resources and whole posts say which rules bind") {
    const allocation::MultiResourceOptions options{
        .budget = vec({10, 20}), .rho = 0.0, .upper = (Eigen::MatrixXd(2, 2) << 3, 100, 100, 100).finished()};
    const VectorXd need = vec({2, 1});
    const Eigen::MatrixXd use = Eigen::MatrixXd::Ones(2, 2);
    const auto why = explain(options, allocation::multi_resource(need, use, options), {"a", "b"}, {"cloud", "data"});
    REQUIRE(why.binding.size() == 3);
    CHECK(describe(why.binding[0].rule) == "a, cloud cap 3");
    CHECK(why.binding[0].value == doctest::Approx(1.0 / 3 - 0.5 / 7));
    CHECK(describe(why.binding[2].rule) == "cloud budget 10");

    const auto posts = allocation::explain_posts(Eigen::VectorX<long>::Constant(2, 5),
                                                 Eigen::VectorX<long>::Constant(2, 5), {}, {{"zone", {0, 1}, 0, 10.5}});
    REQUIRE(posts.binding.size() == 3);
    CHECK(describe(posts.binding[0].rule) == "zone cap 10.5");
    CHECK(describe(posts.binding[2].rule) == "place 1 floor 5");
}
