#include "corewing/report/svg.hpp"
#include "corewing/base/error.hpp"

#include "report/markup.hpp"

#include <doctest/doctest.h>

using namespace corewing::report;

TEST_CASE("a canvas says what it shows") {
    const markup::Node node = markup::parse(canvas(100, 50, "Flows", "Two places").str());
    CHECK(node.name == "svg");
    CHECK(node.at("role") == "img");
    CHECK(node.at("viewBox") == "0 0 100 50");
    CHECK(node.all("title")[0]->text == "Flows");
    CHECK(node.all("desc")[0]->text == "Two places");
    CHECK(markup::parse(canvas(100, 50, "").str()).all("title")[0]->text == "Figure");
    CHECK_THROWS_AS(canvas(0, 50, ""), corewing::base::bad_value);
}

TEST_CASE("the reader of the tests is strict") {
    for (const char* faulty : {"<a>", "<a></b>", "<a b=c/>", "<a b=\"1\" b=\"2\"/>", "<a>&x;</a>", "<a><</a>",
                               "<a/><b/>", "<a>\x01</a>", "<a>\xFF</a>", "<a b=\"<\"/>"})
        CHECK_THROWS(markup::parse(faulty));
    CHECK(markup::parse("<a b=\"&lt;\"><c/>x &amp; y</a>").text == "x & y");
}

TEST_CASE("text and strokes stand where they are told") {
    CHECK(text_at(1.0, 2.5, "a < b").str() == R"(<text x="1" y="2.5" font-size="12">a &lt; b</text>)");
    const TextStyle style{
        .size = 9.0, .anchor = "end", .fill = ink::soft, .bold = true, .halo = true, .angle = 90.0};
    const markup::Node node = markup::parse(text_at(3.0, 4.0, "x", style).str());
    CHECK(node.at("font-size") == "9");
    CHECK(node.at("text-anchor") == "end");
    CHECK(node.at("fill") == ink::soft);
    CHECK(node.at("font-weight") == "600");
    CHECK(node.at("paint-order") == "stroke");
    CHECK(node.at("transform") == "rotate(90 3 4)");
    CHECK(line_between(0.0, 1.0, 2.0, 3.0, ink::rule, 0.5).str() ==
          R"(<line x1="0" y1="1" x2="2" y2="3" stroke="#d8dee4" stroke-width="0.5"/>)");
}
