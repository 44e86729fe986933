// Who is core, wing and point? The layout as stated, the one the links alone would choose, and a PROPOSAL for the
// points that no public text names: with proof, margin and confidence. The places are grounds: a zone counts with the
// districts it lies in, so nothing is counted twice.
#include "corewing/io/region_folder.hpp"
#include "corewing/layout/comparison.hpp"
#include "corewing/layout/role_reasons.hpp"
#include "corewing/layout/summary.hpp"
#include "corewing/layout/verify_role_inference.hpp"
#include "corewing/model/stated_roles.hpp"
#include "corewing/plan/plan.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/table.hpp"

#include <iostream>
#include <string>
#include <vector>

namespace layout = corewing::layout;
namespace model = corewing::model;
namespace report = corewing::report;
using corewing::Index;
using model::places_with;
using model::Role;
using report::fixed;
using report::percent;

int main() {
    const auto region = corewing::io::read_region(DATA_FOLDER "/chongqing");
    const auto plan = corewing::plan::make(region);
    const auto& view = plan.roles.layouts.back(); // the digital zone: core and wings stated, 1 of 15 points named
    const auto& best = view.proposal;
    std::vector<std::string> names;
    for (const auto& line : plan.roles.territory.lines) names.push_back(region.place(region.index(line.id)).name);
    const auto listed = [&](const std::vector<Index>& lines) {
        std::string all;
        for (const Index i : lines) all += (all.empty() ? "" : ", ") + names[i];
        return all;
    };

    std::cout << "Links: " << plan.roles.model << "\n\nIf nothing were given, the links would choose\n"
              << "  core   " << listed(places_with(view.best.roles, Role::core)) << '\n'
              << "  wings  " << listed(places_with(view.best.roles, Role::wing)) << '\n'
              << "  fit " << fixed(view.best.fit, 3) << ", " << view.best.outcome.status << "; as stated "
              << fixed(view.fit, 3) << ", and " << view.better << " of " << view.choices << " choices fit better\n\n";

    const auto check = layout::verify_role_inference(plan.roles.linkage, view.pattern, view.rules, best);
    std::cout << "PROPOSAL, not a published list"
              << (check.holds() && check.bound_proven ? " (proof checked independently)" : " (NOT checked)") << "\n\n"
              << report::text(layout::summary(best, names));

    report::Table sure{.caption = "How sure, and what speaks for it (+) or for the nearest rival (-)",
                       .columns = {{"point"}, {"kept", report::Align::right}, {"why"}},
                       .note = "kept: in how many of " + std::to_string(view.runs) +
                               " runs with other estimates and assumptions"};
    const auto points = places_with(best.roles, Role::point);
    for (const auto& reason : layout::role_reasons(plan.roles.linkage, best.roles, view.pattern, points, view.rules, 2))
        sure.rows.push_back(
            {names[reason.place], percent(view.confidence.kept[reason.place], 0), layout::describe(reason, names)});
    std::cout << '\n' << report::text(sure) << "\nclose behind:";
    for (const Index i : places_with(best.roles, Role::other))
        if (const double share = view.confidence.share(i, corewing::base::position(Role::point)); share > 0.05)
            std::cout << ' ' << names[i] << " (" << percent(share, 0) << ')';

    // The two official plans share core and wings.
    const auto both = layout::compare_layouts(model::stated_roles(region, "ai_zone").roles,
                                              model::stated_roles(region, "digital_zone").roles);
    std::cout << "\n\nThe two plans as stated: overlap " << fixed(both.overlap, 2) << "; they meet in "
              << plan.basis.names(both.contested) << ".\n";
    return std::cout.flush() ? 0 : 1; // a full disk is a failure
}
