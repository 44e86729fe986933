#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/layout/detail/hub_candidates.hpp"
#include "corewing/layout/detail/role_positions.hpp"
#include "corewing/layout/detail/role_problem.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <vector>

/// What cores and wings ("hubs") add to the value of a layout.
namespace corewing::layout::detail {

/// Hubs chosen so far.
template <class State>
struct HubNode {
    std::array<std::vector<Index>, 2> hubs = {}; ///< cores, wings
    State state = {};                            ///< what they add to the scores of points
    double value = 0.0;                          ///< of the layout without the points' scores
    std::array<Index, 2> left = {};              ///< cores and wings still to choose
};

/// The terms of a layout's value that hubs decide, worked out once. Links count as far as the image gives them more
/// than links between places that are neither hub nor point.
template <class Matrix>
struct HubTerms {
    const RoleProblem<Matrix>& problem;
    double constant = 0.0;                      ///< value of a layout without hubs and points
    double mean_links = 0.0;                    ///< of a place
    std::array<Index, 2> slots = {};            ///< cores and wings to choose
    std::array<double, 2> gain = {};            ///< by role: score of a point for a link of 1 to a hub
    std::array<Eigen::VectorXd, 2> linear = {}; ///< by role: what a place adds as a hub, by itself
    Eigen::Matrix2d pair = {};                  ///< by two roles: what a link of 1 between hubs adds
    Eigen::VectorXd row_best = {};              ///< best link of each place
    Eigen::VectorXd row_top = {};               ///< sum of its best links, as many as there are points
    std::vector<Index> must = {};               ///< places that can only be hubs, ascending

    explicit HubTerms(const RoleProblem<Matrix>& of)
        : problem(of), slots{of.count_of(model::Role::core), of.count_of(model::Role::wing)} {
        const double base = problem.image(other_at, other_at);
        const Image shifted = problem.image.array() - base;
        const Eigen::VectorXd strength = read_links();
        constant = problem.link_unit * base * strength.sum() / 2.0 +
                   problem.capability_unit * problem.rank[other_at] * problem.capability.sum();
        for (const Index r : hubs_at) {
            gain[r] = problem.link_unit * (shifted(r, point_at) - shifted(r, other_at));
            linear[r] = problem.link_unit * shifted(r, other_at) * strength +
                        problem.capability_unit * (problem.rank[r] - problem.rank[other_at]) * problem.capability;
            for (const Index s : hubs_at)
                pair(r, s) = problem.link_unit * (shifted(r, s) - shifted(r, other_at) - shifted(s, other_at));
        }
        for (Index i = 0; i < problem.n; ++i)
            if (!problem.may(i, model::Role::point) && !problem.may(i, model::Role::other)) must.push_back(i);
    }

    [[nodiscard]] bool must_hub(Index place) const { return std::binary_search(must.begin(), must.end(), place); }

    /// What place j adds as role r beside the hubs decided, its own points left out.
    template <class State>
    [[nodiscard]] double joining(const HubNode<State>& node, Index j, Index r) const {
        double value = linear[r][j];
        for (const Index s : hubs_at)
            if (pair(r, s) != 0.0)
                for (const Index k : node.hubs[s]) value += pair(r, s) * problem.w.coeff(k, j);
        if (problem.spread_unit == 0.0) return value;
        const auto& [cores, wings] = node.hubs;
        double spread = 0.0;
        for (Index a = 0; a < std::ssize(wings); ++a) {
            if (r == wing_at)
                for (const Index core : cores) spread += problem.separation(core, wings[a], j);
            else
                for (Index b = 0; b < a; ++b) spread += problem.separation(j, wings[a], wings[b]);
        }
        return value + problem.spread_unit * spread;
    }

    /// The most spread that the hubs still to choose can add.
    [[nodiscard]] double spread_ahead(const std::array<Index, 2>& left) const {
        const auto triples = [](Index cores, Index wings) {
            return static_cast<double>(cores * (wings * (wings - 1) / 2));
        };
        return problem.spread_unit * (triples(slots[core_at], slots[wing_at]) -
                                      triples(slots[core_at] - left[core_at], slots[wing_at] - left[wing_at]));
    }

    /// Half of the best links that place j as role r can have with the hubs still to choose beside it.
    [[nodiscard]] double outlook(Index j, Index r, const std::array<Index, 2>& left) const {
        double unit = 0.0;
        for (const Index s : hubs_at)
            unit += std::max(0.0, pair(r, s)) * static_cast<double>(std::max<Index>(0, left[s] - (r == s ? 1 : 0)));
        return 0.5 * unit * row_best[j];
    }

    /// The most that place j as role r can add to the scores of the points.
    [[nodiscard]] double best_points(Index j, Index r) const { return std::max(0.0, gain[r]) * row_top[j]; }

private:
    /// Best links of each place. The sums of its links.
    Eigen::VectorXd read_links() {
        Eigen::VectorXd strength(problem.n);
        row_best.resize(problem.n);
        row_top.resize(problem.n);
        Eigen::VectorXd links = Eigen::VectorXd::Zero(problem.n);
        const auto block = [&](Index begin, Index end) {
            std::vector<double> values;
            for (Index j = begin; j < end; ++j) {
                values.clear();
                each_link(problem.w, j, [&](Index, double value) {
                    links[j] += 1.0;
                    if (value > 0.0) values.push_back(value);
                });
                strength[j] = sum(values);
                row_best[j] = values.empty() ? 0.0 : *std::max_element(values.begin(), values.end());
                const Index keep = std::min<Index>(std::ssize(values), problem.count_of(model::Role::point));
                std::nth_element(values.begin(), values.begin() + keep, values.end(), std::greater<>());
                values.resize(keep);
                row_top[j] = sum(values);
            }
        };
        base::parallel_blocks(problem.n, block, {.grain = 256});
        mean_links = links.sum() / static_cast<double>(std::max<Index>(1, problem.n));
        return strength;
    }
};

} // namespace corewing::layout::detail
