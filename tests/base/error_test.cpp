#include "corewing/base/error.hpp"

#include <doctest/doctest.h>

using namespace corewing::base;

TEST_CASE("a message says where, what and how to mend it") {
    struct Row {
        Context context;
        std::string expected;
    };
    const Row rows[] = {
        {{}, "is wrong"},
        {{.field = "lat"}, "lat: is wrong"},
        {{.file = "places.csv", .line = 4, .column = 7, .field = "lat", .remedy = "write degrees"},
         "places.csv:4:7: lat: is wrong; write degrees"},
        {{.file = "places.csv", .line = 4}, "places.csv:4: is wrong"},
        {{.file = "places.csv", .column = 7}, "places.csv: is wrong"},
        {{.field = "weight", .place = "yubei"}, "weight: place yubei: is wrong"},
    };
    for (const Row& row : rows) CHECK(describe("is wrong", row.context) == row.expected);
}

TEST_CASE("several faults are told a line each") {
    CHECK(describe({"a: is wrong", "b: too"}, 2) == "a: is wrong\nb: too");
    CHECK(describe({"a: is wrong"}, 12) == "a: is wrong\nand 11 more");
}

TEST_CASE("every exception is an error, keeps its context and is a std::runtime_error") {
    try {
        throw unknown_name("no such place", {.field = "place", .value = "x"});
    } catch (const error& e) {
        CHECK(std::string(e.what()) == "place: no such place");
        CHECK(e.context().value == "x");
    }
    CHECK_THROWS_AS(throw bad_value("x"), error);
    CHECK_THROWS_AS(throw bad_shape("x"), error);
    CHECK_THROWS_AS(throw bad_data("x"), error);
    CHECK_THROWS_AS(throw bad_file("x"), std::runtime_error);
}
