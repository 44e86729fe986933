#include "corewing/report/element.hpp"
#include "corewing/base/error.hpp"

#include "report/markup.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace corewing::report;

TEST_CASE("elements are written as they were put together") {
    Element group("g", {{"id", "a"}});
    group.add("rect", {{"x", 1.0}, {"width", 2.5}}).add("title", {}, "A & B").add_text("tail <");
    CHECK(group.str() == R"(<g id="a"><rect x="1" width="2.5"/><title>A &amp; B</title>tail &lt;</g>)");
    group.set({"id", "b"}).set({"class", "c"});
    CHECK(group.attribute("id") == "b");
    CHECK(group.attribute("none") == "");
    CHECK(group.str().substr(0, 22) == R"(<g id="b" class="c"><r)");
    CHECK(Element("g").str() == "<g/>");
    CHECK(Element("text", {}, "x").str() == "<text>x</text>");
}

TEST_CASE("attribute values cannot leave their quotes") {
    const Element bad("rect", {{"fill", "\" onload=\"alert(1)"}, {"class", "a'b<c>&\x01"}});
    const markup::Node node = markup::parse(bad.str());
    CHECK(node.attributes.size() == 2);
    CHECK(node.at("fill") == "\" onload=\"alert(1)");
    CHECK(node.at("class") == "a'b<c>&\uFFFD");
}

TEST_CASE("names are checked") {
    for (const char* name : {"", "1a", "a b", "a>", "a\"", "-a", "万"})
        CHECK_THROWS_WITH_AS(Element{name}, "name: is not a legal XML name", corewing::base::bad_value);
    CHECK_THROWS_AS(Element("g", {{"on load", "x"}}), corewing::base::bad_value);
    CHECK_NOTHROW(Element("xlink:href"));
}

TEST_CASE("coordinates are short and finite") {
    CHECK(coordinate(12.0) == "12");
    CHECK(coordinate(12.5) == "12.5");
    CHECK(coordinate(-0.001) == "0");
    CHECK(coordinate(1.005) == "1");
    CHECK(coordinate(100.0) == "100");
    CHECK(coordinate(-12345.678) == "-12345.68");
    CHECK_THROWS_AS(coordinate(std::numeric_limits<double>::quiet_NaN()), corewing::base::bad_value);
    CHECK_THROWS_AS(coordinate(1e10), corewing::base::bad_value);
}
