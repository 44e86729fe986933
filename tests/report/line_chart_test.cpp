#include "corewing/report/detail/spread.hpp"
#include "corewing/report/line_chart.hpp"

#include "report/markup.hpp"

#include <doctest/doctest.h>

using corewing::Index;

using namespace corewing::report;
using corewing::base::Mark;

namespace {

std::vector<std::string> lines(const markup::Node& picture) {
    std::vector<std::string> result;
    for (const auto* path : picture.all("path"))
        if (path->at("fill") == "none") result.push_back(path->at("d"));
    return result;
}

} // namespace

TEST_CASE("a line joins its points, a step holds its value") {
    const std::vector<Point> points{{2018, 1}, {2019, 3}, {2020, 2}};
    const auto picture = markup::parse(
        line_chart({{.name = "a", .points = points}, {.name = "b", .points = points, .step = true}}).str());
    const auto path = lines(picture);
    REQUIRE(path.size() == 2);
    CHECK(std::count(path[0].begin(), path[0].end(), 'L') == 2);
    CHECK(std::count(path[1].begin(), path[1].end(), 'L') == 4);
    CHECK(picture.count("circle") == 6);
    for (const char* words : {"2018", "2019", "2020", "a 2.0", "a, 2019: 3.0"})
        CHECK(picture.text.find(words) != std::string::npos);
    CHECK(picture.text.find("2,018") == std::string::npos);
}

TEST_CASE("missing points and changed definitions interrupt a line") {
    const std::vector<Point> points{
        {1, 1}, {2, 5, Mark::missing}, {3, 2}, {4, 3}, {5, 4, Mark::observed, {}, false}, {6, 4, Mark::imputed}};
    const auto picture = markup::parse(line_chart({{.name = "a", .points = points}}).str());
    const auto path = lines(picture);
    REQUIRE(path.size() == 1);
    CHECK(std::count(path[0].begin(), path[0].end(), 'M') == 3);
    CHECK(std::count(path[0].begin(), path[0].end(), 'L') == 2);
    CHECK(picture.count("circle") == 5);
    CHECK(picture.text.find("a ~4.0") != std::string::npos);
}

TEST_CASE("bands are closed") {
    const auto point = [](double x) { return Point{.x = x, .y = 1.0, .interval = Interval{0.5, 2.0}}; };
    const auto picture =
        markup::parse(line_chart({{.name = "a", .points = {point(1), point(2), {3, 1}, point(4), point(5)}}}).str());
    Index bands = 0;
    for (const auto* path : picture.all("path"))
        if (path->at("d").back() == 'Z') ++bands;
    CHECK(bands == 2);
}

TEST_CASE("names at the ends keep apart") {
    const auto places = detail::spread({10.0, 11.0, 12.0, 50.0}, 15.0, 0.0, 60.0);
    CHECK(places[1] - places[0] >= 15.0);
    CHECK(places[2] - places[1] >= 15.0);
    CHECK(places[3] - places[2] >= 10.0);
    CHECK(places[3] <= 60.0);
    CHECK(detail::spread({}, 15.0, 0.0, 1.0).empty());
    CHECK(detail::spread({3.0, 3.0}, 1.0, 0.0, 9.0) == std::vector<double>{3.0, 4.0});
}

TEST_CASE("degenerate lines") {
    for (const auto& series :
         {std::vector<Series>{}, std::vector<Series>{{}}, std::vector<Series>{{.name = "a", .points = {{1, 1}}}},
          std::vector<Series>{{.points = {{0, 0}, {0, 0}}}}, std::vector<Series>{{.points = {{1, 5}, {2, 5}}}},
          std::vector<Series>{{.points = {{1, 5, Mark::missing}}}},
          std::vector<Series>{{.points = {{-1e290, -1e290}, {1e290, 1e290}}}},
          std::vector<Series>(40, Series{.name = "x", .points = {{1, 2}, {2, 3}}})})
        CHECK_NOTHROW(markup::parse(line_chart(series, {.unit = "u", .x_name = "x", .from_zero = true}).str()));
    CHECK_THROWS_WITH_AS(line_chart({{.points = {{2, 1}, {1, 1}}}}), "series[0].points[1].x: 1 is not in [2, 1e+290]",
                         corewing::base::bad_value);
    CHECK_THROWS_AS(line_chart({{.points = {{2, std::nan("")}}}}), corewing::base::bad_value);
    CHECK_THROWS_AS(line_chart({}, {.height = 10}), corewing::base::bad_value);
}
