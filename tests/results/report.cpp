#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_REPORT

#include "corewing/report/axis.hpp"
#include "corewing/report/bar_chart.hpp"
#include "corewing/report/colour.hpp"
#include "corewing/report/heat_matrix.hpp"
#include "corewing/report/html.hpp"
#include "corewing/report/line_chart.hpp"
#include "corewing/report/mark_sign.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/scatter.hpp"
#include "corewing/report/spreadsheet.hpp"
#include "corewing/report/svg.hpp"
#include "corewing/report/table.hpp"
#include "corewing/report/text.hpp"

#include "results/print.hpp"

namespace corewing::results {

namespace {

using namespace corewing::report;
using base::Mark;

void numbers() {
    for (const double x : {0.0, -0.0, 0.5, 1234.5, -98765.4321, 1e-7, 123456789.0, 2.5e17})
        for (const int digits : {0, 1, 3}) {
            print("fixed", fixed(x, digits));
            print("signed_fixed", signed_fixed(x, digits, ""));
            print("percent", percent(x, digits));
            print("significant", significant(x, digits + 1));
        }
    print("coordinate", coordinate(12.5));
    print("coordinate", coordinate(-0.2549));
    for (const double high : {0.0, 0.37, 5.0, 1234.0}) {
        const auto axis = nice_axis(-0.1 * high, high, 4);
        print("axis", axis);
        print("axis.position", axis.position(0.3 * high));
        print("axis.label", axis.label(axis.high));
    }
}

void colours() {
    for (const double t : {0.0, 0.2, 0.5, 0.77, 1.0}) {
        const auto colour = sequential(t);
        print("sequential", colour);
        print("diverging", diverging(t));
        print("mix", mix(rgb(0x1f5a92), rgb(0xffffff), t));
        print("hex", hex(colour));
        print("luminance", luminance(colour));
        print("contrast", contrast(colour, rgb(0x808080)));
        print("ink_on", ink_on(colour));
    }
    for (int i = 0; i < 9; ++i) print("category", category(i));
}

void texts() {
    for (const char* text :
         {"plain", "万州 12", "<a & \"b\"'>", "bad\xff", "=1+2", "-12.5", "@x", "a much longer line of text"}) {
        print("display_width", display_width(text));
        print("em_width", em_width(text));
        print("shortened", shortened(text, 4.0));
        print("escaped", escaped(text));
        print("spreadsheet_safe", spreadsheet_safe(text));
    }
    print("character_width", character_width(0x4e07));
    print("character_width", character_width(0x301));
    std::string out;
    append_character(out, 0x4e07);
    append_character(out, 0x1F600);
    print("append_character", out);
    Index at = 0;
    while (at < std::ssize(out)) print("next_character", static_cast<long>(next_character(out, at)));
    MarksSeen seen;
    print("marks.any", seen.any());
    for (const auto mark : {Mark::observed, Mark::derived, Mark::imputed, Mark::synthetic, Mark::missing}) {
        print("symbol", symbol(mark));
        print("marked", marked("12", mark));
        seen.add(mark);
        print("marks", seen);
        print("marks.has", seen.has(Mark::imputed));
        print("mark_legend", mark_legend(seen));
    }
}

Table table() {
    Table t{.caption = "Amounts",
            .columns = {{"Place"}, {"Amount", Align::right}, {"Why", Align::centre}},
            .note = "made up"};
    t.rows = {{"万州区", {"12.5", Mark::imputed}, "floor"},
              {"B", {"7", Mark::synthetic}, "<cap>"},
              {"C", {"", Mark::missing}, "=x"}};
    return t;
}

void pages() {
    print("text_table", text(table()));
    print("html_table", html_table(table()));
    print("csv_table", csv_table(table()));
    auto ragged = table();
    ragged.rows[1].pop_back();
    attempt("check_table", [&] { check_table(ragged); });
    const std::vector<Bar> bars{
        {.label = "A", .value = 3.25, .interval = Interval{1.0, 5.0}, .target = 4.0, .accent = true},
        {.label = "B", .value = -1.5, .mark = Mark::imputed, .note = "why"},
        {.label = "C", .mark = Mark::missing},
        {.label = "万州", .value = 7.0, .mark = Mark::synthetic}};
    print(
        "bar_chart",
        bar_chart(bars,
                  {.title = "T", .unit = "km", .interval_name = "range", .target_name = "goal", .accent_name = "new"}));
    print("bar_chart.parts",
          bar_chart({{.label = "A", .parts = {1.0, 2.0}}, {.label = "B", .parts = {0.5, 0.0}}}, {.parts = {"x", "y"}}));
    print("bar_chart.empty", bar_chart({}));
    Draw draw(5);
    const Eigen::MatrixXd m = draw.symmetric(4, 0.1);
    base::Marks marks = base::Marks::Constant(4, 4, Mark::observed);
    marks(1, 0) = Mark::imputed;
    marks(2, 1) = Mark::missing;
    const std::vector<std::string> names{"a", "b", "c", "d"};
    print("heat_matrix", heat_matrix(names, names, m));
    print("heat_matrix.pairs", heat_matrix(names, names, m, {.unit = "u", .pairs = true, .marks = marks}));
    print("heat_matrix.centred", heat_matrix(names, names, m, {.centred = true, .centre = 0.4}));
    const std::vector<Series> series{
        {.name = "one",
         .points = {{.x = 2020, .y = 1.5},
                    {.x = 2021, .y = 2.5, .mark = Mark::imputed, .interval = Interval{2.0, 3.0}},
                    {.x = 2022, .y = 2.0, .joined = false}}},
        {.name = "two", .points = {{.x = 2020, .y = 3.0}, {.x = 2022, .y = 0.5}}, .step = true, .broken = true}};
    print("line_chart", line_chart(series, {.title = "L", .unit = "u", .x_name = "year", .from_zero = true}));
    print("line_chart.empty", line_chart({}));
    std::vector<Dot> dots;
    for (int i = 0; i < 12; ++i) {
        Dot dot{.label = "D" + std::to_string(i)};
        dot.x = draw.uniform(0.0, 10.0);
        dot.y = draw.uniform(-1.0, 1.0);
        dot.kind = i % 2;
        dot.accent = i == 4;
        dots.push_back(dot);
    }
    const auto cloud = scatter(dots, {.title = "S", .x_name = "x", .y_name = "y", .kinds = {"k", "l"}, .path = true});
    print("scatter", cloud);
    Element group("g", {{"class", "a"}, {"x", 1.5}});
    group.add("title", {}, "a < b").add(text_at(1.0, 2.0, "words", {.bold = true, .halo = true, .angle = 30.0}));
    group.add(line_between(0.0, 0.0, 3.0, 4.0, "#000000", 2.0)).add_text("tail").set({"id", "g1"});
    print("element", group);
    print("element.name", group.name());
    print("element.attribute", group.attribute("id"));
    print("canvas", canvas(100.0, 50.0, "T", "D"));
    Page page{.title = "Page", .subtitle = "Sub", .footer = "end"};
    page.lead = {Paragraph{.text = "hello"}, Cards{.cards = {{.label = "l", .value = "3", .note = "n"}}}};
    page.sections = {{.title = "One", .blocks = {Bullets{.items = {"a", "b"}}, Note{.text = "note"}, table()}},
                     {.title = "Two",
                      .blocks = {Figure{.picture = cloud, .caption = "cap", .note = "small"}},
                      .sections = {{.title = "Sub"}}}};
    print("html_page", html_page(page));
    attempt("html_page.untitled", [] { html_page({}); });
}

} // namespace

void report() {
    numbers();
    colours();
    texts();
    pages();
}

} // namespace corewing::results
