// Everybody was promised something, and together it cannot be: which promises clash, and what is the least
// that has to give?
#include "corewing/allocation/conflict.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/io/region_folder.hpp"

#include "chongqing_plan/figures.hpp"
#include "chongqing_plan/names.hpp"

#include <cstdio>

using corewing::Index;

namespace allocation = corewing::allocation;

int main() {
    const auto region = corewing::io::read_region(DATA_FOLDER "/chongqing");
    const auto figures = chongqing::figures(region, {});
    const Index n = std::ssize(figures.districts);

    std::vector<std::string> names, cluster;
    for (const auto i : figures.districts) {
        names.push_back(chongqing::short_name(region.place(i)));
        cluster.push_back(region.place(i).cluster);
    }
    // The promises: 296 to divide, 4 for everybody, and floors for the clusters that grew in three meetings.
    auto groups = allocation::groups_by(cluster);
    for (auto& group : groups) {
        if (group.name.starts_with("主城")) group.floor = 160.0;
        if (group.name.starts_with("渝东北")) group.floor = 90.0;
        if (group.name.starts_with("渝东南")) group.floor = 60.0;
    }
    const allocation::RuleBook rules{
        .budget = 296.0, .lower = Eigen::VectorXd::Constant(n, 4.0), .groups = groups, .names = names};

    const auto division = allocation::fair_division(figures.gdp.values(figures.districts),
                                                    {.budget = rules.budget, .lower = rules.lower, .groups = groups});
    std::printf("The division is %s.\n\n", std::string(corewing::base::name(division.outcome.status)).c_str());

    const auto clash = allocation::conflict(n, rules);
    std::printf("These rules cannot hold together%s:\n  %s\n\n", clash.smallest ? ", and no smaller set clashes" : "",
                allocation::describe(clash).c_str());
    std::printf("The least that has to give is %.1f in all:\n", clash.change);
    for (const auto& change : clash.relaxation)
        std::printf("  %s becomes %.1f\n", allocation::describe(change.rule).c_str(), change.to);

    // With that much given, it can be done.
    auto eased = groups;
    double budget = rules.budget;
    for (const auto& change : clash.relaxation) {
        if (change.rule.kind == allocation::RuleKind::budget) budget = change.to;
        if (change.rule.kind == allocation::RuleKind::group_floor)
            eased[change.rule.index].floor = change.to;
    }
    const auto again = allocation::fair_division(figures.gdp.values(figures.districts),
                                                 {.budget = budget, .lower = rules.lower, .groups = eased});
    std::printf("\nThen the division is %s:", std::string(corewing::base::name(again.outcome.status)).c_str());
    for (Index g = 0; g < std::ssize(eased); ++g)
        std::printf(" %s %.1f%s", eased[g].name.c_str(), again.group_amount[g],
                    g + 1 < std::ssize(eased) ? "," : "\n");
}
