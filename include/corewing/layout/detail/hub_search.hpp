#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/layout/detail/hub_lists.hpp"
#include "corewing/layout/detail/hub_scores.hpp"
#include "corewing/layout/detail/hub_terms.hpp"
#include "corewing/layout/detail/hub_walk.hpp"
#include "corewing/layout/detail/point_choice.hpp"
#include "corewing/layout/detail/role_positions.hpp"
#include "corewing/layout/detail/role_problem.hpp"

#include <utility>

namespace corewing::layout::detail {

/// Branch and bound over the choice of cores and wings ("hubs").
///
/// The image is the same for every pair of places that are not hubs, so once the hubs stand each other place has a
/// score as a point, and the best points are found by sorting. Let T(s) be the most that points can sum to under
/// scores s. T is convex and homogeneous, so with r hubs still to choose
///   T(own + decided + v_1 + ... + v_r) <= sum_k T((own + decided) / r + v_k),
/// which splits the bound into one number for each candidate, to which links between hubs are added.
///
/// What the problem gives once is kept here; a walk over the choices keeps its own state (HubWalk).
template <class Matrix>
class HubSearch {
public:
    using Scores = HubScores<Matrix>;
    using Leaf = HubLeaf<typename Scores::State>;

    HubSearch(const RoleProblem<Matrix>& problem, double work_limit, const base::Observer& observer)
        : choice_(problem), scores_(problem.w, choice_, point_score(problem)),
          terms_(problem), effort_{.limit = work_limit, .cost = 1.0 + terms_.mean_links, .observer = observer} {}

    [[nodiscard]] const PointChoice<>& choice() const { return choice_; }
    [[nodiscard]] const Scores& scores() const { return scores_; }
    [[nodiscard]] double gain(Index role) const { return terms_.gain[role]; }
    [[nodiscard]] long nodes() const { return effort_.nodes; }
    [[nodiscard]] bool stopped() const { return effort_.stopped; }

    /// Looks at every choice of hubs whose value may be above threshold().
    /// @param threshold  called often; may rise while visits go on
    /// @param visit      called with each choice that the bounds could not rule out
    /// @param banned     a place that may not have that role
    /// @return a bound on every choice not looked at: threshold() where the search is complete
    template <class Threshold, class Visit>
    double explore(Threshold&& threshold, Visit&& visit, PlaceRole banned = {-1, model::Role::other}) {
        HubLists lists;
        for (const Index r : hubs_at)
            if (terms_.slots[r] > 0)
                for (Index j = 0; j < terms_.problem.n; ++j)
                    if (terms_.problem.may(j, r) && !(banned.place == j && base::position(banned.role) == r))
                        lists[r].push_back({0.0, j});
        return HubWalk(terms_, scores_, effort_, threshold, visit).run(std::move(lists));
    }

private:
    static Eigen::VectorXd point_score(const RoleProblem<Matrix>& problem) {
        return problem.capability_unit * (problem.rank[point_at] - problem.rank[other_at]) * problem.capability;
    }

    PointChoice<> choice_;
    Scores scores_;
    HubTerms<Matrix> terms_;
    SearchEffort effort_;
};

} // namespace corewing::layout::detail
