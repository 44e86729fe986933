#include "corewing/base/error.hpp"
#include "corewing/layout/fit.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_inference.hpp"
#include "corewing/layout/summary.hpp"
#include "corewing/report/table.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

using namespace corewing;

namespace {

const std::vector<std::string> names{"Yubei", "万州区", "Kai", "Chengkou", "Wuxi", "Fuling"};

const Eigen::MatrixXd linkage = (Eigen::MatrixXd(6, 6) << 0, 90, 31, 8, 2, 80, //
                                 90, 0, 60, 4, 9, 30,                          //
                                 31, 60, 0, 3, 1, 7,                           //
                                 8, 4, 3, 0, 5, 0,                             //
                                 2, 9, 1, 5, 0, 1,                             //
                                 80, 30, 7, 0, 1, 0)
                                    .finished();

} // namespace

TEST_CASE("inferred roles read well") {
    auto inference = layout::role_inference(linkage, layout::one_core_two_wings(2));
    inference.outcome.iterations = 7; // hangs on the order of the search
    CHECK(report::text(layout::summary(inference, names)) ==
          "Roles: value 0.9427, fit 0.800\n"
          "\n"
          "place     role   margin\n"
          "--------  -----  ------\n"
          "Yubei     core   0.0466\n"
          "万州区    wing   0.0466\n"
          "Fuling    wing   0.0466\n"
          "Kai       point  0.0466\n"
          "Chengkou  point  0.0048\n"
          "1 place without a special role; optimal, objective 0.942675, bound 0.942675, gap 0, 7 iterations\n");
    inference.margin[0] = inference.margin_floor[0] = std::numeric_limits<double>::infinity();
    inference.margin_floor[1] = 0.02;
    inference.margin[5] = std::numeric_limits<double>::infinity();
    CHECK(report::text(layout::summary(inference, names)) ==
          "Roles: value 0.9427, fit 0.800\n"
          "\n"
          "place     role             margin\n"
          "--------  -----  ----------------\n"
          "Yubei     core           no other\n"
          "万州区    wing   0.0200 to 0.0466\n"
          "Fuling    wing    at least 0.0466\n"
          "Kai       point            0.0466\n"
          "Chengkou  point            0.0048\n"
          "1 place without a special role; optimal, objective 0.942675, bound 0.942675, gap 0, 7 iterations\n");
}

TEST_CASE("roles without margins have no such column") {
    auto inference = layout::role_inference(linkage, layout::one_core_two_wings(3), {.margins = layout::Margins::none});
    inference.outcome.iterations = 7;
    CHECK(report::text(layout::summary(inference, names)) ==
          "Roles: value 0.9354, fit 0.728\n"
          "\n"
          "place     role\n"
          "--------  -----\n"
          "Yubei     core\n"
          "万州区    wing\n"
          "Fuling    wing\n"
          "Kai       point\n"
          "Chengkou  point\n"
          "Wuxi      point\n"
          "optimal, objective 0.935446, bound 0.935446, gap 0, 7 iterations\n");
}

TEST_CASE("where no layout keeps the rules the note says so") {
    const auto inference = layout::role_inference(linkage, layout::one_core_two_wings(30));
    CHECK(report::text(layout::summary(inference, names)) == "Roles\n"
                                                             "\n"
                                                             "place  role\n"
                                                             "-----  ----\n"
                                                             "infeasible, 0 iterations\n");
}

TEST_CASE("the fit of a layout reads well") {
    using enum model::Role;
    const auto fit =
        layout::fit(linkage, {core, wing, point, point, other, wing}, layout::one_core_two_wings(2), {.breaks = 2});
    CHECK(report::text(layout::summary(fit, names)) == "Fit 0.800, p 0.0060: links that break the pattern\n"
                                                       "\n"
                                                       "place     with      linkage  expected  is\n"
                                                       "--------  --------  -------  --------  --------\n"
                                                       "万州区    Kai         60.00     25.29  stronger\n"
                                                       "Yubei     万州区      90.00     66.68  stronger\n"
                                                       "Yubei     Chengkou     8.00     39.08  weaker\n"
                                                       "Chengkou  Fuling       0.00     25.29  weaker\n");
    const auto untested = layout::fit(linkage, {core, wing, point, point, other, wing}, layout::one_core_two_wings(2),
                                      {.permutations = 0, .breaks = 0});
    CHECK(layout::summary(untested, names).caption == "Fit 0.800, not tested: links that break the pattern");
    CHECK_THROWS_WITH_AS(layout::summary(fit, {"Yubei"}),
                         "names: has 1 entries, and none for place 2; give the names of all places", base::bad_shape);
}

TEST_CASE("names of another number are refused") {
    const auto inference = layout::role_inference(linkage, layout::one_core_two_wings(2));
    CHECK_THROWS_WITH_AS(layout::summary(inference, {"Yubei"}), "names: has 1 entries where 6 are needed",
                         base::bad_shape);
}
