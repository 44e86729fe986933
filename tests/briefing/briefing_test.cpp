#include "corewing/briefing/detail/findings_table.hpp"
#include "corewing/briefing/briefing.hpp"
#include "corewing/briefing/sections.hpp"
#include "corewing/briefing/words.hpp"

#include "report/markup.hpp"

#include <doctest/doctest.h>

#include <cctype>

using namespace corewing;
using namespace corewing::briefing;
using base::Mark;

namespace {

Briefing sample() {
    const std::vector<MapPlace> places{
        {.name = "Yubei", .name_local = "渝北", .lon = 106.6, .lat = 29.7, .size = 3, .role = model::Role::core},
        {.name = "Wanzhou", .lon = 108.4, .lat = 30.8, .size = 1, .role = model::Role::point}};
    Eigen::MatrixXd scores(2, 2);
    scores << 0, 0.4, 0.4, 0;
    Briefing briefing{.title = "A region",
                      .summary = {"The message."},
                      .key_facts = {{"Places", "2", "all of them"}},
                      .footer = "end"};
    briefing.sections.push_back(
        map_section({.title = "Map", .text = "words", .caption = "Flows."}, places, {{0, 1, 2.0}}));
    briefing.sections.push_back(matrix_section({.title = "Scores"}, {"Yubei", "Wanzhou"}, scores));
    briefing.sections.push_back(
        division_section({.title = "Money"},
                         {{.name = "Wanzhou", .amount = 1.0, .mark = Mark::imputed, .reason = "need"},
                          {.name = "Yubei", .amount = 3.0},
                          {.name = "Zhong", .mark = Mark::missing}},
                         {.unit = "bn yuan"}));
    briefing.sections.push_back(targets_section(
        {.title = "Targets"},
        {{.indicator = "share", .unit = "%", .target = 40.0, .outcome = 46.04, .digits = 1, .status = "met"}}));
    base::Marks marks = base::Marks::Constant(2, 2, Mark::observed);
    marks(0, 1) = Mark::imputed;
    marks(1, 1) = Mark::missing;
    briefing.sections.push_back(data_section(
        {.title = "Data"}, {count_marks("GDP", marks)},
        {{base::Severity::note, "t", "s", "a note"}, {base::Severity::warning, "t", "", "a warning"}}, {"yearbook"}));
    return briefing;
}

} // namespace

TEST_CASE("a briefing holds its sections in order") {
    const std::string page = html(sample());
    const markup::Node node = markup::parse(page);
    std::vector<std::string> heads;
    for (const auto* head : node.all("h2")) heads.push_back(head->text);
    CHECK(heads == std::vector<std::string>{"Map", "Scores", "Money", "Targets", "Data"});
    CHECK(node.all("h3").size() == 2);
    CHECK(node.count("svg") == 4); // map with its view, matrix, bars
    CHECK(page == html(sample()));
}

TEST_CASE("a division is sorted, summed and marked") {
    const markup::Node node = markup::parse(html(sample()));
    std::vector<std::string> rows;
    const markup::Node* table = node.all("tbody")[0];
    for (const auto* row : table->all("tr")) rows.push_back(row->text);
    CHECK(rows == std::vector<std::string>{"Yubei3.075.0%", "Wanzhou~1.0~25.0%need", "Zhong––", "Total~4.0"});
}

TEST_CASE("targets that are not known are shown as –") {
    const std::string page = html(sample());
    CHECK(page.find(
              "<span class=\"missing\">–</span></td><td class=\"r\">40.0</td><td class=\"r\">46.0</td><td>met</td>") !=
          page.npos);
}

TEST_CASE("findings that say the same share a row") {
    const base::Findings findings{{base::Severity::note, "gdp", "a", "filled"},
                                  {base::Severity::warning, "gdp", "b", "filled"},
                                  {base::Severity::note, "gdp", "c", "filled"},
                                  {base::Severity::note, "", "", "filled"}};
    const report::Table table = briefing::detail::findings_table(findings, {});
    CHECK(table.rows == std::vector<report::Row>{
                            {"Warning", "gdp: b", "filled"}, {"Note", "gdp: a, c", "filled"}, {"Note", "", "filled"}});
}

TEST_CASE("all words can be Chinese") {
    const Words words = chinese();
    base::Marks marks = base::Marks::Constant(1, 1, Mark::imputed);
    Briefing briefing{.title = "重庆", .language = "zh-CN", .contents = words.contents};
    std::vector<MapPlace> places(8, {.name_local = "渝北", .lon = 106.5, .lat = 29.5, .mark = Mark::imputed});
    briefing.sections = {
        map_section({.title = "图"}, places, {{0, 1, 1.0}, {1, 2, 1.0}, {0, 2, 1.0}}, {},
                    {.links = 1, .words = words.map}),
        matrix_section({.title = "阵"}, {"甲"}, Eigen::MatrixXd::Zero(1, 1),
                       {.marks = marks, .mark_words = words.marks}),
        division_section({.title = "分"}, {{.name = "甲", .amount = 1, .mark = Mark::imputed, .reason = "需"}},
                         {.limits_name = "", .words = words.division, .mark_words = words.marks}),
        targets_section({.title = "标"}, {{.indicator = "率", .outcome = 1.0, .outcome_mark = Mark::imputed}},
                        words.targets, words.marks),
        data_section({.title = "数"}, {count_marks("值", marks)}, {{base::Severity::note, "值", "", "补"}}, {"年鉴"},
                     words)};
    const markup::Node node = markup::parse(html(briefing));
    for (const char* tag : {"h2", "h3", "th", "td", "p", "text", "figcaption", "li", "caption", "strong"})
        for (const auto* each : node.all(tag))
            for (const char letter : each->text) {
                CAPTURE(each->text);
                CHECK(!std::isalpha(static_cast<unsigned char>(letter)));
            }
}

TEST_CASE("warnings come before notes, and marks are counted") {
    const std::string page = html(sample());
    CHECK(page.find("a warning") < page.find("a note"));
    CHECK(page.find("<th scope=\"row\">GDP</th><td class=\"r\">2</td><td class=\"r\">0</td><td class=\"r\">1</td>"
                    "<td class=\"r\">0</td><td class=\"r\">1</td>") != page.npos);
    CHECK(page.find("yearbook") != page.npos);
}

TEST_CASE("empty sections and briefings") {
    Briefing briefing{.title = "T"};
    CHECK_NOTHROW(markup::parse(html(briefing)));
    briefing.sections = {map_section({}, {}, {}), matrix_section({}, {}, Eigen::MatrixXd(0, 0)),
                         division_section({}, {}), targets_section({}, {}), data_section({}, {}, {})};
    CHECK_NOTHROW(markup::parse(html(briefing)));
    CHECK_THROWS_AS(html({}), base::bad_value);
    CHECK_THROWS_AS(division_section({}, {{.name = "a", .amount = std::nan("")}}), base::bad_value);
}

TEST_CASE("names from the data stay text") {
    const std::string evil = "</script><b>&\"'\x01";
    Briefing briefing{.title = evil, .summary = {evil}, .key_facts = {{evil, evil, evil}}};
    briefing.sections.push_back(
        map_section({evil, evil, evil}, {{.name = evil, .name_local = evil, .note = evil}}, {}));
    briefing.sections.push_back(
        division_section({.title = evil}, {{.name = evil, .amount = 1, .reason = evil}}, {.unit = evil}));
    briefing.sections.push_back(
        data_section({.title = evil}, {{.name = evil}}, {{base::Severity::note, evil, evil, evil}}, {evil}));
    CHECK(markup::parse(html(briefing)).count("b") == 0);
}

TEST_CASE("a name that turns the direction of writing keeps to itself") {
    const std::string evil = "\u202Eevil\u2066";
    Briefing briefing{.title = evil, .summary = {evil}, .key_facts = {{evil, evil, evil}}};
    briefing.sections.push_back(map_section({evil, evil, evil}, {{.name = evil, .note = evil}}, {}));
    briefing.sections.push_back(division_section({.title = evil}, {{.name = evil, .amount = 1}}));
    const std::string page = html(briefing);
    CHECK(page.find("\u202E") == std::string::npos);
    const auto count = [&](std::string_view sign) {
        Index found = 0;
        for (auto at = page.find(sign); at != std::string::npos; at = page.find(sign, at + 1)) ++found;
        return found;
    };
    CHECK(count("\u2066") > 0);
    CHECK(count("\u2066") + count("\u2068") == count("\u2069"));
}
