#include "corewing/report/chart.hpp"
#include "corewing/report/html.hpp"

#include "report/markup.hpp"

#include <doctest/doctest.h>

using corewing::Index;

using namespace corewing::report;

namespace {

const std::string evil = "</p></script><script>alert(\"x\")</script>'&\x01\xFF<!--";

Page full_page() {
    Page page{.title = "One core & two wings",
              .subtitle = "draft",
              .lead = {Paragraph{"first"}, Cards{{{"a", "1", "note"}}}},
              .footer = "end"};
    page.sections.push_back(
        {.title = "Map",
         .blocks = {Figure{bar_chart({{.label = "x", .value = 1}}), "caption", "note"}, Note{"careful"}}});
    page.sections.push_back({.title = "Data",
                             .blocks = {Bullets{{"one", "two"}}, Table{.columns = {{"h"}}, .rows = {{"c"}}}},
                             .sections = {{.title = "Deeper", .sections = {{.title = "Deepest"}}}}});
    return page;
}

} // namespace

TEST_CASE("a page is well formed, complete and self-contained") {
    const std::string html = html_page(full_page());
    const markup::Node node = markup::parse(html);
    CHECK(node.name == "html");
    CHECK(node.at("lang") == "en");
    CHECK(node.all("title")[0]->text == "One core & two wings");
    CHECK(node.all("h1").size() == 1);
    CHECK(node.all("h2").size() == 2);
    CHECK(node.all("h3").size() == 1);
    CHECK(node.all("h4").size() == 1);
    CHECK(node.all("figcaption")[0]->text == "caption note");
    CHECK(node.all("svg")[0]->at("role") == "img");
    CHECK(node.all("dd").size() == 2);
    for (const char* outside : {"<script", "<link", "<img", "<iframe", "@import", "url(", "src="})
        CHECK(html.find(outside) == html.npos);
    Index addresses = 0; // the two namespaces, and no other address
    for (auto i = html.find("http"); i != html.npos; i = html.find("http", i + 1)) ++addresses;
    CHECK(addresses == 3); // http-equiv is the third
    CHECK(html == html_page(full_page()));
}

TEST_CASE("every link of the contents leads to a section") {
    const markup::Node node = markup::parse(html_page(full_page()));
    std::vector<std::string> ids;
    for (const auto* section : node.all("section")) ids.push_back(section->at("id"));
    CHECK(ids == std::vector<std::string>{"s1", "s2", "s2-1", "s2-1-1"});
    const auto links = node.all("a");
    REQUIRE(links.size() == 2);
    for (const auto* link : links) CHECK(std::count(ids.begin(), ids.end(), link->at("href").substr(1)) == 1);
    Page page = full_page();
    page.contents = "";
    CHECK(markup::parse(html_page(page)).count("nav") == 0);
    page.contents = "目录";
    page.sections.resize(1);
    CHECK(markup::parse(html_page(page)).count("nav") == 0);
}

TEST_CASE("no text of the data gets out of its place") {
    Page page{.title = evil, .subtitle = evil, .contents = evil, .footer = evil};
    page.lead = {
        Paragraph{evil},
        Note{evil},
        Bullets{{evil}},
        Cards{{{evil, evil, evil}}},
        Table{.caption = evil, .columns = {{evil}}, .rows = {{evil}}, .note = evil},
        Figure{bar_chart({{.label = evil, .value = 1, .note = evil}}, {.title = evil, .unit = evil}), evil, evil}};
    page.sections = {{.title = evil}, {.title = evil}};
    const markup::Node node = markup::parse(html_page(page));
    CHECK(node.count("script") == 0);
    CHECK(node.count("p") == 5); // subtitle, paragraph, note, note of the table, footer, and nothing that was injected
    CHECK(node.all("h1")[0]->text.substr(0, 13) == "</p></script>");
}

TEST_CASE("empty parts leave no traces") {
    const markup::Node node =
        markup::parse(html_page({.title = "T", .lead = {Bullets{}, Cards{}, Figure{}}, .sections = {{}}}));
    for (const char* name : {"ul", "dl", "nav", "footer", "figcaption"}) CHECK(node.count(name) == 0);
}

TEST_CASE("headings never fall below the sixth level") {
    Section section{.title = "deep"};
    for (int k = 0; k < 8; ++k) section = Section{.title = "above", .sections = {section}};
    const markup::Node node = markup::parse(html_page({.title = "T", .sections = {section}}));
    CHECK(node.count("h6") == 5);
    CHECK(node.count("h7") == 0);
}

TEST_CASE("title and language are checked") {
    CHECK_THROWS_WITH_AS(html_page({}), "title: is empty; give the page a title", corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(html_page({.title = "T", .language = "en\" x"}),
                         "language: is not a language tag; write for example en or zh-CN", corewing::base::bad_value);
    CHECK(markup::parse(html_page({.title = "重庆", .language = "zh-CN"})).at("lang") == "zh-CN");
}
