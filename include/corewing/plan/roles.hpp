#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/layout/confidence.hpp"
#include "corewing/layout/fit.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_inference.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"
#include "corewing/plan/answer.hpp"
#include "corewing/plan/basis.hpp"
#include "corewing/plan/standing.hpp"
#include "corewing/plan/territory.hpp"
#include "corewing/plan/together.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

/// Who is core, wing and point: how well each stated layout suits the links, and who else could be a point.
namespace corewing::plan {

/// A layout of layouts.csv against the links.
struct LayoutView {
    std::string layout = {};              ///< its id
    layout::Pattern pattern = {};         ///< counts on lines, and wished links
    model::Roles stated = {};             ///< one a line: the highest role stated of its places
    std::vector<std::string> inside = {}; ///< names of points that lie on the ground of a core or wing
    Index sought = 0;                     ///< points that the layout has but does not name
    bool count_known = false;             ///< whether patterns.csv says how many points it has
    layout::RoleOptions rules = {};       ///< of the proposal: stated roles fixed, capability and its weight
    layout::RoleInference proposal = {};  ///< stated roles kept, the other points as they suit links and standing best
    layout::RoleConfidence confidence = {}; ///< of the proposal: how often each line keeps its role
    Index runs = 0;                         ///< of the confidence
    std::vector<Index> sure = {};           ///< points sought that are kept in 95 % of the runs: lines
    std::vector<Index> likely = {};  ///< the other points sought of the proposal: lines, the most often kept first
    double fit = 0.0;                ///< of the stated hubs with the points that suit them best, by links alone
    layout::RoleInference best = {}; ///< by links alone, nothing stated
    Index choices = 0;               ///< of core and wings looked at
    Index better = 0;                ///< of these, how many suit the links better
    bool all_choices = true;         ///< false: a seeded sample was looked at
    layout::Fit test = {};           ///< with a p-value only where links are observed and no point is sought
};

/// Who is core, wing and point.
struct RolesAnswer {
    Answer answer = {};                   ///< in words
    Territory territory = {};             ///< its lines are the places of every layout
    Eigen::MatrixXd linkage = {};         ///< lines x lines, symmetric
    bool observed = false;                ///< whether the links are a complete layer of flows; else they are modelled
    std::string model = {};               ///< how they were made, in words
    Eigen::VectorXd capability = {};      ///< lines x 1: standing of its districts, by size; empty where not known
    std::vector<LayoutView> layouts = {}; ///< those that name a core, in the order of their ids
};

/// Looks at every stated layout. The lines are grounds, so a zone counts with its hosts and nothing is counted twice.
/// Links are the chosen flows where they are complete; else a gravity model of size and way, calibrated on the known flows
/// where there are any. On modelled links there is no p-value: they tell only how the stated hubs rank among all choices
/// of core and wings, each with the points that suit it best (all choices up to 50,000, else a seeded sample of as many).
/// Points that are not named are proposed by layout::role_inference(); sure is who keeps the role in 95 % of the runs
/// that draw anew: exponents within their errors, decay by a half, a least time up to half an hour, weight of standing
/// within .2 of the choice, wished links by a quarter, and filled sizes by their own leave-one-out error.
/// @param basis     of the region
/// @param together  of the same region: the calibrated model
/// @param standing  of the same region: the capability
/// @return not answered where no layout names a core, or no links can be made
/// @throws interrupted if the observer asks to stop
/// Complexity O(runs lines^2 + choices lines); 200 runs, fewer from 708 lines on, at least 20.
/// Source: Borgatti & Everett 2000, Social Networks 21:375-395.
COREWING_ROUTINE
RolesAnswer roles(const Basis& basis, const Together& together, const Standing& standing);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/roles.hpp"
#endif
