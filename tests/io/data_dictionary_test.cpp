#include "corewing/io/detail/dictionary_page.hpp"
#include "corewing/io/column.hpp"
#include "corewing/io/data_dictionary.hpp"
#include "corewing/io/schema.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace corewing;
using io::Column;

namespace {

struct PageRow {
    double share = 0.5;
    std::optional<double> weight = {};
    std::string id = {};
    bool directed = false;
};

std::vector<std::string> lines_of(const std::string& page) {
    std::vector<std::string> lines;
    std::istringstream in(page);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// The rows of the table below a heading, without its two head lines.
std::vector<std::string> rows_below(const std::vector<std::string>& lines, const std::string& heading) {
    std::vector<std::string> rows;
    auto line = std::find(lines.begin(), lines.end(), heading);
    for (++line; line != lines.end() && line->substr(0, 3) != "## "; ++line)
        if (line->substr(0, 2) == "| ") rows.push_back(*line);
    rows.erase(rows.begin(), rows.begin() + 2);
    return rows;
}

} // namespace

TEST_CASE("what an empty cell means: not allowed, what the column says, or the default") {
    using io::member;
    using io::detail::meaning_of_blank;
    const PageRow fresh;
    CHECK(meaning_of_blank({.name = "id", .member = member<&PageRow::id>, .required = true, .blank = "x"}, &fresh) ==
          "not allowed");
    CHECK(meaning_of_blank({.name = "id", .member = member<&PageRow::id>, .blank = "the region"}, &fresh) == "the region");
    CHECK(meaning_of_blank({.name = "id", .member = member<&PageRow::id>}, &fresh) == "none");
    CHECK(meaning_of_blank({.name = "weight", .member = member<&PageRow::weight>}, &fresh) == "none");
    CHECK(meaning_of_blank({.name = "share", .member = member<&PageRow::share>}, &fresh) == "0.5");
    PageRow other;
    other.weight = 3.0;
    CHECK(meaning_of_blank({.name = "weight", .member = member<&PageRow::weight>}, &other) == "3");
    const std::string said = meaning_of_blank({.name = "directed", .member = member<&PageRow::directed>}, &fresh);
    other.directed = true;
    CHECK(said != meaning_of_blank({.name = "directed", .member = member<&PageRow::directed>}, &other));
}

TEST_CASE("a row of the page names column, type, unit, empty cell and meaning") {
    const PageRow fresh;
    const Column column{.name = "share", .member = io::member<&PageRow::share>, .meaning = "Its part.", .unit = "of 1"};
    CHECK(io::detail::dictionary_row(column, &fresh) == "| share | number | of 1 | 0.5 | Its part. |\n");
    CHECK(std::count(io::detail::dictionary_head.begin(), io::detail::dictionary_head.end(), '|') == 12);
}

TEST_CASE("the page has a heading for every table and a row for every column, in their order") {
    const auto lines = lines_of(io::data_dictionary_markdown());
    CHECK(lines.front() == "# Data dictionary");
    std::vector<std::string> headings, wanted = {"## region.csv"};
    for (const auto& line : lines)
        if (line.substr(0, 3) == "## ") headings.push_back(line);
    for (const io::Table& table : io::dictionary()) wanted.push_back("## " + std::string(table.name) + ".csv");
    CHECK(headings == wanted);
    CHECK(rows_below(lines, "## region.csv").size() == io::region_keys().size());
    for (const io::Table& table : io::dictionary()) {
        CAPTURE(table.name);
        const auto rows = rows_below(lines, "## " + std::string(table.name) + ".csv");
        REQUIRE(rows.size() == table.columns.size());
        for (Index k = 0; k < std::ssize(rows); ++k) {
            const std::string start = "| " + std::string(table.columns[k].name) + " | ";
            CHECK(rows[k].substr(0, start.size()) == start);
            CHECK(rows[k].find(std::string(table.columns[k].meaning) + " |") != std::string::npos);
            CHECK(std::count(rows[k].begin(), rows[k].end(), '|') == 6);
            CHECK((rows[k].find("| not allowed |") != std::string::npos) == table.columns[k].required);
        }
        CHECK(std::find(lines.begin(), lines.end(), table.meaning) != lines.end());
    }
}

TEST_CASE("the page is plain text: no line too long, no blank at an end, one line end at the last") {
    const std::string page = io::data_dictionary_markdown();
    CHECK(page.back() == '\n');
    CHECK(page[page.size() - 2] != '\n');
    CHECK(page.find('\t') == std::string::npos);
    CHECK(page.find('\r') == std::string::npos);
    for (const auto& line : lines_of(page)) {
        CAPTURE(line);
        CHECK((line.empty() || line.back() != ' '));
        if (line.substr(0, 1) != "|") CHECK(line.size() <= 120);
    }
    CHECK(page == io::data_dictionary_markdown());
}
