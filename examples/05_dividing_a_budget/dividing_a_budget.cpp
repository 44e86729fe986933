// One budget, many ideas of fairness: what does each choice give, and what does it cost?
//
// A place's benefit is sqrt(GDP * amount): what is spent bears fruit with the size of the place, and ever less
// with the amount. "Worth" is the sum of benefits as a share of the most that could be had. Inequality is the
// Theil index of the amount per resident, within the three clusters and between them.
#include "corewing/allocation/verify_fair_division.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/io/atomic_file.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/report/scatter.hpp"
#include "corewing/association/inequality.hpp"

#include "chongqing_plan/figures.hpp"

#include <cmath>
#include <cstdio>
#include <limits>
#include <string>
#include <vector>

using corewing::Index;

namespace allocation = corewing::allocation;

int main() {
    const auto region = corewing::io::read_region(DATA_FOLDER "/chongqing");
    const auto figures = chongqing::figures(region, {});
    const Eigen::VectorXd gdp = figures.gdp.values(figures.districts);
    const Eigen::VectorXd people = figures.population.values(figures.districts);
    const auto n = gdp.size();
    std::vector<std::string> cluster;
    for (const auto i : figures.districts) cluster.push_back(region.place(i).cluster);
    auto floors = allocation::groups_by(cluster);
    for (auto& group : floors) {
        if (group.name.starts_with("渝东北")) group.floor = 90.0;
        if (group.name.starts_with("渝东南")) group.floor = 40.0;
    }
    constexpr double budget = 296.0;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double most = std::sqrt(gdp.sum() * budget);

    std::vector<corewing::report::Dot> dots;
    std::puts("296 (100 million yuan) for 38 districts        worth   Theil  between   least and most per head, yuan");
    const auto show = [&](const std::string& name, const Eigen::VectorXd& amount, bool accent = false) {
        const double worth = (gdp.array() * amount.array()).sqrt().sum() / most;
        const Eigen::VectorXd per_head = amount.cwiseQuotient(people) * 1e4;
        const auto theil = corewing::association::theil_parts(per_head, cluster, people);
        std::printf("%-45s  %5.1f %%  %.3f    %.3f   %5.0f  %5.0f\n", name.c_str(), 100.0 * worth, theil.total,
                    theil.between, per_head.minCoeff(), per_head.maxCoeff());
        dots.push_back({.label = name, .x = 100.0 * worth, .y = theil.total, .accent = accent});
    };
    const auto divide = [&](const std::string& name, const Eigen::VectorXd& need,
                            const allocation::FairDivisionOptions& options) {
        const auto division = allocation::fair_division(need, options);
        if (!allocation::verify_fair_division(need, options, division).holds) std::puts("not proven!");
        show(name, division.amount);
        return division;
    };

    show("the same for every district", Eigen::VectorXd::Constant(n, budget / static_cast<double>(n)));
    divide("the same for every resident (max-min)", people, {.budget = budget, .alpha = infinity});
    divide("half-way between residents and size (alpha 2)", gdp.cwiseProduct(people), {.budget = budget, .alpha = 2.0});
    divide("by size (proportional, alpha 1)", gdp, {.budget = budget});
    divide("the strong first (alpha 0.5)", gdp, {.budget = budget, .alpha = 0.5});
    const auto with_floors = divide("by size, floors for two clusters", gdp, {.budget = budget, .groups = floors});

    // Benefits that cross borders: neighbours pass on three tenths of theirs.
    const Eigen::MatrixXd borders =
        corewing::model::linkage(region, "border").values()(figures.districts, figures.districts);
    const auto spilling =
        allocation::spillover_division(gdp, borders.sparseView(), {.budget = budget, .reach = 0.3, .groups = floors});
    show("by size, floors, benefits cross borders", spilling.amount, true);

    std::printf("\nWhat the floors cost: the last unit is worth");
    for (Index g = 0; g < std::ssize(floors); ++g)
        if (floors[g].floor > 0.0)
            std::printf(" %.0f %% less in %s,",
                        -100.0 * with_floors.group_price[g] / with_floors.price,
                        floors[g].name.c_str());
    std::printf(" than elsewhere.\n");
    std::printf("With spillovers: %s%s; %.0f %% of all benefit comes through neighbours.\n",
                std::string(corewing::base::name(spilling.outcome.status)).c_str(),
                spilling.outcome.gap <= 1e-6 ? ", gap at most 1e-6" : "",
                100.0 * spilling.received.sum() / spilling.benefit.sum());
    std::puts("(Worth counts what is spent in a place itself, not what its neighbours pass on.)");

    const auto picture = corewing::report::scatter(dots, {.title = "Worth and inequality of seven divisions",
                                                          .x_name = "Worth, % of the most possible",
                                                          .y_name = "Theil index of the amount per resident"});
    corewing::io::write_file("trade_off.svg", picture.str());
    std::puts("The picture is in trade_off.svg.");
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 ? 0 : 1; // a full disk is a failure
}
