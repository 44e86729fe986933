// Who is core, wing and point? The layout as stated, the one the numbers would choose, and a PROPOSAL for the
// points that no public text names: with proof, margin and confidence.
#include "corewing/briefing/flow_map.hpp"
#include "corewing/briefing/joints.hpp"
#include "corewing/io/atomic_file.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/layout/comparison.hpp"
#include "corewing/layout/role_reasons.hpp"
#include "corewing/layout/summary.hpp"
#include "corewing/layout/verify_role_inference.hpp"
#include "corewing/model/selection.hpp"
#include "corewing/model/stated_roles.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/table.hpp"

#include "chongqing_plan/figures.hpp"
#include "chongqing_plan/names.hpp"
#include "chongqing_plan/proposal.hpp"

#include <iostream>
#include <string>
#include <vector>

namespace briefing = corewing::briefing;
namespace layout = corewing::layout;
namespace model = corewing::model;
namespace report = corewing::report;
using corewing::Index;
using model::places_with;
using model::Role;
using report::fixed;
using report::percent;

int main() {
    const auto region = chongqing::with_short_names(corewing::io::read_region(DATA_FOLDER "/chongqing"));
    const chongqing::Assumptions assumptions;
    const auto figures = chongqing::figures(region, assumptions);
    const model::Selection places(region, figures.places); // districts, and zones with a role
    const auto proposal = chongqing::propose_points(region, figures, assumptions);
    const auto& best = proposal.roles;
    const auto& unbound = proposal.unbound;

    std::cout << "If nothing were given, linkage and GDP would choose\n"
              << "  core   " << places.names(places_with(unbound.roles, Role::core)) << '\n'
              << "  wings  " << places.names(places_with(unbound.roles, Role::wing)) << '\n'
              << "  value " << fixed(unbound.value.value, 3) << ", " << unbound.outcome.status
              << "; as stated: " << fixed(best.value.value, 3) << ", so the stated hubs cost "
              << percent(1.0 - best.value.value / unbound.value.value) << "\n\n";

    const auto check = layout::verify_role_inference(proposal.linkage.strength, proposal.pattern, proposal.rules, best);
    std::cout << "PROPOSAL, not a published list"
              << (check.holds() && check.bound_proven ? " (proof checked independently)" : " (NOT checked)") << "\n\n"
              << report::text(layout::summary(best, places.names()));

    const auto points = places_with(best.roles, Role::point);
    report::Table sure{.caption = "How sure, and what speaks for it (+) or for the nearest rival (-)",
                       .columns = {{"point"}, {"kept", report::Align::right}, {"why"}},
                       .note = "kept: in how many of " + std::to_string(proposal.confidence.runs) +
                               " runs with other estimates and assumptions"};
    for (const auto& reason :
         layout::role_reasons(proposal.linkage.strength, best.roles, proposal.pattern, points, proposal.rules, 2))
        sure.rows.push_back({places.name(reason.place), percent(proposal.confidence.kept[reason.place], 0),
                             layout::describe(reason, places.names())});
    std::cout << '\n' << report::text(sure) << "\nclose behind:";
    for (const Index i : places_with(best.roles, Role::other))
        if (const double share = proposal.confidence.share(i, corewing::base::position(Role::point)); share > 0.05)
            std::cout << ' ' << places.name(i) << " (" << percent(share, 0) << ')';

    // The two official plans share core and wings.
    const auto both = layout::compare_layouts(places.rows(model::stated_roles(region, "ai_zone").roles),
                                              places.rows(model::stated_roles(region, "digital_zone").roles));
    std::vector<Index> differing;
    for (const auto& change : both.changes) differing.push_back(change.place);
    std::cout << "\n\nThe two plans as stated: overlap " << fixed(both.overlap, 2) << "; they meet in "
              << places.names(both.contested) << ", and differ in " << places.names(differing) << ".\n";

    const auto map = briefing::map_places(
        places, places.rows(model::Column(figures.gdp.values, figures.gdp.marks, {.name = "gdp"})), best.roles);
    std::vector<briefing::MapLink> links; // of all pairs that the pattern wants linked
    const double strongest = proposal.linkage.strength.maxCoeff();
    for (Index i = 0; i < places.size(); ++i)
        for (Index j = i + 1; j < places.size(); ++j)
            if (proposal.pattern.wanted(best.roles[i], best.roles[j]) > 0.0)
                links.push_back({i, j, 100.0 * proposal.linkage.strength(i, j) / strongest});
    const auto drawn = briefing::flow_map(map.places, links, {},
                                          {.title = "Proposed points of the digital zone",
                                           .links = 60,
                                           .words = {.point = "Point (proposed but for Yubei)",
                                                     .size = "GDP, 100 million yuan",
                                                     .strength = "Expected linkage, % of the strongest"}});
    corewing::io::write_file("who_is_core.svg", drawn.picture.str());
    std::cout << "\nThe picture is in who_is_core.svg.\n";
    return std::cout.flush() ? 0 : 1; // a full disk is a failure
}
