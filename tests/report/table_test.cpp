#include "corewing/report/mark_sign.hpp"
#include "corewing/base/error.hpp"
#include "corewing/report/table.hpp"

#include "report/markup.hpp"

#include <doctest/doctest.h>

using corewing::Index;

using namespace corewing::report;
using corewing::base::Mark;

namespace {

Table sample() {
    return {.caption = "Amounts",
            .columns = {{"Place"}, {"Amount", Align::right}, {"Role", Align::centre}},
            .rows = {{"万州区", "12.5", "point"},
                     {"Yubei", {"1,003.0", Mark::imputed}, "x"},
                     {"忠县", {"", Mark::missing}, ""}},
            .note = "In 100 million yuan."};
}

} // namespace

TEST_CASE("text for a terminal turns no direction") {
    const Table table{.columns = {{"a"}}, .rows = {{"x\u202ey\u2066z\u2069\u009b2J"}}};
    CHECK(text(table).find("xyz 2J\n") != std::string::npos);
}

TEST_CASE("text tables line up with Chinese characters") {
    CHECK(text(sample()) ==
          "Amounts\n"
          "\n"
          "Place     Amount  Role\n"
          "------  --------  -----\n"
          "万州区      12.5  point\n"
          "Yubei   ~1,003.0    x\n"
          "忠县           –\n"
          "~ estimated in place of a missing figure, or computed from such an estimate; – not known.\n"
          "In 100 million yuan.\n");
}

TEST_CASE("control characters cannot break a line of a text table") {
    const Table table{.columns = {{"a\nb"}}, .rows = {{"x\x1b[31m\ty\n"}}};
    CHECK(text(table) == "a b\n---------\nx [31m y\n");
}

TEST_CASE("empty tables") {
    CHECK(text({}) == "\n\n");
    CHECK(text({.columns = {{"Only a head"}}}) == "Only a head\n-----------\n");
    CHECK(markup::parse("<div>" + html_table({}) + "</div>").count("table") == 1);
}

TEST_CASE("a row of another length is refused") {
    Table table = sample();
    table.rows[1].pop_back();
    CHECK_THROWS_WITH_AS(text(table), "rows[1]: has 2 cells where there are 3 columns",
                         corewing::base::bad_shape);
    CHECK_THROWS_AS(html_table(table), corewing::base::bad_shape);
}

TEST_CASE("HTML tables carry caption, scopes, sides and marks") {
    const std::string html = html_table(sample());
    const markup::Node node = markup::parse("<div>" + html + "</div>");
    CHECK(node.all("caption")[0]->text == "Amounts");
    Index columns = 0, rows = 0;
    for (const auto* head : node.all("th")) {
        columns += head->at("scope") == "col" ? 1 : 0;
        rows += head->at("scope") == "row" ? 1 : 0;
    }
    CHECK(columns == 3);
    CHECK(rows == 3);
    CHECK(html.find("<td class=\"r\"><span class=\"imputed\">~1,003.0</span></td>") != html.npos);
    CHECK(html.find("<td class=\"r\"><span class=\"missing\">–</span></td>") != html.npos);
    CHECK(html.find("<td class=\"c\">point</td>") != html.npos);
    CHECK(html.find("estimated in place of a missing figure") != html.npos);
    CHECK(html.find("synthetic:") == html.npos); // only what occurs is explained
}

TEST_CASE("HTML tables escape everything") {
    const std::string evil = "</td><script>alert('x')</script>\x01&\"";
    const Table table{.caption = evil, .columns = {{evil}}, .rows = {{Cell(evil, Mark::synthetic)}}, .note = evil};
    const markup::Node node = markup::parse("<div>" + html_table(table) + "</div>");
    CHECK(node.count("script") == 0);
    CHECK(node.count("td") + node.count("th") == 2);
}

TEST_CASE("the signs of marks are one column wide") {
    for (const Mark mark : {Mark::imputed, Mark::synthetic, Mark::missing}) CHECK(display_width(symbol(mark)) == 1);
    CHECK(marked("3.0", Mark::observed) == "3.0");
    CHECK(marked("3.0", Mark::derived) == "3.0");
    CHECK(marked("3.0", Mark::synthetic) == "◊3.0");
    CHECK(marked("3.0", Mark::missing) == "–");
    CHECK(mark_legend({}) == "");
}
