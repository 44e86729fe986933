#include "corewing/base/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

using corewing::Index;

using corewing::base::Random;

TEST_CASE("one seed gives one sequence, for ever") {
    Random random(42);
    CHECK(random.bits() == Random(42).bits());
    CHECK(Random(42).bits() != Random(43).bits());
    CHECK(Random(42, 1).bits() != Random(42, 0).bits());
    CHECK(Random(42, 0).bits() != Random(0, 42).bits());
}

TEST_CASE("uniform numbers fill [0, 1) evenly") {
    Random random(1);
    constexpr int draws = 200000;
    double sum = 0.0, squares = 0.0;
    for (int i = 0; i < draws; ++i) {
        const double u = random.uniform();
        REQUIRE(u >= 0.0);
        REQUIRE(u < 1.0);
        sum += u;
        squares += u * u;
    }
    CHECK(sum / draws == doctest::Approx(0.5).epsilon(0.01));
    CHECK(squares / draws == doctest::Approx(1.0 / 3.0).epsilon(0.01));
}

TEST_CASE("index draws every item equally often and refuses an empty choice") {
    Random random(7);
    std::vector<int> hits(6, 0);
    for (int i = 0; i < 60000; ++i) ++hits[random.index(6)];
    for (const int h : hits) CHECK(h == doctest::Approx(10000).epsilon(0.05));
    CHECK_THROWS_WITH_AS(random.index(0), "count: cannot draw from 0 items", corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(random.index(-1), "count: cannot draw from -1 items", corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(random.permutation(-1), "count: there are no -1 items to put in order",
                         corewing::base::bad_value);
}

TEST_CASE("normal, exponential and gamma have the moments they should") {
    Random random(3);
    constexpr int draws = 100000;
    double n1 = 0, n2 = 0, e1 = 0, g1 = 0, g2 = 0, s1 = 0;
    for (int i = 0; i < draws; ++i) {
        const double n = random.normal();
        n1 += n;
        n2 += n * n;
        e1 += random.exponential();
        const double g = random.gamma(2.5);
        g1 += g;
        g2 += (g - 2.5) * (g - 2.5);
        s1 += random.gamma(0.3);
    }
    CHECK(std::abs(n1 / draws) < 0.02);
    CHECK(n2 / draws == doctest::Approx(1.0).epsilon(0.02));
    CHECK(e1 / draws == doctest::Approx(1.0).epsilon(0.02));
    CHECK(g1 / draws == doctest::Approx(2.5).epsilon(0.02));
    CHECK(g2 / draws == doctest::Approx(2.5).epsilon(0.04));
    CHECK(s1 / draws == doctest::Approx(0.3).epsilon(0.03));
    CHECK_THROWS_AS(random.gamma(0.0), corewing::base::bad_value);
}

TEST_CASE("a permutation holds every number once") {
    auto order = Random(5).permutation(1000);
    CHECK(order != Random(6).permutation(1000));
    std::sort(order.begin(), order.end());
    for (Index i = 0; i < std::ssize(order); ++i) CHECK(order[i] == i);
}
