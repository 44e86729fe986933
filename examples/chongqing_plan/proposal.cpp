#include "proposal.hpp"

#include "corewing/interaction/gravity.hpp"
#include "corewing/model/same_ground.hpp"
#include "corewing/model/stated_roles.hpp"

#include <algorithm>
#include <cmath>

using corewing::Index;

namespace chongqing {

namespace base = corewing::base;
namespace interaction = corewing::interaction;
namespace layout = corewing::layout;
namespace model = corewing::model;

namespace {

Eigen::MatrixXd gravity(const Eigen::VectorXd& mass, const Eigen::MatrixXd& hours, double decay, double least) {
    return interaction::gravity(mass, hours, {.deterrence = {.rate = decay, .least_time = least}});
}

} // namespace

Linkage expected_linkage(const model::Region& region, const Figures& f, const Assumptions& a) {
    Linkage linkage{.strength =
                        gravity(f.gdp.values(f.places), f.hours(f.places, f.places), a.distance_decay, a.least_hours)};
    const auto row = [&](Index place) -> Index {
        const auto at = std::lower_bound(f.places.begin(), f.places.end(), place);
        return at != f.places.end() && *at == place ? at - f.places.begin() : -1;
    };
    for (const auto& [first, second] : model::same_ground(region))
        if (row(first) >= 0 && row(second) >= 0) linkage.same_ground.push_back({row(first), row(second)});
    return linkage;
}

Proposal propose_points(const model::Region& region, const Figures& f, const Assumptions& a, const std::string& id,
                        Index points) {
    Proposal proposal{.linkage = expected_linkage(region, f, a), .pattern = layout::one_core_two_wings(points)};
    layout::RoleOptions& rules = proposal.rules;
    rules.skip = proposal.linkage.same_ground;
    rules.capability = f.gdp.values(f.places);
    proposal.unbound = layout::role_inference(proposal.linkage.strength, proposal.pattern, rules);

    const model::StatedRoles stated = model::stated_roles(region, id);
    for (Index k = 0; k < std::ssize(f.places); ++k) {
        const Index place = f.places[k];
        const Index row = k;
        if (stated.stated[place])
            rules.fixed.push_back({row, stated.roles[place]});
        else if (region.place(place).kind == model::PlaceKind::platform)
            rules.forbidden.push_back({row, model::Role::point}); // the plan speaks of districts
    }
    rules.margins = layout::Margins::all;
    proposal.roles = layout::role_inference(proposal.linkage.strength, proposal.pattern, rules);
    if (!proposal.roles.outcome.has_answer())
        throw base::bad_data("no proposal can be made: " + (proposal.roles.findings.empty()
                                                                ? std::string("no layout keeps every rule")
                                                                : proposal.roles.findings.front().text),
                             {.file = "layouts.csv", .field = id, .remedy = "change the roles that are stated"});

    // Estimates off by a fifth either way, distance felt more or less, shorter or longer least times.
    const Eigen::VectorXd gdp = f.gdp.values(f.places);
    const Eigen::MatrixXd hours = f.hours(f.places, f.places);
    const base::Marks marks = f.gdp.marks(f.places, Eigen::all);
    const auto draw = [&](Index, base::Random& random) {
        Eigen::VectorXd mass = gdp;
        for (Index i = 0; i < mass.size(); ++i)
            mass[i] *= marks(i, 0) == base::Mark::observed ? 1.0 : random.uniform(0.8, 1.2);
        const double decay = random.uniform(1.0, 3.0), least = random.uniform(0.25, 0.75);
        return layout::RoleDraw{.linkage = gravity(mass, hours, decay, least), .capability = mass};
    };
    proposal.confidence = layout::role_confidence(proposal.roles.roles, proposal.pattern, rules, draw, {.runs = 200});
    return proposal;
}

} // namespace chongqing
