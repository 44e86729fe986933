#include "corewing/base/random.hpp"
#include "corewing/association/inequality.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

namespace model = corewing::model;
using corewing::Index;

namespace association = corewing::association;
using corewing::base::bad_shape;
using corewing::base::bad_value;
using corewing::base::Random;

namespace {

/// The example vector of R's ineq package (?ineq).
Eigen::VectorXd incomes() {
    Eigen::VectorXd x(10);
    x << 541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261;
    return x;
}

} // namespace

TEST_CASE("inequality: the example of R's ineq package") {
    const Eigen::VectorXd x = incomes();
    CHECK(association::gini(x) ==
          doctest::Approx(0.462091130267624).epsilon(1e-14));          // ineq(x), genthat test of ineq 0.2-13
    CHECK(std::abs(association::atkinson(x, 0.5) - 0.1796591) < 5e-8);     // Atkinson(x), R doc comparison
    CHECK(std::abs(association::atkinson(x, 1.0) - 0.3518251) < 5e-8);     // Atkinson(x, parameter = 1)
    CHECK(std::abs(association::gini(x) * 10.0 / 9.0 - 0.5134346) < 5e-8); // Gini(x, corr = TRUE)
    // numpy 1.24: mean(r log r), std / mean
    CHECK(association::theil(x) == doctest::Approx(0.362341242343895).epsilon(1e-14));
    CHECK(association::coefficient_of_variation(x) == doctest::Approx(0.9169581828823237).epsilon(1e-14));
    CHECK(association::atkinson(x, 2.0) == doctest::Approx(0.6290110545117581).epsilon(1e-14));
}

TEST_CASE("inequality: closed forms") {
    // Two places with shares s and 1 - s of a sum: Gini s - 1/2 (s > 1/2), Theil s ln 2s + (1-s) ln 2(1-s).
    for (const double s : {0.5, 0.6, 0.75, 0.9, 1.0}) {
        const Eigen::Vector2d x(s, 1.0 - s);
        CHECK(association::gini(x) == doctest::Approx(s - 0.5).scale(1.0));
        const double rest = s < 1.0 ? (1 - s) * std::log(2 * (1 - s)) : 0.0;
        CHECK(association::theil(x) == doctest::Approx(s * std::log(2 * s) + rest).scale(1.0));
        CHECK(association::coefficient_of_variation(x) == doctest::Approx(2 * s - 1).scale(1.0));
    }
    for (Index n = 1; n < 8; ++n) { // one place has everything
        const Eigen::VectorXd x = Eigen::VectorXd::Unit(n, 0) * 7.0;
        CHECK(association::gini(x) == doctest::Approx(1.0 - 1.0 / static_cast<double>(n)));
        CHECK(association::theil(x) == doctest::Approx(std::log(static_cast<double>(n))));
        CHECK(association::atkinson(x, 1.0) == (n == 1 ? 0.0 : 1.0));
        CHECK(association::atkinson(x, 0.5) == doctest::Approx(1.0 - 1.0 / static_cast<double>(n)));
        CHECK(association::coefficient_of_variation(x) == doctest::Approx(std::sqrt(static_cast<double>(n - 1))));
    }
}

TEST_CASE("inequality: against the definitions, with population") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Random random(seed);
        const Index n = 1 + random.index(12);
        Eigen::VectorXd x(n);
        Eigen::VectorXd people(n);
        for (auto& value : x) value = random.uniform() < 0.1 ? 0.0 : random.gamma(1.5);
        for (auto& value : people) value = random.uniform() < 0.1 ? 0.0 : random.uniform(0.5, 20.0);
        people[0] = 1.0;
        const Eigen::VectorXd p = people / people.sum();
        const double mean = p.dot(x);
        if (mean == 0.0) continue;
        double difference = 0.0;
        double theil = 0.0;
        double variance = 0.0;
        for (Index i = 0; i < n; ++i) {
            for (Index j = 0; j < n; ++j) difference += p[i] * p[j] * std::abs(x[i] - x[j]);
            if (x[i] > 0.0) theil += p[i] * x[i] / mean * std::log(x[i] / mean);
            variance += p[i] * std::pow(x[i] - mean, 2);
        }
        CHECK(association::gini(x, people) == doctest::Approx(difference / (2.0 * mean)).scale(1.0));
        CHECK(association::theil(x, people) == doctest::Approx(theil).scale(1.0));
        CHECK(association::coefficient_of_variation(x, people) == doctest::Approx(std::sqrt(variance) / mean).scale(1.0));
        for (const double e : {0.0, 0.25, 0.5, 2.0, 5.0}) {
            double moment = 0.0;
            bool nothing = false;
            for (Index i = 0; i < n; ++i) {
                if (p[i] > 0.0 && x[i] == 0.0) nothing = true;
                if (p[i] > 0.0 && x[i] > 0.0) moment += p[i] * std::pow(x[i] / mean, 1.0 - e);
            }
            const double wanted = nothing && e >= 1.0 ? 1.0 : 1.0 - std::pow(moment, 1.0 / (1.0 - e));
            CHECK(association::atkinson(x, e, people) == doctest::Approx(wanted).epsilon(1e-10).scale(1.0));
        }
        // Population counts like repetition; the unit does not matter.
        CHECK(association::gini(x * 1e9, people * 1e-9) == doctest::Approx(association::gini(x, people)).scale(1.0));
    }
}

TEST_CASE("inequality: Atkinson is continuous at 1 and bounded far out") {
    const Eigen::VectorXd x = incomes();
    const double at_one = association::atkinson(x, 1.0);
    for (const double e : {1e-4, 1e-7, 1e-10, 1e-14}) {
        CHECK(std::abs(association::atkinson(x, 1.0 + e) - at_one) < e);
        CHECK(std::abs(association::atkinson(x, 1.0 - e) - at_one) < e);
    }
    const double limit = 1.0 - x.minCoeff() / x.mean();
    CHECK(association::atkinson(x, 1e6) == doctest::Approx(limit).epsilon(1e-5));
    CHECK(association::atkinson(x, 1e300) == doctest::Approx(limit).epsilon(1e-12));
    CHECK(association::atkinson(x, 0.0) == doctest::Approx(0.0).scale(1.0));
}

TEST_CASE("inequality: transfers from rich to poor lower every measure") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        Random random(seed);
        Eigen::VectorXd x(6);
        for (auto& value : x) value = random.uniform(1.0, 10.0);
        Index rich = 0;
        Index poor = 0;
        x.maxCoeff(&rich);
        x.minCoeff(&poor);
        Eigen::VectorXd y = x;
        const double gift = 0.3 * (x[rich] - x[poor]);
        y[rich] -= gift;
        y[poor] += gift;
        CHECK(association::gini(y) < association::gini(x));
        CHECK(association::theil(y) < association::theil(x));
        CHECK(association::atkinson(y) < association::atkinson(x));
        CHECK(association::coefficient_of_variation(y) < association::coefficient_of_variation(x));
    }
}

TEST_CASE("theil parts: exact, with income shares as weights") {
    // Two groups by hand: A = {1, 3}, B = {4}. mean 8/3; income shares 1/2, 1/2; population 2/3, 1/3.
    const auto hand = association::theil_parts(Eigen::Vector3d(1, 3, 4), model::labels({"A", "A", "B"}));
    CHECK(hand.groups == std::vector<std::string>{"A", "B"});
    CHECK(hand.between == doctest::Approx(0.5 * std::log(0.75) + 0.5 * std::log(1.5)));
    CHECK(hand.group_theil[0] == doctest::Approx(0.25 * std::log(0.5) + 0.75 * std::log(1.5)));
    CHECK(hand.group_theil[1] == doctest::Approx(0.0).scale(1.0));
    CHECK(hand.within == doctest::Approx(0.5 * hand.group_theil[0]));
    const auto blank = association::theil_parts(Eigen::Vector3d(4, 3, 1), model::labels({"B", "", ""}));
    CHECK(blank.groups == std::vector<std::string>{"B", ""}); // places without a label are a group too
    CHECK(blank.between == doctest::Approx(hand.between));
    double worst = 0.0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        Random random(seed);
        const Index n = 1 + random.index(40);
        Eigen::VectorXd x(n);
        Eigen::VectorXd people(n);
        std::vector<std::string> group;
        for (auto& value : x) value = random.uniform() < 0.1 ? 0.0 : random.gamma(1.0);
        for (auto& value : people) value = random.uniform() < 0.1 ? 0.0 : random.uniform(0.5, 20.0);
        people[0] = 1.0;
        for (Index i = 0; i < n; ++i) group.push_back(std::string(1, static_cast<char>('a' + random.index(4))));
        const auto parts = association::theil_parts(x, model::labels(group), people);
        worst = std::max(worst, std::abs(parts.total - association::theil(x, people)));
        CHECK(parts.between + parts.within == doctest::Approx(parts.total));
        CHECK(parts.population_share.sum() == doctest::Approx(1.0));
        for (Index g = 0; g < parts.group_theil.size(); ++g) { // each group's own index, computed alone
            std::vector<double> own;
            std::vector<double> own_people;
            double count = 0.0;
            for (Index i = 0; i < n; ++i)
                if (group[i] == parts.groups[g]) {
                    own.push_back(x[i]);
                    own_people.push_back(people[i]);
                    count += people[i];
                }
            if (count == 0.0) continue;
            const Index size = std::ssize(own);
            CHECK(parts.group_theil[g] ==
                  doctest::Approx(association::theil(Eigen::Map<Eigen::VectorXd>(own.data(), size),
                                                 Eigen::Map<Eigen::VectorXd>(own_people.data(), size)))
                      .scale(1.0));
        }
    }
    CHECK(worst < 1e-14 * 100);
}

TEST_CASE("inequality: degenerate input is 0, bad calls are told") {
    const Eigen::VectorXd none(0);
    for (const Eigen::VectorXd& x :
         {Eigen::VectorXd(Eigen::VectorXd::Zero(3)), Eigen::VectorXd(none),
          Eigen::VectorXd(Eigen::VectorXd::Constant(4, 0.1)), Eigen::VectorXd(Eigen::VectorXd::Ones(1))}) {
        CHECK(association::gini(x) == 0.0);
        CHECK(association::theil(x) < 1e-15);
        CHECK(association::atkinson(x, 1.5) == 0.0);
        CHECK(association::coefficient_of_variation(x) == 0.0);
    }
    const auto zero = association::theil_parts(Eigen::Vector2d::Zero(), model::labels({"a", "b"}));
    CHECK(zero.total == 0.0);
    CHECK(zero.findings[0].text == "all values are 0; the index is given as 0");
    const auto poor = association::theil_parts(Eigen::Vector2d(0, 1), model::labels({"a", "b"}));
    CHECK(poor.findings[0].subject == "a");
    CHECK(poor.total == doctest::Approx(std::log(2.0)));
    CHECK_THROWS_WITH_AS(association::gini(Eigen::Vector2d(1, -1)), "values[1]: -1 is not in [0, inf]", bad_value);
    CHECK_THROWS_AS(association::gini(Eigen::Vector2d(1, 1), Eigen::VectorXd::Ones(3)), bad_shape);
    CHECK_THROWS_WITH_AS(association::theil(Eigen::Vector2d(1, 1), Eigen::VectorXd::Zero(2)),
                         "population: adds up to 0; give at least one place people", bad_value);
    CHECK_THROWS_AS(association::theil_parts(Eigen::Vector2d(1, 1), model::labels({"a"})), bad_shape);
    CHECK_THROWS_AS(association::atkinson(Eigen::Vector2d(1, 1), -0.5), bad_value);
}
