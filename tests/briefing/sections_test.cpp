#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/briefing/sections.hpp"
#include "corewing/report/html.hpp"
#include "corewing/report/table.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <variant>
#include <vector>

using namespace corewing;
using namespace corewing::briefing;
using base::Mark;
using report::Figure;
using report::Paragraph;
using report::Section;
using report::Table;

namespace {

/// The only block of that kind.
template <class Block>
const Block& only(const Section& section) {
    const Block* found = nullptr;
    for (const auto& block : section.blocks)
        if (const auto* each = std::get_if<Block>(&block)) {
            REQUIRE(found == nullptr);
            found = each;
        }
    REQUIRE(found != nullptr);
    return *found;
}

bool has_table(const Section& section) {
    for (const auto& block : section.blocks)
        if (std::holds_alternative<Table>(block)) return true;
    return false;
}

std::vector<std::string> texts(const report::Row& row) {
    std::vector<std::string> result;
    for (const auto& cell : row) result.push_back(cell.text);
    return result;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("a section has its paragraph before the picture, and none where nothing is said") {
    const Eigen::MatrixXd scores = Eigen::MatrixXd::Zero(2, 2);
    const Section with =
        matrix_section({.title = "Scores", .text = "Read so.", .caption = "All pairs."}, {"a", "b"}, scores);
    CHECK(with.title == "Scores");
    REQUIRE(with.blocks.size() == 2);
    CHECK(std::get<Paragraph>(with.blocks[0]).text == "Read so.");
    CHECK(std::get<Figure>(with.blocks[1]).caption == "All pairs.");
    CHECK(matrix_section({.title = "Scores"}, {"a", "b"}, scores).blocks.size() == 1);
    CHECK(map_section({.text = "Read so."}, {}, {}).blocks.size() == 2);
    CHECK(map_section({}, {}, {}).blocks.size() == 1);
}

TEST_CASE("the small print of a map says what was left away, and nothing where nothing was") {
    const std::vector<MapPlace> places = {{.name = "a", .lon = 1}, {.name = "b", .lon = 2}, {.name = "c", .lon = 3}};
    const std::vector<MapLink> links = {{0, 1, 5.0}, {0, 2, 4.0}, {1, 2, 1.0}};
    CHECK(only<Figure>(map_section({}, places, links)).note == "");
    FlowMapOptions few{.links = 1};
    few.words.drawn = "Drawn";
    CHECK(only<Figure>(map_section({}, places, links, {}, few)).note == "Drawn: 2 / 3."); // each place's strongest
    FlowMapOptions unnamed{.names = 1};
    unnamed.words.unnamed = "Without name";
    CHECK(only<Figure>(map_section({}, places, links, {}, unnamed)).note == "Without name: b, c.");
    unnamed.names = 0; // no names are wanted, so none is missing
    CHECK(only<Figure>(map_section({}, places, links, {}, unnamed)).note.empty());
}

TEST_CASE("the small print of a matrix names the marks that are drawn") {
    const Eigen::MatrixXd scores = Eigen::MatrixXd::Ones(2, 2);
    base::Marks marks = base::Marks::Constant(2, 2, Mark::observed);
    const auto note = [&](bool pairs) {
        return only<Figure>(matrix_section({}, {"a", "b"}, scores, {.pairs = pairs, .marks = marks})).note;
    };
    CHECK(note(true) == "");
    marks(0, 1) = Mark::missing; // above the diagonal: drawn only where the matrix is drawn whole
    CHECK(note(true) == "");
    CHECK(note(false) == "□ – not known.");
    marks(1, 0) = Mark::imputed;
    CHECK(note(true).rfind("• ~ ", 0) == 0);
    CHECK(note(true).find("not known") == std::string::npos);
}

TEST_CASE("a division: the largest first, ties as given, what is missing shown but not counted") {
    const std::vector<Share> shares = {{.name = "a", .amount = 1.0, .reason = "floor"},
                                       {.name = "b", .amount = 3.0},
                                       {.name = "c", .amount = 1.0, .mark = Mark::synthetic},
                                       {.name = "d", .amount = 5.0, .mark = Mark::missing}};
    const Table table = only<Table>(division_section({}, shares, {.unit = "bn", .digits = 2}));
    REQUIRE(table.rows.size() == 5);
    CHECK(table.columns[1].title == "bn");
    CHECK(texts(table.rows[1]) == Texts{"b", "3.00", "60.0%", ""});
    CHECK(texts(table.rows[2]) == Texts{"a", "1.00", "20.0%", "floor"});
    CHECK(texts(table.rows[3]) == Texts{"c", "1.00", "20.0%", ""});
    CHECK(table.rows[0][1].mark == Mark::missing);
    CHECK(texts(table.rows[4]) == Texts{"Total", "5.00", "", ""});
    CHECK(table.rows[4][1].mark == Mark::synthetic); // a sum is no better than its worst part

    const Table given = only<Table>(division_section({}, shares, {.largest_first = false}));
    CHECK(given.rows[0][0].text == "a");
    CHECK(given.columns[1].title == "Amount"); // where no unit is given
}

TEST_CASE("a division without reasons has bars alone, and one of nothing has no percentages") {
    CHECK_FALSE(has_table(division_section({}, {{.name = "a", .amount = 2.0}})));
    // A reason of something missing is no reason for a table.
    CHECK_FALSE(has_table(division_section({}, {{.name = "a", .mark = Mark::missing, .reason = "no data"}})));
    const Table zero = only<Table>(division_section({}, {{.name = "a", .amount = 0.0, .reason = "cap"}}));
    CHECK(zero.rows[0][2].text == "–");
    CHECK(zero.rows[1][1].text == "0.0");
    CHECK_THROWS_WITH_AS(division_section({}, {{.name = "b", .amount = std::numeric_limits<double>::infinity()}}),
                         "amount of b: inf is not in [-1e+290, 1e+290]", base::bad_value);
}

TEST_CASE("targets: each number with its own decimals, unknown ones missing") {
    const Section section = targets_section({.title = "T", .caption = "By 2025."}, {{.indicator = "gdp",
                                                                                     .unit = "bn",
                                                                                     .baseline = 10.0,
                                                                                     .target = 12.345,
                                                                                     .outcome = 0.0,
                                                                                     .outcome_mark = Mark::imputed,
                                                                                     .digits = 1,
                                                                                     .status = "missed",
                                                                                     .note = "new definition"},
                                                                                    {.indicator = "air"}});
    const Table& table = only<Table>(section);
    CHECK(table.caption == "By 2025.");
    CHECK(texts(table.rows[0]) == Texts{"gdp", "bn", "10.0", "12.3", "0.0", "missed", "new definition"});
    CHECK(table.rows[0][4].mark == Mark::imputed);
    for (const Index column : {2U, 3U, 4U}) CHECK(table.rows[1][column].mark == Mark::missing);
    CHECK(table.columns.size() == 7);
}

TEST_CASE("marks are counted one by one") {
    base::Marks marks(2, 3);
    marks << Mark::observed, Mark::derived, Mark::derived, Mark::imputed, Mark::synthetic, Mark::missing;
    const MarkCount count = count_marks("flows", marks);
    CHECK(count.name == "flows");
    CHECK(count.observed == 1);
    CHECK(count.derived == 2);
    CHECK(count.imputed == 1);
    CHECK(count.synthetic == 1);
    CHECK(count.missing == 1);
    CHECK(count_marks("", base::Marks(0, 4)).observed == 0);
}

TEST_CASE("data notes: tables, findings and sources only where there are any") {
    const Section bare = data_section({.title = "Data"}, {}, {});
    CHECK_FALSE(has_table(bare));
    CHECK(bare.sections.empty());
    const report::Note& legend = only<report::Note>(bare); // all three signs, whether or not they occur
    for (const char* sign : {"~ ", "◊ ", "– "}) CHECK(legend.text.find(sign) != std::string::npos);

    const Section full = data_section({.title = "Data"}, {{.name = "gdp", .observed = 1234, .missing = 2}},
                                      {{base::Severity::note, "fit", "", "slow"}}, {"yearbook", "survey"});
    CHECK(texts(only<Table>(full).rows[0]) == Texts{"gdp", "1,234", "0", "0", "0", "2"});
    CHECK(only<Table>(full).columns[3].title == "~ imputed");
    CHECK(only<Table>(full).columns[1].title == "observed");
    REQUIRE(full.sections.size() == 2);
    CHECK(full.sections[0].title == "Findings");
    CHECK(texts(only<Table>(full.sections[0]).rows[0]) == Texts{"Note", "fit", "slow"});
    CHECK(only<report::Bullets>(full.sections[1]).items == Texts{"yearbook", "survey"});
}
