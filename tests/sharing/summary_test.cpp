#include "corewing/base/error.hpp"
#include "corewing/report/table.hpp"
#include "corewing/sharing/nucleolus.hpp"
#include "corewing/sharing/shapley.hpp"
#include "corewing/sharing/summary.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;

namespace {

const std::vector<std::string> names{"Yubei", "万州区", "Kai"};

/// Alone 10, 5, 0; Yubei and Wanzhou 24, Yubei and Kai 12, Wanzhou and Kai 8; all 30.
const Eigen::VectorXd worth = (Eigen::VectorXd(8) << 0.0, 10.0, 5.0, 24.0, 0.0, 12.0, 8.0, 30.0).finished();

} // namespace

TEST_CASE("a Shapley value reads well") {
    CHECK(report::text(sharing::summary(sharing::shapley(worth), names)) == "Shapley value\n"
                                                                            "\n"
                                                                            "player  share  of the whole\n"
                                                                            "------  -----  ------------\n"
                                                                            "Yubei   15.83         52.8%\n"
                                                                            "万州区  11.33         37.8%\n"
                                                                            "Kai      2.83          9.4%\n");
    sharing::Shapley estimated = sharing::shapley(worth);
    estimated.exact = false;
    estimated.standard_error << 0.1234, 0.0567, 0.1;
    CHECK(report::text(sharing::summary(estimated, names)) == "Shapley value, estimated\n"
                                                              "\n"
                                                              "player  share  of the whole  standard error\n"
                                                              "------  -----  ------------  --------------\n"
                                                              "Yubei   15.83         52.8%            0.12\n"
                                                              "万州区  11.33         37.8%            0.06\n"
                                                              "Kai      2.83          9.4%            0.10\n");
}

TEST_CASE("a nucleolus reads well") {
    auto nucleolus = sharing::nucleolus(worth);
    nucleolus.outcome.gap = 0.0; // these two hang on rounding
    nucleolus.outcome.iterations = 6;
    CHECK(report::text(sharing::summary(nucleolus, names)) == "Nucleolus\n"
                                                              "\n"
                                                              "player  share  of the whole\n"
                                                              "------  -----  ------------\n"
                                                              "Yubei   16.00         53.3%\n"
                                                              "万州区  11.00         36.7%\n"
                                                              "Kai      3.00         10.0%\n"
                                                              "optimal, objective -3, bound -3, gap 0, 6 iterations\n");
}

TEST_CASE("without an answer there are no rows, and of nothing there are no parts") {
    const Eigen::Vector4d torn(0.0, 3.0, 3.0, 1.0);
    auto nucleolus = sharing::nucleolus(torn);
    nucleolus.outcome.iterations = 0;
    CHECK(report::text(sharing::summary(nucleolus, {"Yubei", "Kai"})) == "Nucleolus\n"
                                                                         "\n"
                                                                         "player  share  of the whole\n"
                                                                         "------  -----  ------------\n"
                                                                         "infeasible, 0 iterations\n");
    CHECK(report::text(sharing::summary(sharing::shapley(Eigen::Vector4d(0.0, 1.0, -1.0, 0.0)), {"Yubei", "Kai"})) ==
          "Shapley value\n"
          "\n"
          "player   share  of the whole\n"
          "------  ------  ------------\n"
          "Yubei    1.000             –\n"
          "Kai     -1.000             –\n");
}

TEST_CASE("names of another number are refused") {
    CHECK_THROWS_WITH_AS(sharing::summary(sharing::shapley(worth), {"Yubei"}),
                         "names: has 1 entries where 3 are needed", base::bad_shape);
    CHECK_THROWS_AS(sharing::summary(sharing::nucleolus(worth), {"Yubei"}), base::bad_shape);
}
