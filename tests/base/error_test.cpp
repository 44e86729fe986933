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

TEST_CASE("a message is one line and cannot drive a terminal, whatever a name holds") {
    const std::string evil = "x\x1b]0;title\x07\n\u009b2J\u202e\u200b\xff\r";
    const std::string shown = R"(x\x1b]0;title\x07\n\xc2\x9b2J\xe2\x80\xae\xe2\x80\x8b\xff\r)";
    CHECK(std::string(unknown_name(evil + " is wrong", {.file = evil, .field = evil, .place = evil, .remedy = evil}).what()) ==
          shown + ": " + shown + ": place " + shown + ": " + shown + " is wrong; " + shown);
    CHECK(std::string(bad_data("\u2018万州\u2019, São Tomé", {}).what()) == "\u2018万州\u2019, São Tomé");
    CHECK(std::string(bad_data(FaultLines{"one\ntwo"}).what()) == "one\ntwo");
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
