#include "corewing/report/heat_matrix.hpp"

#include "report/markup.hpp"

#include <doctest/doctest.h>

using corewing::Index;

using namespace corewing::report;
using corewing::base::Mark;
using corewing::base::Marks;

namespace {

std::vector<std::string> names(Index n) {
    std::vector<std::string> result;
    for (Index i = 0; i < n; ++i) result.push_back("P" + std::to_string(i));
    return result;
}

std::vector<const markup::Node*> cells(const markup::Node& picture) {
    std::vector<const markup::Node*> result;
    for (const auto* box : picture.all("rect"))
        if (box->count("title") == 1) result.push_back(box);
    return result;
}

} // namespace

TEST_CASE("every cell has the colour of its step and its value") {
    Eigen::MatrixXd values(2, 3);
    values << 0.0, 0.5, 1.0, 0.04, 0.96, 0.5;
    const auto picture = markup::parse(heat_matrix(names(2), {"a", "b", "c"}, values).str());
    const auto cell = cells(picture);
    REQUIRE(cell.size() == 6);
    CHECK(cell[0]->at("fill") == hex(sequential(0.0)));
    CHECK(cell[2]->at("fill") == hex(sequential(1.0)));
    CHECK(cell[3]->at("fill") == cell[0]->at("fill"));
    CHECK(cell[4]->at("fill") == cell[2]->at("fill"));
    CHECK(cell[1]->at("fill") == cell[5]->at("fill"));
    CHECK(cell[3]->text == "P1 – a: 0.04");
}

TEST_CASE("pairs are drawn once") {
    const Index n = 6;
    Eigen::MatrixXd values = Eigen::MatrixXd::Constant(n, n, 0.3);
    values.diagonal().setConstant(1e9); // never looked at
    values(4, 1) = 0.7;
    const auto picture = markup::parse(heat_matrix(names(n), names(n), values, {.pairs = true}).str());
    CHECK(cells(picture).size() == 15);
    CHECK(picture.text.find("1,000") == std::string::npos);
    CHECK(picture.text.find("P4 – P1: 0.70") != std::string::npos);
}

TEST_CASE("two-sided colours keep their middle") {
    Eigen::MatrixXd values(1, 3);
    values << -0.95, -0.05, 0.95;
    const auto picture = markup::parse(heat_matrix({"r"}, {"a", "b", "c"}, values, {.centred = true}).str());
    const auto cell = cells(picture);
    REQUIRE(cell.size() == 3);
    CHECK(cell[0]->at("fill") == hex(diverging(0.05)));
    CHECK(cell[1]->at("fill") == hex(diverging(0.45)));
    CHECK(cell[2]->at("fill") == hex(diverging(0.95)));
}

TEST_CASE("marks are shown") {
    Eigen::MatrixXd values = Eigen::MatrixXd::Constant(2, 2, 1.0);
    values(1, 1) = 7e9;
    Marks marks = Marks::Constant(2, 2, Mark::observed);
    marks(0, 1) = Mark::imputed;
    marks(1, 0) = Mark::synthetic;
    marks(1, 1) = Mark::missing;
    const auto picture = markup::parse(heat_matrix(names(2), names(2), values, {.marks = marks}).str());
    for (const char* words : {"~1.00", "◊1.00", "P1 – P1: –", "not known"})
        CHECK(picture.text.find(words) != std::string::npos);
    CHECK(picture.text.find("7,000") == std::string::npos);
    const auto small = markup::parse(heat_matrix(names(2), names(2), values, {.digits = 15, .marks = marks}).str());
    CHECK(small.count("circle") == 2); // too narrow for the value: a dot and a ring
}

TEST_CASE("degenerate matrices") {
    const auto fine = [](Index n, Index m, double value, const HeatOptions& options) {
        const Eigen::MatrixXd values = Eigen::MatrixXd::Constant(n, m, value);
        CHECK_NOTHROW(markup::parse(heat_matrix(names(n), names(m), values, options).str()));
    };
    for (const double value : {0.0, 1.0, -3.0, 1e290, -1e290, 1e-310})
        for (const bool centred : {false, true})
            for (const Index n : {0, 1, 2, 60})
                for (const bool pairs : {false, true}) {
                    fine(n, n, value, {.pairs = pairs, .centred = centred});
                    if (!pairs) fine(n, 3, value, {.centred = centred});
                }
}

TEST_CASE("shapes and numbers are checked") {
    const Eigen::MatrixXd values = Eigen::MatrixXd::Zero(2, 3);
    CHECK_THROWS_WITH_AS(heat_matrix(names(2), names(2), values), "values: is 2 x 3 where 2 x 2 is needed",
                         corewing::base::bad_shape);
    CHECK_THROWS_AS(heat_matrix(names(2), names(3), values, {.pairs = true}), corewing::base::bad_shape);
    CHECK_THROWS_WITH_AS(heat_matrix(names(2), names(3), values, {.marks = Marks::Constant(1, 3, Mark::observed)}),
                         "marks: is 1 x 3 where 2 x 3 is needed", corewing::base::bad_shape);
    Eigen::MatrixXd bad = values;
    bad(1, 2) = std::nan("");
    CHECK_THROWS_WITH_AS(heat_matrix(names(2), names(3), bad), "values[1,2]: nan is not a finite number",
                         corewing::base::bad_value);
}
