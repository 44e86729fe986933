#include <doctest/doctest.h>

#include "corewing/plan/phrase.hpp"

#include "support/refusal.hpp"

using namespace corewing;
using test::refusal;

TEST_CASE("gaps are filled, and what is filled in is not read again") {
    CHECK(plan::phrase("{n} of {all}", {{"n", "26"}, {"all", "38"}}) == "26 of 38");
    CHECK(plan::phrase("{a}{a}", {{"a", "{b}"}}) == "{b}{b}");
    CHECK(plan::phrase("", {}).empty());
    CHECK(plan::phrase("plain", {{"unused", "x"}}) == "plain");
    CHECK(refusal([] { plan::phrase("{who}", {{"what", "x"}}); }) == "phrase: nothing is given for {who}");
    CHECK(refusal([] { plan::phrase("{who", {{"who", "x"}}); }) == "phrase: nothing is given for {}");
}

TEST_CASE("things are counted and listed") {
    const plan::Noun noun{"district", "districts"};
    CHECK(plan::counted(0, noun) == "0 districts");
    CHECK(plan::counted(1, noun) == "1 district");
    CHECK(plan::counted(3000, noun) == "3,000 districts");
    CHECK(refusal([&] { plan::counted(-1, noun); }).starts_with("number: "));
    CHECK(plan::listed({}, 3, " and ", "{n} more").empty());
    CHECK(plan::listed({"a"}, 3, " and ", "{n} more") == "a");
    CHECK(plan::listed({"a", "b", "c"}, 3, " and ", "{n} more") == "a, b and c");
    CHECK(plan::listed({"a", "b", "c", "d"}, 2, " and ", "{n} more") == "a, b and 2 more");
    CHECK(refusal([] { plan::listed({"a"}, 0, "", ""); }).starts_with("most: "));
}
