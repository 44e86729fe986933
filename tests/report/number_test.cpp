#include "corewing/report/number.hpp"

#include <doctest/doctest.h>

#include <clocale>
#include <cmath>
#include <limits>
#include <string>

using namespace corewing::report;

TEST_CASE("fixed decimals with separators") {
    struct Row {
        double value;
        int digits;
        const char* text;
    };
    const Row rows[] = {{0.0, 1, "0.0"},
                        {-0.0, 1, "0.0"},
                        {-0.04, 1, "0.0"},
                        {-0.06, 1, "-0.1"},
                        {-0.4, 0, "0"},
                        {0.5, 0, "0"}, // the exact half goes to the even digit
                        {1.5, 0, "2"},
                        {2.5, 0, "2"},
                        {0.125, 2, "0.12"},
                        {999.95, 1, "1,000.0"}, // the double is 999.9500000000000455
                        {999.94, 1, "999.9"},
                        {1234.5, 1, "1,234.5"},
                        {-1234567.891, 2, "-1,234,567.89"},
                        {123456, 0, "123,456"},
                        {-123, 0, "-123"},
                        {1e15, 0, "1,000,000,000,000,000"},
                        {0.1, 15, "0.100000000000000"}};
    for (const Row& row : rows) CHECK(fixed(row.value, row.digits) == row.text);
    CHECK(fixed(2022, 0, "") == "2022");
    CHECK(fixed(1234567.0, 0, "\u00a0") == "1\u00a0234\u00a0567");
    CHECK(fixed(1e300, 0).size() == 301 + 100);
    CHECK(fixed(1e-300, 3) == "0.000");
}

TEST_CASE("numbers refuse what is no number") {
    const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
    CHECK_THROWS_WITH_AS(fixed(nan), "value: nan is not in [-1e+300, 1e+300]", corewing::base::bad_value);
    CHECK_THROWS_AS(fixed(inf), corewing::base::bad_value);
    CHECK_THROWS_AS(significant(-inf), corewing::base::bad_value);
    CHECK_THROWS_AS(percent(nan), corewing::base::bad_value);
    CHECK_THROWS_AS(signed_fixed(nan), corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(fixed(1.0, 16), "digits: 16 is not in [0, 15]", corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(significant(1.0, 0), "digits: 0 is not in [1, 17]", corewing::base::bad_value);
}

TEST_CASE("changes carry their sign, shares are percentages") {
    CHECK(signed_fixed(3.21) == "+3.2");
    CHECK(signed_fixed(-3.21) == "-3.2");
    CHECK(signed_fixed(0.0) == "0.0");
    CHECK(signed_fixed(0.04) == "0.0");
    CHECK(signed_fixed(-0.04) == "0.0");
    CHECK(percent(0.256) == "25.6%");
    CHECK(percent(-0.0001) == "0.0%");
    CHECK(percent(12.5, 0) == "1,250%");
}

TEST_CASE("significant digits are written out") {
    struct Row {
        double value;
        int digits;
        const char* text;
    };
    const Row rows[] = {{0.0, 3, "0"},
                        {-0.0, 3, "0"},
                        {1234567, 3, "1,230,000"},
                        {0.000123456, 3, "0.000123"},
                        {99.95, 3, "100"},
                        {9.996, 3, "10.0"},
                        {0.5, 3, "0.500"},
                        {-12.345, 2, "-12"},
                        {-1250, 2, "-1,200"},
                        {123, 3, "123"},
                        {123.4, 4, "123.4"},
                        {7, 1, "7"},
                        {1e15, 3, "1.00e+15"},
                        {9.99e14, 2, "1.0e+15"},
                        {1e-7, 2, "1.0e-07"},
                        {1.5e-6, 2, "0.0000015"},
                        {-1e200, 1, "-1e+200"},
                        {1e14, 1, "100,000,000,000,000"}};
    for (const Row& row : rows) CHECK(significant(row.value, row.digits) == row.text);
}

TEST_CASE("the locale changes nothing") {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8", "zh_CN.UTF-8"}) {
        std::setlocale(LC_ALL, locale); // where the system has it
        CHECK(fixed(1234.5) == "1,234.5");
        CHECK(significant(1234.5, 5) == "1,234.5");
    }
    std::setlocale(LC_ALL, before.c_str());
}

TEST_CASE("decimals that show the largest of a column with enough digits") {
    struct Case {
        double largest;
        int digits;
        int decimals;
    };
    for (const Case& c : {Case{138.2, 4, 1}, Case{-138.2, 4, 1}, Case{12345.0, 4, 0}, Case{1.0, 4, 3}, Case{0.02, 3, 4},
                          Case{0.0, 4, 0}, Case{1e-30, 4, 12}, Case{1e300, 17, 0}}) {
        CAPTURE(c.largest);
        CHECK(decimals(c.largest, c.digits) == c.decimals);
    }
    CHECK_THROWS_AS(decimals(HUGE_VAL), corewing::base::bad_value);
    CHECK_THROWS_AS(decimals(1.0, 0), corewing::base::bad_value);
}
