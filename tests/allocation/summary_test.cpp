#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/allocation/summary.hpp"
#include "corewing/base/error.hpp"
#include "corewing/report/table.hpp"

#include <Eigen/SparseCore>
#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;

namespace {

const std::vector<std::string> names{"Yubei", "万州区", "Kai", "Chengkou", "Wuxi"};

const Eigen::VectorXd need = (Eigen::VectorXd(5) << 220.0, 157.0, 120.0, 20.0, 39.0).finished();

allocation::FairDivisionOptions rules() {
    return {.budget = 1200.0,
            .lower = (Eigen::VectorXd(5) << 0.0, 0.0, 0.0, 80.0, 0.0).finished(),
            .upper = (Eigen::VectorXd(5) << 400.0, 1200.0, 1200.0, 1200.0, 1200.0).finished(),
            .groups = {{.name = "hills", .members = {3, 4}, .floor = 240.0}}};
}

} // namespace

TEST_CASE("a fair division reads well") {
    const auto division = allocation::fair_division(need, rules());
    CHECK(report::text(allocation::summary(division, names, {.unit = "million yuan"})) ==
          "Fair division, price of the budget 0.4946\n"
          "\n"
          "place     amount (million yuan)   share  reason\n"
          "--------  ---------------------  ------  -------------------\n"
          "Yubei                     400.0   33.3%  at its cap\n"
          "万州区                    317.4   26.5%  at the common price\n"
          "Kai                       242.6   20.2%  at the common price\n"
          "Chengkou                   81.4    6.8%  held by group hills\n"
          "Wuxi                      158.6   13.2%  held by group hills\n"
          "total                   1,200.0  100.0%\n"
          "optimal, objective 3167.01, bound 3167.01, gap 0, 2 iterations\n");
    auto nameless = rules();
    nameless.groups[0].name = "";
    CHECK(report::text(allocation::summary(allocation::fair_division(need, nameless), names)) ==
          "Fair division, price of the budget 0.4946\n"
          "\n"
          "place      amount   share  reason\n"
          "--------  -------  ------  -------------------\n"
          "Yubei       400.0   33.3%  at its cap\n"
          "万州区      317.4   26.5%  at the common price\n"
          "Kai         242.6   20.2%  at the common price\n"
          "Chengkou     81.4    6.8%  held by group 0\n"
          "Wuxi        158.6   13.2%  held by group 0\n"
          "total     1,200.0  100.0%\n"
          "optimal, objective 3167.01, bound 3167.01, gap 0, 2 iterations\n");
}

TEST_CASE("a division with spillovers reads well") {
    Eigen::SparseMatrix<double> link(5, 5);
    link.insert(0, 1) = link.insert(1, 0) = link.insert(1, 2) = link.insert(2, 1) = link.insert(3, 4) =
        link.insert(4, 3) = 1.0;
    auto division = allocation::spillover_division(need, link, {.budget = 12.0, .reach = 0.3, .gap = 1e-10});
    division.outcome.gap = 0.0; // these two hang on rounding
    division.outcome.iterations = 40;
    CHECK(report::text(allocation::summary(division, names)) ==
          "Division with spillovers, price of the budget 46.33\n"
          "\n"
          "place     amount   share  from neighbours  benefit  reason\n"
          "--------  ------  ------  ---------------  -------  -------------------\n"
          "Yubei      3.045   25.4%            2.541    5.586  at the common price\n"
          "万州区     7.176   59.8%            1.295    8.471  at the common price\n"
          "Kai        0.506    4.2%            2.541    3.047  at the common price\n"
          "Chengkou   0.256    2.1%            0.361    0.617  at the common price\n"
          "Wuxi       1.017    8.5%            0.185    1.202  at the common price\n"
          "total     12.000  100.0%            6.923   18.923\n"
          "optimal, objective 845.14, bound 845.14, gap 0, 40 iterations\n");
}

TEST_CASE("a division that cannot be has no rows") {
    const auto division = allocation::fair_division(need, {.budget = 10.0, .lower = need});
    CHECK(report::text(allocation::summary(division, names)) == "Fair division\n"
                                                                "\n"
                                                                "place  amount  share  reason\n"
                                                                "-----  ------  -----  ------\n"
                                                                "infeasible, 0 iterations\n");
}

TEST_CASE("nothing to divide has shares of 0") {
    const auto division = allocation::fair_division(need, {.budget = 0.0});
    CHECK(report::text(allocation::summary(division, names)) == "Fair division\n"
                                                                "\n"
                                                                "place     amount  share  reason\n"
                                                                "--------  ------  -----  ------------\n"
                                                                "Yubei          0   0.0%  at its floor\n"
                                                                "万州区         0   0.0%  at its floor\n"
                                                                "Kai            0   0.0%  at its floor\n"
                                                                "Chengkou       0   0.0%  at its floor\n"
                                                                "Wuxi           0   0.0%  at its floor\n"
                                                                "total          0   0.0%\n"
                                                                "optimal, objective 0, bound 0, gap 0, 0 iterations\n");
}

TEST_CASE("names of another number are refused") {
    const auto division = allocation::fair_division(need, rules());
    CHECK_THROWS_WITH_AS(allocation::summary(division, {"Yubei"}), "names: has 1 entries where 5 are needed",
                         base::bad_shape);
}
