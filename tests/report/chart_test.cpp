#include "corewing/report/chart.hpp"

#include "report/markup.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <string>
#include <vector>

using corewing::Index;

// On purpose one header of the library alone: it is said to bring all charts.
using namespace corewing::report;

TEST_CASE("one header brings bars, matrices, lines and dots") {
    const std::vector<Element> charts = {
        bar_chart({{.label = "Yubei", .value = 3.0}, {.label = "Wanzhou", .value = 1.0}}, {.title = "Bars"}),
        heat_matrix({"a", "b"}, {"c", "d"}, (Eigen::MatrixXd(2, 2) << 1, 2, 3, 4).finished(), {.title = "Matrix"}),
        line_chart({{.name = "gdp", .points = {{2020.0, 1.0}, {2021.0, 2.0}}}}, {.title = "Lines"}),
        scatter({{.label = "Yubei", .x = 1.0, .y = 2.0}}, {.title = "Dots"})};
    const std::vector<std::string> titles = {"Bars", "Matrix", "Lines", "Dots"};
    for (Index k = 0; k < std::ssize(charts); ++k) {
        CAPTURE(titles[k]);
        const markup::Node picture = markup::parse(charts[k].str());
        CHECK(picture.name == "svg");
        REQUIRE(picture.count("title") > 0);
        CHECK(picture.all("title")[0]->text == titles[k]);
    }
}

TEST_CASE("a chart of nothing is still a picture") {
    for (const Element& chart :
         {bar_chart({}, {}), heat_matrix({}, {}, Eigen::MatrixXd(0, 0), {}), line_chart({}, {}), scatter({}, {})})
        CHECK(markup::parse(chart.str()).name == "svg");
}

TEST_CASE("the widths of all charts have the same limits, in the same words") {
    const auto refusal = [](const auto& draw) {
        try {
            draw();
        } catch (const corewing::base::bad_value& fault) {
            return std::string(fault.what());
        }
        return std::string("drawn");
    };
    for (const double width : {299.0, 300.0, 4000.0, 4001.0}) {
        CAPTURE(width);
        const std::string wanted = width < 300.0    ? "width: 299 is not in [300, 4000]"
                                   : width > 4000.0 ? "width: 4001 is not in [300, 4000]"
                                                    : "drawn";
        CHECK(refusal([&] { bar_chart({}, {.width = width}); }) == wanted);
        CHECK(refusal([&] { heat_matrix({}, {}, Eigen::MatrixXd(0, 0), {.width = width}); }) == wanted);
        CHECK(refusal([&] { line_chart({}, {.width = width}); }) == wanted);
        CHECK(refusal([&] { scatter({}, {.width = width}); }) == wanted);
    }
}
