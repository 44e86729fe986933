// One budget, many ideas of fairness: what does each choice give, and what does it cost?
//
// A place's benefit is sqrt(GDP * amount): what is spent bears fruit with the size of the place, and ever less
// with the amount. "Worth" is the sum of benefits as a share of the most that could be had. Inequality is the
// Theil index of the amount per resident, within the three clusters and between them.
#include "corewing/allocation/explain.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/label_groups.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/allocation/verify_fair_division.hpp"
#include "corewing/association/inequality.hpp"
#include "corewing/io/atomic_file.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/model/column.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/model/selection.hpp"
#include "corewing/plan/figures.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/scatter.hpp"
#include "corewing/report/table.hpp"

#include <cmath>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

namespace allocation = corewing::allocation;
namespace model = corewing::model;
namespace report = corewing::report;
using report::fixed;
using report::percent;

int main() {
    const auto region = corewing::io::read_region(DATA_FOLDER "/chongqing");
    const auto districts = model::select(region, model::PlaceKind::district);
    const Eigen::VectorXd gdp = districts.rows(corewing::plan::figures_of(region, "gdp", 2020)->column).known(); // gaps filled
    const Eigen::VectorXd people = districts.rows(model::column(region, "population", 2020)).known();
    const auto clusters = districts.labels(&model::Place::cluster);
    const auto floors = allocation::groups(
        clusters, {{"渝东北三峡库区城镇群", {.floor = 90.0}}, {"渝东南武陵山区城镇群", {.floor = 40.0}}});
    constexpr double budget = 296.0;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double most = std::sqrt(gdp.sum() * budget);

    using report::Align;
    report::Table table{.caption = fixed(budget, 0) + " (" + region.info().currency + ") for " +
                                   std::to_string(districts.size()) + " districts",
                        .columns = {{"division"},
                                    {"worth", Align::right},
                                    {"Theil", Align::right},
                                    {"between", Align::right},
                                    {"least per head, yuan", Align::right},
                                    {"most", Align::right}}};
    std::vector<report::Dot> dots;
    const auto show = [&](const std::string& name, const Eigen::VectorXd& amount, bool accent = false) {
        const double worth = (gdp.array() * amount.array()).sqrt().sum() / most;
        const Eigen::VectorXd per_head = amount.cwiseQuotient(people) * 1e4;
        const auto theil = corewing::association::theil_parts(per_head, clusters, people);
        table.rows.push_back({name, percent(worth), fixed(theil.total, 3), fixed(theil.between, 3),
                              fixed(per_head.minCoeff(), 0), fixed(per_head.maxCoeff(), 0)});
        dots.push_back({.label = name, .x = 100.0 * worth, .y = theil.total, .accent = accent});
    };
    const auto divide = [&](const std::string& name, const Eigen::VectorXd& need,
                            const allocation::FairDivisionOptions& options) {
        const auto division = allocation::fair_division(need, options);
        if (!allocation::verify_fair_division(need, options, division).holds)
            table.note += "Not proven: " + name + '\n';
        show(name, division.amount);
        return division;
    };

    show("the same for every district", Eigen::VectorXd::Ones(gdp.size()) * budget / districts.size());
    divide("the same for every resident (max-min)", people, {.budget = budget, .alpha = infinity});
    divide("half-way between residents and size (alpha 2)", gdp.cwiseProduct(people), {.budget = budget, .alpha = 2.0});
    divide("by size (proportional, alpha 1)", gdp, {.budget = budget});
    divide("the strong first (alpha 0.5)", gdp, {.budget = budget, .alpha = 0.5});
    const allocation::FairDivisionOptions rules{.budget = budget, .groups = floors};
    const auto with_floors = divide("by size, floors for two clusters", gdp, rules);

    // Benefits that cross borders: neighbours pass on three tenths of theirs.
    const auto borders = districts.pairs(model::linkage(region, "border")).known();
    const auto spilling =
        allocation::spillover_division(gdp, borders.sparseView(), {.budget = budget, .reach = 0.3, .groups = floors});
    show("by size, floors, benefits cross borders", spilling.amount, true);
    std::cout << report::text(table);

    std::cout << "\nWhat the floors cost: the last unit is worth";
    for (const auto& [rule, value] : allocation::explain(gdp, rules, with_floors).binding)
        if (rule.kind == allocation::RuleKind::group_floor)
            std::cout << ' ' << percent(-value / with_floors.price, 0) << " less in " << rule.name << ',';
    std::cout << " than elsewhere.\nWith spillovers " << percent(spilling.received.sum() / spilling.benefit.sum(), 0)
              << " of all benefit comes through neighbours (" << spilling.outcome.status << ").\n"
              << "Worth counts what is spent in a place itself, not what its neighbours pass on.\n";

    const auto picture = corewing::report::scatter(dots, {.title = "Worth and inequality of seven divisions",
                                                          .x_name = "Worth, % of the most possible",
                                                          .y_name = "Theil index of the amount per resident"});
    corewing::io::write_file("trade_off.svg", picture.str());
    std::cout << "The picture is in trade_off.svg.\n";
    return std::cout.flush() ? 0 : 1; // a full disk is a failure
}
