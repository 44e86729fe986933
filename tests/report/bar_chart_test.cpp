#include "corewing/report/bar_chart.hpp"

#include "report/markup.hpp"

#include <doctest/doctest.h>

#include <limits>

using corewing::Index;

using namespace corewing::report;
using corewing::base::Mark;

namespace {

/// The rectangles of the bars themselves, without the legend.
std::vector<const markup::Node*> boxes(const markup::Node& picture) {
    std::vector<const markup::Node*> result;
    for (const auto* box : picture.all("rect"))
        if (box->number("height") == 14.0) result.push_back(box);
    return result;
}

} // namespace

TEST_CASE("bars are as long as their values") {
    const std::vector<Bar> bars{{.label = "A", .value = 10.0}, {.label = "B", .value = 5.0}, {.label = "C"}};
    const markup::Node picture = markup::parse(bar_chart(bars, {.title = "Three"}).str());
    CHECK(picture.all("title")[0]->text == "Three");
    const auto box = boxes(picture);
    REQUIRE(box.size() == 3);
    CHECK(box[0]->number("width") == doctest::Approx(2.0 * box[1]->number("width")).epsilon(0.001));
    CHECK(box[0]->number("x") == box[1]->number("x"));
    CHECK(box[2]->number("width") == 0.0);
    CHECK(picture.text.find("B: 5.0") != std::string::npos);
}

TEST_CASE("negative bars end at zero") {
    const auto picture =
        markup::parse(bar_chart({{.label = "up", .value = 4.0}, {.label = "down", .value = -2.0}}).str());
    const auto box = boxes(picture);
    CHECK(box[1]->number("x") + box[1]->number("width") == doctest::Approx(box[0]->number("x")).epsilon(0.001));
    CHECK(picture.text.find("-2.0") != std::string::npos);
}

TEST_CASE("stacked parts follow each other") {
    const std::vector<Bar> bars{{.label = "A", .parts = {1.0, 2.0, 3.0}}};
    const auto picture = markup::parse(bar_chart(bars, {.parts = {"x", "y", "z"}}).str());
    const auto box = boxes(picture);
    REQUIRE(box.size() == 3);
    for (Index k = 1; k < 3; ++k)
        CHECK(box[k]->number("x") ==
              doctest::Approx(box[k - 1]->number("x") + box[k - 1]->number("width")).epsilon(0.001));
    CHECK(picture.text.find("6.0") != std::string::npos);
    CHECK_THROWS_WITH_AS(bar_chart(bars, {.parts = {"x"}}), "bars[0] (A).parts: has 3 entries where 1 are needed",
                         corewing::base::bad_shape);
    CHECK_THROWS_WITH_AS(bar_chart({{.parts = {-1.0}}}, {.parts = {"x"}}), "bars[0].parts: -1 is not in [0, 1e+290]",
                         corewing::base::bad_value);
}

TEST_CASE("marks, whiskers, targets and accents are drawn and explained") {
    const std::vector<Bar> bars{{.label = "A", .value = 3.0, .interval = Interval{2.0, 4.5}, .mark = Mark::imputed},
                                {.label = "B", .value = 2.0, .target = 5.0, .mark = Mark::synthetic},
                                {.label = "C", .value = 9e9, .mark = Mark::missing},
                                {.label = "D", .value = 1.0, .accent = true, .note = "look"}};
    const BarOptions options{.interval_name = "range", .target_name = "goal", .accent_name = "core"};
    const std::string text = bar_chart(bars, options).str();
    const auto picture = markup::parse(text);
    for (const char* words :
         {"range", "goal", "core", "~ estimated", "◊ synthetic", "~3.0", "◊2.0", "–", "D: 1.0. look"})
        CHECK(picture.text.find(words) != std::string::npos);
    CHECK(picture.text.find("9,000") == std::string::npos); // a missing value sets no scale
    CHECK(boxes(picture).size() == 3);
    CHECK(bar_chart(bars, options).str() == text);
    CHECK_THROWS_AS(bar_chart({{.interval = Interval{2.0, 1.0}}}), corewing::base::bad_value);
}

TEST_CASE("degenerate bars") {
    for (const auto& bars :
         {std::vector<Bar>{}, std::vector<Bar>{{}}, std::vector<Bar>(3), std::vector<Bar>{{.value = 1e290}},
          std::vector<Bar>{{.value = -1e-300}}, std::vector<Bar>{{.value = 3.0}, {.value = 3.0}},
          std::vector<Bar>{{.label = std::string(500, 'x'), .value = 1.0}}})
        CHECK_NOTHROW(markup::parse(bar_chart(bars).str()));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_WITH_AS(bar_chart({{}, {.value = nan}}), "bars[1].value: nan is not in [-1e+290, 1e+290]",
                         corewing::base::bad_value);
    CHECK_THROWS_AS(bar_chart({}, {.width = 10.0}), corewing::base::bad_value);
}

TEST_CASE("labels are escaped") {
    const auto picture =
        markup::parse(bar_chart({{.label = "</svg><script>&\"'\x02", .value = 1.0, .note = "<b>"}}).str());
    CHECK(picture.count("script") == 0);
    CHECK(picture.count("b") == 0);
}
