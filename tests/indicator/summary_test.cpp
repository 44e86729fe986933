#include "corewing/base/error.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/summary.hpp"
#include "corewing/report/table.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;

namespace {

const std::vector<std::string> names{"Kai", "Yubei", "万州区"};

const indicator::Tree development_tree{{.id = "development"},
                                       {.id = "health", .parent = "development"},
                                       {.id = "income", .parent = "development"},
                                       {.id = "doctors", .parent = "health"},
                                       {.id = "deaths", .parent = "health", .direction = -1},
                                       {.id = "gdp", .parent = "income"}};

const Eigen::MatrixXd three_values = (Eigen::MatrixXd(3, 3) << 2.1, 7.0, 30.0, 3.0, 6.5, 95.0, 2.8, 6.1, 60.0).finished();

} // namespace

TEST_CASE("a composite index reads well") {
    const auto index = indicator::composite(three_values, development_tree);
    CHECK(report::text(indicator::summary(index, names)) == "Composite index: development\n"
                                                            "\n"
                                                            "rank  place   score  health  income\n"
                                                            "----  ------  -----  ------  ------\n"
                                                            "   1  Yubei   0.889   0.389   0.500\n"
                                                            "   2  万州区  0.675   0.444   0.231\n"
                                                            "   3  Kai     0.000   0.000   0.000\n");
}

TEST_CASE("estimated scores carry their sign") {
    base::Marks marks = base::Marks::Constant(3, 3, base::Mark::observed);
    marks(0, 2) = base::Mark::imputed;
    const auto index = indicator::composite(three_values, marks, development_tree);
    CHECK(report::text(indicator::summary(index, names)) ==
          "Composite index: development\n"
          "\n"
          "rank  place    score  health  income\n"
          "----  ------  ------  ------  ------\n"
          "   1  Yubei    0.889   0.389   0.500\n"
          "   2  万州区   0.675   0.444   0.231\n"
          "   3  Kai     ~0.000   0.000  ~0.000\n"
          "~ estimated in place of a missing figure, or computed from such an estimate.\n");
}

TEST_CASE("several subsystems without a node above them are the parts") {
    const indicator::Tree loose{{.id = "doctors"}, {.id = "deaths", .direction = -1}, {.id = "gdp"}};
    const auto index = indicator::composite(three_values, loose);
    CHECK(report::text(indicator::summary(index, names)) == "Composite index: index\n"
                                                            "\n"
                                                            "rank  place   score  doctors  deaths    gdp\n"
                                                            "----  ------  -----  -------  ------  -----\n"
                                                            "   1  Yubei   0.852    0.333   0.185  0.333\n"
                                                            "   2  万州区  0.746    0.259   0.333  0.154\n"
                                                            "   3  Kai     0.000    0.000   0.000  0.000\n");
}

TEST_CASE("names of another number are refused") {
    CHECK_THROWS_WITH_AS(indicator::summary(indicator::composite(three_values, development_tree), {"Kai"}),
                         "names: has 1 entries where 3 are needed", base::bad_shape);
}
