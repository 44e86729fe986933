#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/layout/detail/hub_candidates.hpp"
#include "corewing/layout/detail/hub_scores.hpp"
#include "corewing/layout/detail/point_choice.hpp"
#include "corewing/layout/detail/role_problem.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>
#include <vector>

namespace corewing::layout::detail {

/// Branch and bound over the choice of cores and wings ("hubs").
///
/// The image is the same for every pair of places that are not hubs, so once the hubs stand each other place has a
/// score as a point, and the best points are found by sorting. Let T(s) be the most that points can sum to under
/// scores s. T is convex and homogeneous, so with r hubs still to choose
///   T(own + decided + v_1 + ... + v_r) <= sum_k T((own + decided) / r + v_k),
/// which splits the bound into one number for each candidate, to which links between hubs are added.
template <class Matrix>
class HubSearch {
public:
    using Scores = HubScores<Matrix>;
    using State = typename Scores::State;
    struct Leaf {
        const std::vector<Index>& hubs; ///< cores first, then wings
        const State& state;
        double fixed; ///< value without the points' scores
    };

    explicit HubSearch(const RoleProblem<Matrix>& problem, double work_limit, const base::Observer& observer)
        : problem_(problem), choice_(problem), work_limit_(work_limit),
          observer_(observer), slots_{problem.count[0], problem.count[1]},
          scores_(problem.w, choice_, point_score(problem)) {
        const double base = problem.image(3, 3);
        const Image shifted = problem.image.array() - base;
        Eigen::VectorXd strength(problem.n);
        row_best_.resize(problem.n);
        row_top_.resize(problem.n);
        std::vector<double> values;
        double links = 0.0;
        for (Index j = 0; j < problem.n; ++j) {
            values.clear();
            each_link(problem.w, j, [&](Index, double value) {
                links += 1.0;
                if (value > 0.0) values.push_back(value);
            });
            strength[j] = sum(values);
            row_best_[j] = values.empty() ? 0.0 : *std::max_element(values.begin(), values.end());
            const auto keep = std::min(std::ssize(values), problem.count[2]);
            std::nth_element(values.begin(), values.begin() + keep, values.end(),
                             std::greater<>());
            values.resize(keep);
            row_top_[j] = sum(values);
        }
        cost_ = 1.0 + links / static_cast<double>(std::max<Index>(1, problem.n));
        constant_ = problem.link_unit * base * strength.sum() / 2.0 +
                    problem.capability_unit * problem.rank[3] * problem.capability.sum();
        for (Index r = 0; r < 2; ++r) {
            gain_[r] = problem.link_unit * (shifted(r, 2) - shifted(r, 3));
            linear_[r] = problem.link_unit * shifted(r, 3) * strength +
                             problem.capability_unit * (problem.rank[r] - problem.rank[3]) * problem.capability;
            for (Index s = 0; s < 2; ++s)
                pair_(r, s) = problem.link_unit * (shifted(r, s) - shifted(r, 3) - shifted(s, 3));
        }
        for (Index i = 0; i < problem.n; ++i)
            if (!problem.may(i, 2) && !problem.may(i, 3)) must_.push_back(i);
    }

    [[nodiscard]] const PointChoice<>& choice() const { return choice_; }
    [[nodiscard]] const Scores& scores() const { return scores_; }
    [[nodiscard]] double gain(Index role) const { return gain_[role]; }
    [[nodiscard]] long nodes() const { return nodes_; }
    [[nodiscard]] bool stopped() const { return stopped_; }

    /// Looks at every choice of hubs whose value may be above threshold().
    /// @param threshold  called often; may rise while visits go on
    /// @param visit      called with each choice that the bounds could not rule out
    /// @param banned     a place that may not have that role
    /// @return a bound on every choice not looked at: threshold() where the search is complete
    template <class Threshold, class Visit>
    double explore(Threshold&& threshold, Visit&& visit, PlaceRole banned = {-1, model::Role::other}) {
        aborted_ = false;
        open_ = no_value;
        Lists lists;
        for (Index r = 0; r < 2; ++r)
            if (slots_[r] > 0)
                for (Index j = 0; j < problem_.n; ++j)
                    if (problem_.may(j, r) && !(banned.place == j && slot(banned.role) == r))
                        lists[r].push_back({0.0, j});
        Node root{.state = scores_.start(), .value = constant_, .left = slots_};
        if (slots_[0] + slots_[1] > 0 && threshold() == no_value) warm_start(root, lists, threshold, visit);
        descend(root, std::move(lists), threshold, visit, true);
        return std::max(open_, threshold());
    }

private:
    using Lists = std::array<std::vector<Candidate>, 2>;
    using Pools = std::array<CandidatePool, 2>;
    struct Node {
        std::array<std::vector<Index>, 2> hubs = {}; ///< cores, wings
        State state = {};
        double value = 0.0;
        std::array<Index, 2> left = {};
    };

    static bool contains(const std::vector<Index>& places, Index i) {
        return std::find(places.begin(), places.end(), i) != places.end();
    }
    static Eigen::VectorXd point_score(const RoleProblem<Matrix>& problem) {
        return problem.capability_unit * (problem.rank[2] - problem.rank[3]) * problem.capability;
    }
    static bool beats(double bound, double threshold) { return bound > threshold + 1e-12; }
    /// What place j adds as role r beside the hubs decided, its own points left out.
    [[nodiscard]] double joining(const Node& node, Index j, Index r) const {
        double value = linear_[r][j];
        for (Index s = 0; s < 2; ++s)
            if (pair_(r, s) != 0.0)
                for (const Index k : node.hubs[s]) value += pair_(r, s) * scores_.weight(k, j);
        if (problem_.spread_unit == 0.0) return value;
        const auto& [cores, wings] = node.hubs;
        double spread = 0.0;
        for (Index a = 0; a < std::ssize(wings); ++a) {
            if (r == 1)
                for (const Index core : cores) spread += problem_.separation(core, wings[a], j);
            else
                for (Index b = 0; b < a; ++b) spread += problem_.separation(j, wings[a], wings[b]);
        }
        return value + problem_.spread_unit * spread;
    }
    /// The most spread that the hubs still to choose can add.
    [[nodiscard]] double spread_ahead(const Node& node) const {
        const auto triples = [](Index cores, Index wings) {
            return static_cast<double>(cores * (wings * (wings - 1) / 2));
        };
        return problem_.spread_unit *
               (triples(slots_[0], slots_[1]) - triples(slots_[0] - node.left[0], slots_[1] - node.left[1]));
    }
    /// Half of the best links that place j as role r can have with the hubs still to choose beside it.
    [[nodiscard]] double outlook(Index j, Index r, const std::array<Index, 2>& left) const {
        double unit = 0.0;
        for (Index s = 0; s < 2; ++s)
            unit +=
                std::max(0.0, pair_(r, s)) * static_cast<double>(std::max<Index>(0, left[s] - (r == s ? 1 : 0)));
        return 0.5 * unit * row_best_[j];
    }

    /// A first stock of good choices among the strongest candidates, so that bounds have something to beat.
    template <class Threshold, class Visit>
    void warm_start(const Node& root, const Lists& lists, Threshold& threshold, Visit& visit) {
        Lists few = lists;
        for (Index r = 0; r < 2; ++r) {
            auto& list = few[r];
            for (auto& [bound, j] : list)
                bound = linear_[r][j] + std::max(0.0, gain_[r]) * row_top_[j] + outlook(j, r, slots_);
            std::sort(list.begin(), list.end(), Candidate::before);
            Index keep = (slots_[0] + slots_[1]) + 8;
            for (Index k = keep; k < std::ssize(list); ++k)
                if (must_hub(list[k].place)) std::swap(list[k], list[keep++]);
            if (std::ssize(list) > keep) list.resize(keep);
        }
        descend(root, std::move(few), threshold, visit, false);
    }

    [[nodiscard]] bool must_hub(Index place) const { return std::binary_search(must_.begin(), must_.end(), place); }

    /// Counts that many bounds as work done.
    bool spend(Index bounds) {
        work_ += static_cast<double>(bounds) * cost_;
        if (observer_.stopped()) stopped_ = aborted_ = true;
        if (work_ > work_limit_) aborted_ = true;
        return !aborted_;
    }

    /// Replaces bound of each item: what it adds at most. Exact bounds only for items that could matter.
    template <class Threshold>
    void bound_lists(const Node& node, Lists& lists, Threshold& threshold) {
        const Index open = node.left[0] + node.left[1];
        const double share = 1.0 / static_cast<double>(open);
        const double ahead = spread_ahead(node);
        typename Scores::Scratch scratch;
        const auto ready = scores_.ready(node.state, share);
        const double decided = scores_.bound(ready, scratch);
        for (Index r = 0; r < 2; ++r)
            for (auto& [bound, j] : lists[r])
                bound = joining(node, j, r) + outlook(j, r, node.left) + decided +
                        std::max(0.0, gain_[r]) * row_top_[j];
        drop(node, lists, threshold() - ahead);
        for (Index r = 0; r < 2; ++r) {
            auto& list = lists[r];
            const auto sharpen = [&](Index begin, Index end) {
                typename Scores::Scratch own_scratch;
                for (Index k = begin; k < end; ++k) {
                    auto& [bound, j] = list[k];
                    const double points = scores_.bound(ready, j, gain_[r], own_scratch);
                    bound = std::min(bound, joining(node, j, r) + outlook(j, r, node.left) + points);
                }
            };
            if (!spend(list.size())) return;
            if (list.size() >= 256 && problem_.n >= 500)
                base::parallel_blocks(list.size(), sharpen, {.grain = 64});
            else
                sharpen(0, list.size());
        }
        drop(node, lists, threshold() - ahead);
    }

    /// Sorts the lists and takes out candidates that cannot lift any choice above the threshold.
    void drop(const Node& node, Lists& lists, double threshold) const {
        std::array<double, 2> best{0.0, 0.0}, last{0.0, 0.0};
        for (Index r = 0; r < 2; ++r) {
            auto& list = lists[r];
            std::sort(list.begin(), list.end(), Candidate::before);
            const auto wanted = node.left[r];
            if (std::ssize(list) < wanted) {
                lists = {};
                return;
            }
            for (Index k = 0; k < wanted; ++k) best[r] += list[k].bound;
            if (wanted > 0) last[r] = list[wanted - 1].bound;
        }
        for (Index r = 0; r < 2; ++r) {
            auto& list = lists[r];
            if (node.left[r] == 0) {
                list.clear();
                continue;
            }
            const double others = node.value + best[0] + best[1] - last[r];
            while (!list.empty() && !beats(others + list.back().bound, threshold)) list.pop_back();
        }
    }

    template <class Threshold, class Visit>
    void descend(const Node& node, Lists lists, Threshold& threshold, Visit& visit, bool top) {
        ++nodes_;
        const Index open = node.left[0] + node.left[1];
        Index must = 0;
        for (const Index place : must_)
            if (!contains(node.hubs[0], place) && !contains(node.hubs[1], place)) ++must;
        if (must > open) return;
        if (open == 0) {
            visit(Leaf{{}, node.state, node.value});
            return;
        }
        if (must == open)
            for (auto& list : lists)
                list.erase(std::remove_if(list.begin(), list.end(),
                                          [&](const Candidate& item) { return !must_hub(item.place); }),
                           list.end());
        const Index r = node.left[0] > 0 ? 0 : 1;
        if (open == 1) {
            last_hub(node, lists[r], r, threshold, visit);
            if (aborted_ && top) open_ = HUGE_VAL;
            return;
        }
        bound_lists(node, lists, threshold);
        if (aborted_) {
            if (top) open_ = HUGE_VAL;
            return;
        }
        branch(node, lists, threshold, visit, top);
    }

    template <class Threshold, class Visit>
    void last_hub(const Node& node, std::vector<Candidate>& list, Index r, Threshold& threshold, Visit& visit) {
        typename Scores::Scratch scratch;
        const auto ready = scores_.ready(node.state, 1.0);
        const double decided = scores_.bound(ready, scratch);
        for (auto& [bound, j] : list)
            bound = node.value + joining(node, j, r) + decided + std::max(0.0, gain_[r]) * row_top_[j];
        std::sort(list.begin(), list.end(), Candidate::before);
        for (const auto& [bound, j] : list) {
            if (!beats(bound, threshold())) break;
            const double fixed = node.value + joining(node, j, r);
            if (!spend(1)) return;
            if (!beats(fixed + scores_.bound(ready, j, gain_[r], scratch), threshold())) continue;
            State state = node.state;
            scores_.add(state, j, gain_[r]);
            auto hubs = node.hubs;
            hubs[r].push_back(j);
            hubs[0].insert(hubs[0].end(), hubs[1].begin(), hubs[1].end());
            visit(Leaf{hubs[0], state, fixed});
        }
    }

    /// The candidates of the roles beside a child that takes role r: its links with them are counted exactly from here
    /// on, so they leave their outlook.
    [[nodiscard]] Pools partner_pools(const Node& node, const Lists& lists, Index r) const {
        std::array<Index, 2> left = node.left;
        --left[r];
        Pools pools;
        for (Index s = 0; s < 2; ++s) {
            if (left[s] == 0) continue;
            auto& [list, bound_of, begin] = pools[s];
            list = lists[s];
            bound_of.assign(problem_.n, no_value);
            for (auto& [bound, j] : list) bound += outlook(j, s, left) - outlook(j, s, node.left);
            std::sort(list.begin(), list.end(), Candidate::before);
            for (const auto& [bound, j] : list) bound_of[j] = bound;
        }
        return pools;
    }

    /// Takes the candidates for both roles one after the other, strongest first. Each is tried as a hub beside those
    /// that come later; when the later ones together cannot reach the threshold, the rest is done.
    template <class Threshold, class Visit>
    void branch(const Node& node, const Lists& lists, Threshold& threshold, Visit& visit, bool top) {
        const double ahead = node.value + spread_ahead(node);
        std::array<Pools, 2> pools;
        std::array<Index, 2> head{0, 0};
        for (Index r = 0; r < 2; ++r)
            if (node.left[r] > 0) pools[r] = partner_pools(node, lists, r);
        const Index children = lists[0].size() + lists[1].size();
        for (Index turn = 0; turn < children; ++turn) {
            double rest = ahead; // bound on every choice from the candidates still to come
            for (Index s = 0; s < 2; ++s)
                for (Index k = head[s]; k < head[s] + node.left[s]; ++k)
                    rest += k < std::ssize(lists[s]) ? lists[s][k].bound : no_value;
            if (!beats(rest, threshold())) return;
            const auto lead = [&](Index s) {
                const auto& list = lists[s];
                return head[s] < std::ssize(list) ? list[head[s]].bound - list.back().bound : no_value;
            };
            const Index r = lead(0) >= lead(1) ? 0 : 1;
            const auto [bound, c] = lists[r][head[r]++];
            std::array<Index, 2> left = node.left;
            --left[r];
            for (Index s = 0; s < 2; ++s)
                if (!pools[s][r].list.empty()) pools[s][r].done(c);
            double total = ahead + bound - outlook(c, r, node.left);
            bool enough = true;
            for (Index s = 0; s < 2; ++s) {
                const auto p = best_partners(problem_.w, c, pair_(r, s), pools[r][s], left[s]);
                total += p.sum;
                enough = enough && p.enough;
            }
            if (!enough || !beats(total, threshold())) continue;
            if (top) observer_.report("role inference", static_cast<double>(turn) / static_cast<double>(children));
            descend(make_child(node, c, r, left), partner_lists(c, r, total, pools[r], left, threshold()),
                    threshold, visit, false);
            if (!aborted_) continue;
            if (top) open_ = rest;
            return;
        }
    }

    [[nodiscard]] Node make_child(const Node& node, Index c, Index r, const std::array<Index, 2>& left) const {
        Node child{.hubs = node.hubs, .state = node.state, .value = node.value + joining(node, c, r), .left = left};
        child.hubs[r].push_back(c);
        scores_.add(child.state, c, gain_[r]);
        return child;
    }

    /// The candidates that can still lift a choice with c above the threshold.
    [[nodiscard]] Lists partner_lists(Index c, Index r, double total, const Pools& pools,
                                      const std::array<Index, 2>& left, double threshold) const {
        Lists next;
        for (Index s = 0; s < 2; ++s) {
            if (left[s] == 0) continue;
            const auto& pool = pools[s];
            const double unit = pair_(r, s);
            const double others = total - best_partners(problem_.w, c, unit, pool, left[s]).least;
            const double link = std::max(0.0, unit) * row_best_[c]; // no link of c adds more
            for (Index k = pool.begin; k < std::ssize(pool.list); ++k) {
                const auto& item = pool.list[k];
                if (!beats(others + item.bound + link, threshold)) break;
                if (item.place != c && pool.bound[item.place] != no_value &&
                    beats(others + item.bound + unit * scores_.weight(c, item.place), threshold))
                    next[s].push_back(item);
            }
        }
        return next;
    }

    const RoleProblem<Matrix>& problem_;
    PointChoice<> choice_;
    double work_limit_;
    const base::Observer& observer_;
    std::array<Index, 2> slots_;
    Scores scores_;
    std::array<double, 2> gain_{};
    std::array<Eigen::VectorXd, 2> linear_;
    Eigen::Matrix2d pair_;
    Eigen::VectorXd row_best_, row_top_;
    double constant_ = 0.0, open_ = no_value;
    std::vector<Index> must_;
    double work_ = 0.0, cost_ = 1.0; ///< scores computed, and how many a bound takes
    long nodes_ = 0;
    bool aborted_ = false, stopped_ = false;
};

} // namespace corewing::layout::detail
