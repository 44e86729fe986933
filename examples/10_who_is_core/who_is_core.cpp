// Who is core, wing and point? The layout as stated, the one the numbers would choose, and a PROPOSAL for the
// points that no public text names: with proof, margin and confidence.
#include "corewing/briefing/flow_map.hpp"
#include "corewing/io/atomic_file.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/layout/verify_role_inference.hpp"
#include "corewing/layout/comparison.hpp"
#include "corewing/layout/fit.hpp"
#include "corewing/layout/role_reasons.hpp"
#include "corewing/model/stated_roles.hpp"

#include "chongqing_plan/figures.hpp"
#include "chongqing_plan/names.hpp"
#include "chongqing_plan/proposal.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

using corewing::Index;

namespace layout = corewing::layout;
namespace model = corewing::model;
using corewing::model::Role;

int main() {
    const auto region = corewing::io::read_region(DATA_FOLDER "/chongqing");
    const chongqing::Assumptions assumptions;
    const auto figures = chongqing::figures(region, assumptions);
    const auto proposal = chongqing::propose_points(region, figures, assumptions);
    const auto& best = proposal.roles;
    const auto name = [&](Index row) {
        return chongqing::short_name(
            region.place(figures.places[row]));
    };
    const auto list = [&](const model::Roles& roles, Role role) {
        std::string text;
        for (Index i = 0; i < std::ssize(roles); ++i)
            if (roles[i] == role) text += (text.empty() ? "" : ", ") + name(i);
        return text;
    };

    std::printf("If nothing were given, linkage and GDP would choose\n  core   %s\n  wings  %s\n",
                list(proposal.unbound.roles, Role::core).c_str(), list(proposal.unbound.roles, Role::wing).c_str());
    std::printf("  value %.3f, %s; as stated: %.3f, so the stated hubs cost %.1f %%\n\n",
                proposal.unbound.outcome.objective,
                std::string(corewing::base::name(proposal.unbound.outcome.status)).c_str(), best.outcome.objective,
                100.0 * (1.0 - best.outcome.objective / proposal.unbound.outcome.objective));

    const auto check = layout::verify_role_inference(proposal.linkage.strength, proposal.pattern, proposal.rules, best);
    std::printf("PROPOSAL, not a published list: core %s, wings %s,\nYubei, and 14 more points (%s%s; %ld nodes)\n\n",
                list(best.roles, Role::core).c_str(), list(best.roles, Role::wing).c_str(),
                std::string(corewing::base::name(best.outcome.status)).c_str(),
                check.holds() && check.bound_proven ? ", proof checked independently" : ", NOT checked",
                best.outcome.iterations);

    std::vector<Index> points, close;
    for (Index i = 0; i < best.margin.size(); ++i)
        if (best.roles[i] == Role::point) points.push_back(i);
    std::stable_sort(points.begin(), points.end(), [&](auto a, auto b) { return best.margin[a] > best.margin[b]; });
    const auto reasons =
        layout::role_reasons(proposal.linkage.strength, best.roles, proposal.pattern, points, proposal.rules, 2);
    std::puts("point        margin  keeps its role in   nearest rival   what speaks for it (+) or for the rival (-)");
    for (Index k = 0; k < std::ssize(points); ++k) {
        const auto i = points[k];
        const auto& reason = reasons[k];
        std::string margin = std::isinf(best.margin[i]) ? "given" : std::to_string(best.margin[i]).substr(0, 6);
        std::printf("%-12s %-7s %5.0f %% of 200 runs  %-14s ", name(i).c_str(), margin.c_str(),
                    100.0 * proposal.confidence.kept[i], reason.rival < 0 ? "-" : name(reason.rival).c_str());
        for (const auto& piece : reason.evidence)
            std::printf(" %c%s", piece.effect > 0.0 ? '+' : '-',
                        piece.kind == layout::EvidenceKind::link ? ("link " + name(piece.with)).c_str() : "size");
        std::puts("");
    }
    for (Index i = 0; i < best.margin.size(); ++i)
        if (best.roles[i] == Role::other && proposal.confidence.share(i, 2) > 0.05)
            close.push_back(i);
    std::printf("\nclose behind:");
    for (const auto i : close) std::printf(" %s (%.0f %%)", name(i).c_str(), 100.0 * proposal.confidence.share(i, 2));

    // The two official plans share core and wings.
    model::Roles ai, digital;
    for (const auto i : figures.places) {
        ai.push_back(model::stated_roles(region, "ai_zone").roles[i]);
        digital.push_back(model::stated_roles(region, "digital_zone").roles[i]);
    }
    const auto both = layout::compare_layouts(ai, digital);
    std::printf("\n\nthe two plans as stated: overlap %.2f; they meet in", both.overlap);
    for (const auto i : both.contested) std::printf(" %s,", name(i).c_str());
    std::printf(" and differ in");
    for (const auto& change : both.changes) std::printf(" %s", name(change.place).c_str());

    std::vector<corewing::briefing::MapPlace> places;
    for (Index i = 0; i < best.margin.size(); ++i) {
        const auto& place = region.place(figures.places[i]);
        places.push_back({.name = name(i),
                          .lon = *place.lon,
                          .lat = *place.lat,
                          .size = figures.gdp.values[figures.places[i]],
                          .role = best.roles[i]});
    }
    std::vector<corewing::briefing::MapLink> links;
    for (Index i = 0; i < std::ssize(places); ++i)
        for (Index j = i + 1; j < std::ssize(places); ++j)
            if (proposal.pattern.wanted(best.roles[i], best.roles[j]) > 0.0)
                links.push_back(
                    {i, j,
                     100.0 * proposal.linkage.strength(i, j) /
                         proposal.linkage.strength.maxCoeff()});
    const auto map = corewing::briefing::flow_map(places, links, {},
                                                  {.title = "Proposed points of the digital zone",
                                                   .links = 60,
                                                   .words = {.point = "Point (proposed but for Yubei)",
                                                             .size = "GDP, 100 million yuan",
                                                             .strength = "Expected linkage, % of the strongest"}});
    corewing::io::write_file("who_is_core.svg", map.picture.str());
    std::puts("\n\nThe picture is in who_is_core.svg.");
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 ? 0 : 1; // a full disk is a failure
}
