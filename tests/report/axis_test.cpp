#include "corewing/base/random.hpp"
#include "corewing/report/axis.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace corewing::report;

TEST_CASE("axes have round ticks") {
    struct Row {
        double low, high;
        int intervals;
        double first, step, last;
        const char* label;
    };
    const Row rows[] = {{0, 1, 5, 0, 0.2, 1, "1.0"},
                        {0, 97, 5, 0, 20, 100, "100"},
                        {0, 0, 5, 0, 0.2, 1, "1.0"},
                        {5, 5, 5, 2, 1, 8, "8"},
                        {-3.2, 4.2, 5, -4, 2, 6, "6"},
                        {1076, 1504, 5, 1000, 100, 1600, "1,600"},
                        {0, 1e6, 4, 0, 500000, 1e6, "1,000,000"},
                        {0.001, 0.0042, 4, 0.001, 0.001, 0.005, "0.005"},
                        {-1, -1, 2, -1.5, 0.5, -0.5, "-0.5"},
                        {2018, 2022, 7, 2018, 1, 2022, "2,022"}};
    for (const Row& row : rows) {
        const Axis axis = nice_axis(row.low, row.high, row.intervals);
        CAPTURE(row.low);
        CAPTURE(row.high);
        CHECK(axis.low == doctest::Approx(row.first));
        CHECK(axis.ticks[1] - axis.ticks[0] == doctest::Approx(row.step));
        CHECK(axis.high == doctest::Approx(row.last));
        CHECK(axis.label(axis.high) == row.label);
    }
}

TEST_CASE("an axis covers its range with a sensible number of distinct ticks") {
    corewing::base::Random random(3);
    for (int round = 0; round < 20000; ++round) {
        const double size = std::pow(10.0, random.uniform(-12.0, 12.0));
        double low = size * random.uniform(-1.0, 1.0), high = size * random.uniform(-1.0, 1.0);
        if (round % 7 == 0) high = low;
        if (low > high) std::swap(low, high);
        const int intervals = 1 + static_cast<int>(random.index(12));
        const Axis axis = nice_axis(low, high, intervals);
        REQUIRE(axis.low <= low + 1e-5 * size);
        REQUIRE(axis.high >= high - 1e-5 * size);
        REQUIRE(axis.ticks.size() >= 2);
        REQUIRE(axis.ticks.size() <= (2 * intervals + 4));
        REQUIRE(axis.position(axis.low) == 0.0);
        REQUIRE(axis.position(axis.high) == 1.0);
    }
}

TEST_CASE("extreme ranges") {
    for (const double size : {1e-320, 1e-299, 1e-30, 1e30, 1e300}) {
        const Axis axis = nice_axis(-size, size);
        CHECK(std::isfinite(axis.position(0.0)));
        CHECK(axis.ticks.size() < 20);
    }
    CHECK(nice_axis(1e300, 1e300).ticks.size() < 20);
    CHECK(nice_axis(1e9, 1e9 + 1e-3).ticks.size() < 20);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(nice_axis(nan, 1.0), corewing::base::bad_value);
    CHECK_THROWS_AS(nice_axis(0.0, nan), corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(nice_axis(2.0, 1.0), "low: 2 is not in [-1e+300, 1]", corewing::base::bad_value);
    CHECK_THROWS_AS(nice_axis(0.0, 1.0, 0), corewing::base::bad_value);
}
