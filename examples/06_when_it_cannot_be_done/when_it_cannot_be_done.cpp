// Everybody was promised something, and together it cannot be: which promises clash, and what is the least
// that has to give?
#include "corewing/allocation/conflict.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/label_groups.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/model/selection.hpp"
#include "corewing/plan/figures.hpp"
#include "corewing/report/number.hpp"

#include <iostream>

namespace allocation = corewing::allocation;
namespace model = corewing::model;
using corewing::report::fixed;

int main() {
    const auto region = corewing::io::read_region(DATA_FOLDER "/chongqing");
    const auto districts = model::select(region, model::PlaceKind::district);
    const Eigen::VectorXd gdp = districts.rows(corewing::plan::figures_of(region, "gdp", 2020)->column).known();

    // The promises: 296 to divide, 4 for everybody, and floors for the clusters that grew in three meetings.
    const allocation::RuleBook rules{
        .budget = 296.0,
        .lower = 4.0,
        .groups = allocation::groups(districts.labels(&model::Place::cluster), {{"主城都市区", {.floor = 160.0}},
                                                                                {"渝东北三峡库区城镇群", {.floor = 90.0}},
                                                                                {"渝东南武陵山区城镇群", {.floor = 60.0}}}),
        .names = districts.names()};
    const auto division =
        allocation::fair_division(gdp, {.budget = rules.budget, .lower = rules.lower, .groups = rules.groups});
    std::cout << "The division is " << division.outcome.status << ".\n\n";

    const auto clash = allocation::conflict(districts.size(), rules);
    std::cout << "These rules cannot hold together" << (clash.smallest ? ", and no smaller set clashes" : "") << ":\n  "
              << allocation::describe(clash) << "\n\nThe least that has to give is " << fixed(clash.change)
              << " in all:\n";

    // With that much given, it can be done.
    auto eased = rules;
    for (const auto& change : clash.relaxation) {
        std::cout << "  " << allocation::describe(change.rule) << " becomes " << fixed(change.to) << '\n';
        if (change.rule.kind == allocation::RuleKind::budget) eased.budget = change.to;
        if (change.rule.kind == allocation::RuleKind::group_floor) eased.groups[change.rule.index].floor = change.to;
    }
    const auto again =
        allocation::fair_division(gdp, {.budget = eased.budget, .lower = eased.lower, .groups = eased.groups});
    std::cout << "\nThen the division is " << again.outcome.status << ":\n";
    for (const auto& group : eased.groups)
        std::cout << "  " << group.name << ' ' << fixed(again.amount(group.members).sum()) << '\n';
    return std::cout.flush() ? 0 : 1; // a full disk is a failure
}
