#include "plan.hpp"

#include "corewing/allocation/conflict.hpp"
#include "corewing/interaction/gravity.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/model/selection.hpp"
#include "corewing/model/stated_roles.hpp"

#include "names.hpp"

#include <algorithm>

using corewing::Index;

namespace chongqing {

namespace allocation = corewing::allocation;
namespace base = corewing::base;
namespace indicator = corewing::indicator;
namespace interaction = corewing::interaction;
namespace layout = corewing::layout;
namespace model = corewing::model;
namespace scoring = corewing::scoring;
using model::Region;

namespace {

/// How well developed each district is, in five subsystems and as a whole.
void score_districts(const Region& region, Plan& plan) {
    const model::MarkedMatrix leaves(plan.figures.leaves, plan.figures.leaf_marks,
                                     {.places = model::select(region, model::PlaceKind::district).ids(),
                                      .columns = indicator::leaves(plan.figures.tree)});
    // Densities and trains are so unequal that a few places would be the whole scale: these are treated first.
    plan.index = indicator::composite(leaves, plan.figures.tree,
                                      {.outliers = {.method = indicator::Treatment::automatic},
                                       .weigh = {.method = indicator::Weighing::entropy},
                                       .weigh_at = {{"public_index", {.method = indicator::Weighing::equal}}}});
    const auto& nodes = plan.index.nodes;
    std::vector<Index> columns;
    for (Index k = 0; k < std::ssize(nodes); ++k)
        if (nodes[k].parent == "public_index") {
            plan.subsystems.push_back(nodes[k].id);
            columns.push_back(k);
        }
    plan.levels = plan.index.node_score(Eigen::all, columns);
    plan.coupling = scoring::coupling(plan.levels);
}

/// How well each pair of districts works together.
void score_pairs(const Region& region, Plan& plan) {
    const auto& f = plan.figures;
    const interaction::GravityOptions gravity{
        .deterrence = {.rate = plan.assumptions.distance_decay, .least_time = plan.assumptions.least_hours}};
    const Eigen::MatrixXd potential = interaction::gravity(f.gdp.values, f.hours, gravity);
    const auto between_districts = [&](const Eigen::MatrixXd& matrix) -> Eigen::MatrixXd {
        return matrix(f.districts, f.districts);
    };
    plan.collaboration = scoring::collaboration(
        {.flows = {{.name = "trains",
                    .flow =
                        model::MarkedMatrix::observed(between_districts(model::linkage(region, "rail_2016").values())),
                    .weight = 2.0},
                   {.name = "border",
                    .flow = model::MarkedMatrix::observed(between_districts(model::linkage(region, "border").values())),
                    .weight = 1.0}},
         .potential = between_districts(potential),
         .levels = plan.levels});
    plan.strongest = plan.collaboration.strongest(6);

    // Within the built-up centre trams, metro and bridges carry what a timetable of fast trains does not show.
    const Index all = plan.collaboration.counted;
    for (const auto& pair : plan.collaboration.under_used(all)) {
        const auto a = f.districts[pair.first];
        const auto b = f.districts[pair.second];
        if (f.hours(a, b) > plan.assumptions.reach_hours) plan.under_used.push_back(pair);
        if (plan.under_used.size() == 6) break;
    }
}

/// How far linkage by size and distance follows the layouts that the plans state.
void fit_layouts(const Region& region, Plan& plan) {
    const auto& f = plan.figures;
    const Linkage linkage = expected_linkage(region, f, plan.assumptions);
    const layout::FitOptions options{.skip = linkage.same_ground, .permutations = 9999, .seed = 1};
    for (const auto& id : model::layout_names(region)) {
        LayoutFit result{.layout = model::stated_roles(region, id)};
        model::Roles roles;
        for (const auto i : f.places) roles.push_back(result.layout.roles[i]);
        const auto points = std::count(roles.begin(), roles.end(), model::Role::point);
        result.fit = layout::fit(linkage.strength, roles, layout::one_core_two_wings(points), options);
        plan.layouts.push_back(std::move(result));
    }
}

/// An illustration: the first batch's total, by size, with floors for the two clusters and for every place.
void divide(const Region& region, Plan& plan) {
    const auto& f = plan.figures;
    std::vector<std::string> cluster;
    for (const auto i : f.places) cluster.push_back(region.place(i).cluster);
    plan.clusters = allocation::groups_by(cluster);
    for (auto& group : plan.clusters) {
        if (group.name.starts_with("渝东北")) group.floor = plan.rules.northeast_floor;
        if (group.name.starts_with("渝东南")) group.floor = plan.rules.southeast_floor;
    }
    for (const auto& resource : region.resources())
        if (resource.id == "first_batch" && resource.total) plan.rules.budget = *resource.total;
    const allocation::FairDivisionOptions rules{.budget = plan.rules.budget,
                                                .lower = plan.rules.place_floor,
                                                .upper = plan.rules.place_cap,
                                                .groups = plan.clusters};
    plan.division = allocation::fair_division(f.net_gdp.values(f.places), rules);
    if (plan.division.outcome.has_answer()) return;
    std::vector<std::string> names;
    for (const auto i : f.places) names.push_back(short_name(region.place(i)));
    throw base::bad_data("these floors and caps cannot hold together: " +
                             allocation::describe(allocation::conflict(std::ssize(names), rule_book(rules, names))),
                         {.file = "resources.csv", .field = "first_batch", .remedy = "change its total"});
}

void check_targets(const Region& region, Plan& plan) {
    for (const auto& target : region.targets()) {
        const auto& indicator = region.indicator(target.indicator);
        TargetCheck check{.target = target, .name = indicator.name, .unit = indicator.unit};
        for (const auto& seen : region.observations()) { // in the order of years
            if (seen.indicator != target.indicator || seen.place != target.place) continue;
            if (seen.year < target.year)
                check.earlier = seen;
            else if (!check.outcome)
                check.outcome = seen;
        }
        plan.targets.push_back(std::move(check));
    }
}

} // namespace

Plan make_plan(const Region& region) {
    Plan plan;
    plan.doubts = model::diagnose(region);
    plan.figures = figures(region, plan.assumptions);
    score_districts(region, plan);
    score_pairs(region, plan);
    fit_layouts(region, plan);
    plan.proposal = propose_points(region, plan.figures, plan.assumptions);
    divide(region, plan);
    check_targets(region, plan);
    plan.candidates = synthetic_candidates(plan.figures.places, plan.figures.net_gdp.values(plan.figures.places),
                                           {.total = plan.rules.budget});
    return plan;
}

} // namespace chongqing
