#include "corewing/allocation/dominant_resource.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/allocation/verify_dominant_resource.hpp"
#include "corewing/allocation/verify_multi_resource.hpp"
#include "corewing/base/random.hpp"

#include "random_rules.hpp"
#include "support/expect_valid.hpp"
#include "support/values.hpp"

#include <Eigen/Dense>
#include <doctest/doctest.h>

#include <functional>
#include <vector>

using namespace corewing;
using allocation::dominant_resource;
using allocation::DominantResourceOptions;
using allocation::multi_resource;
using allocation::MultiResourceOptions;
using base::Status;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using corewing::test::expect_valid;
using corewing::test::none;
using corewing::test::vec;

TEST_CASE("Cobb-Douglas places spend fixed shares of their weight") {
    const MatrixXd use = (MatrixXd(2, 2) << 1, 3, 1, 1).finished(); // shares 1/4 3/4, 1/2 1/2
    const MultiResourceOptions options{.budget = vec({10, 20}), .rho = 0.0};
    const auto answer = multi_resource(vec({2, 1}), use, options);
    expect_valid(verify_multi_resource(vec({2, 1}), use, options, answer));
    const VectorXd price = vec({(2 * 0.25 + 0.5) / 10, (2 * 0.75 + 0.5) / 20});
    CHECK((answer.price - price).cwiseAbs().maxCoeff() < 1e-10);
    CHECK(answer.amount(0, 0) == doctest::Approx(5.0));
    CHECK(answer.amount(0, 1) == doctest::Approx(15.0));
    CHECK(answer.bottleneck[0] == 1);
}

TEST_CASE("fixed proportions leave idle what nobody can use, at price 0") {
    // Place 0 takes (1, 4), place 1 takes (3, 1) of (9, 18); equal weights. Both scarce: t0 + 3 t1 = 9, 4 t0 + t1 = 18.
    const MatrixXd use = (MatrixXd(2, 2) << 1, 4, 3, 1).finished();
    const MultiResourceOptions both{.budget = vec({9, 18})};
    const auto answer = multi_resource(vec({1, 1}), use, both);
    expect_valid(verify_multi_resource(vec({1, 1}), use, both, answer));
    CHECK(answer.benefit(0) == doctest::Approx(45.0 / 11).epsilon(1e-6));
    CHECK(answer.benefit(1) == doctest::Approx(18.0 / 11).epsilon(1e-6));
    CHECK(answer.price.dot(both.budget) == doctest::Approx(2.0)); // the weights are spent
    const MultiResourceOptions plenty{.budget = vec({9, 1000})};
    const auto idle = multi_resource(vec({1, 1}), use, plenty);
    expect_valid(verify_multi_resource(vec({1, 1}), use, plenty, idle));
    CHECK(idle.price(1) == doctest::Approx(0.0).epsilon(1e-12));
    CHECK(idle.benefit(0) == doctest::Approx(4.5));
    CHECK(idle.benefit(1) == doctest::Approx(1.5));
    CHECK(idle.bottleneck[0] == 0);
    CHECK(idle.unused(1) == doctest::Approx(1000 - 18 - 1.5));
}

TEST_CASE("random problems of every kind come with a valid proof") {
    int optimal = 0, feasible = 0, infeasible = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        base::Random random(seed);
        auto p = test::random_resources(random, 1 + random.index(8), 1 + random.index(4), seed % 3 != 0);
        for (const double rho : {-none, -3.0, -0.5, 0.0, 0.3, 0.8}) {
            p.options.rho = rho;
            const auto answer = multi_resource(p.need, p.use, p.options);
            CAPTURE(seed);
            CAPTURE(rho);
            CAPTURE(answer.outcome.gap);
            expect_valid(verify_multi_resource(p.need, p.use, p.options, answer));
            optimal += answer.outcome.status == Status::optimal ? 1 : 0;
            feasible += answer.outcome.status == Status::feasible ? 1 : 0;
            infeasible += answer.outcome.status == Status::infeasible ? 1 : 0;
            if (answer.outcome.has_answer()) CHECK(answer.outcome.gap < 1e-6);
        }
    }
    MESSAGE(optimal << " optimal, " << feasible << " feasible, " << infeasible << " infeasible");
    CHECK(optimal > 1000);
    CHECK(feasible * 50 < optimal);
}

TEST_CASE("needs over many powers of ten come with a valid proof, in any unit") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        base::Random random(seed);
        auto p = test::random_resources(random, 1 + random.index(8), 1 + random.index(4), seed % 3 != 0);
        const double rhos[] = {-none, -10.0, -1.0, 0.0, 0.5, 0.95};
        p.options.rho = rhos[random.index(6)];
        const auto plain = multi_resource(p.need, p.use, p.options);
        for (const double unit : {1e-12, 1e12}) {
            const auto other = multi_resource(unit * p.need, p.use, p.options);
            CHECK(other.outcome.has_answer() == plain.outcome.has_answer());
            CHECK(other.outcome.objective == doctest::Approx(unit * plain.outcome.objective).epsilon(1e-6));
        }
        for (double& w : p.need) w *= std::pow(10.0, 150.0 * (random.uniform() - 0.5));
        CAPTURE(seed);
        expect_valid(verify_multi_resource(p.need, p.use, p.options, multi_resource(p.need, p.use, p.options)));
    }
}

TEST_CASE("properties: units and order do not matter") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        base::Random random(seed);
        auto p = test::random_resources(random, 6, 3, false);
        for (const double rho : {-none, -1.0, 0.5}) {
            p.options.rho = rho;
            const auto answer = multi_resource(p.need, p.use, p.options);
            auto scaled = p.options;
            scaled.budget *= 7.0;
            const auto larger = multi_resource(p.need, p.use, scaled);
            CHECK((larger.benefit - 7.0 * answer.benefit).cwiseAbs().maxCoeff() <= 2e-3 * larger.benefit.maxCoeff());
            const auto turned = multi_resource(p.need.reverse().eval(), p.use.colwise().reverse().eval(), p.options);
            CHECK((turned.benefit.reverse() - answer.benefit).cwiseAbs().maxCoeff() <
                  2e-3 * std::max(1e-9, answer.benefit.maxCoeff()));
        }
    }
}

TEST_CASE("every planted lie about several resources is found") {
    base::Random random(5);
    auto p = test::random_resources(random, 6, 3, false);
    for (const double rho : {-none, -1.0, 0.0, 0.5}) {
        p.options.rho = rho;
        const auto answer = multi_resource(p.need, p.use, p.options);
        expect_valid(verify_multi_resource(p.need, p.use, p.options, answer));
        const auto caught = [&](const std::function<void(allocation::MultiResource&)>& lie) {
            auto changed = answer;
            lie(changed);
            return !verify_multi_resource(p.need, p.use, p.options, changed).holds;
        };
        Index some = 0;
        while (answer.price(some) < 1e-6) ++some;
        Index user = 0;
        while (p.use(user, some) == 0.0 || p.need(user) == 0.0) ++user;
        CHECK(caught([&](auto& a) { a.amount(user, some) *= 1.001; }));
        CHECK(caught([&](auto& a) { a.amount(user, some) *= 0.999; }));
        CHECK(caught([&](auto& a) { a.benefit(user) *= 1.001; }));
        CHECK(caught([&](auto& a) { a.price(some) *= 1.01; }));
        CHECK(caught([&](auto& a) { a.price(some) *= 0.99; }));
        CHECK(caught([&](auto& a) { a.marginal(user, some) += 0.01; }));
        CHECK(caught([&](auto& a) { a.elasticity(user, some) += 0.01; }));
        CHECK(caught([&](auto& a) { a.bottleneck[user] = -1; }));
        CHECK(caught([&](auto& a) { a.unused(some) += 0.01; }));
        CHECK(caught([&](auto& a) { a.outcome.objective += 0.001; }));
        CHECK(caught([&](auto& a) { a.outcome.bound -= 0.001; }));
        CHECK(caught([&](auto& a) { a.outcome.bound += 0.001; }));
        CHECK(caught([&](auto& a) { a.outcome.gap += 0.001; }));
        CHECK(caught([&](auto& a) { a.outcome.status = Status::infeasible; }));
        CHECK(caught([&](auto& a) { a.outcome.status = Status::unbounded; }));
        CHECK(caught([&](auto& a) { a.findings.push_back({}); }));
    }
}

TEST_CASE("dominant-resource fairness: the example of Ghodsi et al. 2011, section 4.1") {
    // 9 CPU and 18 GB; tasks of A take (1, 4), of B (3, 1): A gets 3 tasks, B gets 2, both 2/3 of the dominant
    // resource.
    const MatrixXd use = (MatrixXd(2, 2) << 1, 4, 3, 1).finished();
    const DominantResourceOptions options{.budget = vec({9, 18})};
    const auto answer = dominant_resource(use, options);
    expect_valid(verify_dominant_resource(use, options, answer));
    CHECK((answer.tasks - vec({3, 2})).isZero(1e-12));
    CHECK((answer.share - vec({2.0 / 3, 2.0 / 3})).isZero(1e-12));
    CHECK(answer.dominant == std::vector<Index>{1, 0});
    CHECK(answer.bottleneck == std::vector<Index>{0, 0});
    CHECK(answer.unused(1) == doctest::Approx(4.0));

    const auto caught = [&](const std::function<void(allocation::DominantResource&)>& lie) {
        auto changed = answer;
        lie(changed);
        return !verify_dominant_resource(use, options, changed).holds;
    };
    CHECK(caught([](auto& a) { a.tasks(0) *= 1.001; }));
    CHECK(caught([](auto& a) { a.tasks(0) *= 0.999; }));
    CHECK(caught([](auto& a) { a.amount(0, 1) += 0.01; }));
    CHECK(caught([](auto& a) { a.share(1) += 0.01; }));
    CHECK(caught([](auto& a) { a.dominant[0] = 0; }));
    CHECK(caught([](auto& a) { a.bottleneck[0] = 1; }));
    CHECK(caught([](auto& a) { a.bottleneck[0] = -1; }));
    CHECK(caught([](auto& a) { a.unused(1) += 0.01; }));
    CHECK(caught([](auto& a) { a.outcome.objective += 0.01; }));
    CHECK(caught([](auto& a) { a.outcome.bound += 0.01; }));
    CHECK(caught([](auto& a) { a.outcome.status = Status::feasible; }));
}

TEST_CASE("dominant-resource fairness holds on random problems") {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        base::Random random(seed);
        auto p = test::random_resources(random, 1 + random.index(9), 1 + random.index(4), false);
        DominantResourceOptions options{.budget = p.options.budget};
        if (seed % 2 == 0) options.weight = (p.need.array() + 0.1).matrix();
        if (seed % 3 == 0) {
            VectorXd upper(p.need.size());
            for (auto& u : upper) u = random.uniform() < 0.3 ? none : 3.0 * random.uniform();
            options.upper = upper;
        }
        CAPTURE(seed);
        expect_valid(verify_dominant_resource(p.use, options, dominant_resource(p.use, options)));
    }
}

TEST_CASE("bad calls are refused in words that help") {
    const MatrixXd use = MatrixXd::Ones(2, 2);
    CHECK_THROWS_WITH_AS(multi_resource(vec({1, 1}), use, {.budget = vec({1, 1}), .rho = 1.0}),
                         "rho: 1 is not in [-10, 0.95]", base::bad_value);
    CHECK_THROWS_WITH_AS(multi_resource(vec({1, 1}), use, {.budget = vec({1})}), "use: is 2 x 2 where 2 x 1 is needed",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(dominant_resource(use, {.budget = vec({1, 1}), .weight = vec({1, 0})}),
                         "weight[1]: 0 is not in [1e-100, 1e+100]", base::bad_value);
}

TEST_CASE("a resource that the floors use up has the price of its best next unit") {
    // need log x: marginal values 1/4 and 2/6
    for (const double rho : {-std::numeric_limits<double>::infinity(), -1.0, 0.0, 0.5})
        for (const double budget : {10.0, 10.0 + 1e-12}) {
            allocation::MultiResourceOptions options{.budget = Eigen::VectorXd::Constant(1, budget), .rho = rho};
            options.lower = Eigen::MatrixXd(2, 1);
            options.lower << 4.0, 6.0;
            const Eigen::VectorXd need = Eigen::VectorXd::LinSpaced(2, 1.0, 2.0);
            const Eigen::MatrixXd use = Eigen::MatrixXd::Ones(2, 1);
            const auto answer = allocation::multi_resource(need, use, options);
            corewing::test::expect_valid(allocation::verify_multi_resource(need, use, options, answer));
            CHECK(answer.price(0) == doctest::Approx(1.0 / 3.0).epsilon(1e-12));
        }
}

TEST_CASE("weights at the ends of the range of numbers are refused by name, floors above the budget are a finding") {
    const Eigen::MatrixXd use = Eigen::MatrixXd::Ones(3, 1);
    const Eigen::VectorXd budget = Eigen::VectorXd::Constant(1, 10.0);
    Eigen::VectorXd need(3);
    need << 1e-300, 1.0, 1e100;
    CHECK_THROWS_WITH_AS(allocation::multi_resource(need, use, {.budget = budget}),
                         "need[0]: 1e-300 is neither 0 nor in [1e-100, 1e+100]; choose a unit in which it is, or give 0",
                         base::bad_value);
    need(0) = 1e-100;
    for (const double rho : {-std::numeric_limits<double>::infinity(), -10.0, 0.0, 0.95}) {
        const allocation::MultiResourceOptions wide{.budget = budget, .rho = rho};
        const auto answer = allocation::multi_resource(need, use, wide);
        corewing::test::expect_valid(allocation::verify_multi_resource(need, use, wide, answer));
        CHECK(answer.amount(0, 0) > 0.0);
    }
    allocation::MultiResourceOptions options{.budget = budget};
    options.lower = Eigen::MatrixXd::Constant(3, 1, 4.0);
    const auto answer = allocation::multi_resource(Eigen::VectorXd::Ones(3), use, options);
    corewing::test::expect_valid(allocation::verify_multi_resource(Eigen::VectorXd::Ones(3), use, options, answer));
    REQUIRE(answer.findings.size() == 1);
    CHECK(answer.findings.front().text ==
          "no division keeps every rule: resource 0, floors of all places 12 > budget 10");
}
