#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/layout/detail/hub_candidates.hpp"
#include "corewing/layout/detail/hub_lists.hpp"
#include "corewing/layout/detail/hub_scores.hpp"
#include "corewing/layout/detail/hub_terms.hpp"
#include "corewing/layout/detail/point_choice.hpp"
#include "corewing/layout/detail/role_positions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>
#include <vector>

namespace corewing::layout::detail {

/// A choice of hubs that the bounds could not rule out.
template <class State>
struct HubLeaf {
    const std::vector<Index>& hubs; ///< cores first, then wings
    const State& state;
    double fixed; ///< value without the points' scores
};

/// How much a search has done, and whether it must end.
struct SearchEffort {
    double limit = 0.0; ///< scores of points to compute before giving up
    double cost = 1.0;  ///< scores that a bound takes
    const base::Observer& observer;
    double work = 0.0;     ///< scores computed
    double patience = 0.0; ///< how many may be computed before a walk without a layout ends after a stop
    long nodes = 0;
    bool aborted = false; ///< this walk
    bool stopped = false; ///< by the observer

    /// Counts that many bounds as work done; false where the walk must end.
    /// @param has_layout  without one a stop waits for the first, though not for long
    bool spend(Index bounds, bool has_layout) {
        work += static_cast<double>(bounds) * cost;
        if (!stopped && observer.stopped()) {
            stopped = true;
            patience = work + 1e7;
        }
        if (stopped && (has_layout || work > patience)) aborted = true;
        if (work > limit) aborted = true;
        return !aborted;
    }
};

/// One walk over the choices of hubs by branch and bound (see HubSearch): what may be worth more than threshold() is
/// shown to visit().
template <class Matrix, class Threshold, class Visit>
class HubWalk {
public:
    using Scores = HubScores<Matrix>;
    using Node = HubNode<typename Scores::State>;
    using Leaf = HubLeaf<typename Scores::State>;

    HubWalk(const HubTerms<Matrix>& terms, const Scores& scores, SearchEffort& effort, Threshold& threshold,
            Visit& visit)
        : terms_(terms), scores_(scores), effort_(effort), threshold_(threshold), visit_(visit) {}

    /// Walks over all choices from the lists. A bound on those not looked at: threshold() where the walk is complete.
    double run(HubLists lists) {
        effort_.aborted = false;
        const Node root{.state = scores_.start(), .value = terms_.constant, .left = terms_.slots};
        if (terms_.slots[core_at] + terms_.slots[wing_at] > 0 && threshold_() == no_value) warm_start(root, lists);
        descend(root, std::move(lists), true);
        return std::max(open_, threshold_());
    }

private:
    /// A first stock of good choices among the strongest candidates, so that bounds have something to beat.
    void warm_start(const Node& root, HubLists lists) {
        for (const Index r : hubs_at)
            for (auto& [bound, j] : lists[r])
                bound = terms_.linear[r][j] + terms_.best_points(j, r) + terms_.outlook(j, r, terms_.slots);
        keep_strongest(lists, terms_, terms_.slots[core_at] + terms_.slots[wing_at] + 8);
        descend(root, std::move(lists), false);
    }

    [[nodiscard]] bool has_layout() const { return threshold_() != no_value; }

    /// @param top  whether nothing but this node bounds what is left where the walk is given up
    void descend(const Node& node, HubLists lists, bool top) {
        ++effort_.nodes;
        const Index open = node.left[core_at] + node.left[wing_at];
        const Index must = still_to_place(node);
        if (must > open) return;
        if (open == 0) {
            visit_(Leaf{{}, node.state, node.value});
            return;
        }
        if (must == open)
            for (auto& list : lists)
                std::erase_if(list, [&](const Candidate& item) { return !terms_.must_hub(item.place); });
        if (open == 1) {
            const Index r = node.left[core_at] > 0 ? core_at : wing_at;
            last_hub(node, lists[r], r);
        } else {
            bound_lists(node, lists);
            if (!effort_.aborted) {
                branch(node, lists, top);
                return;
            }
        }
        if (effort_.aborted && top) open_ = HUGE_VAL;
    }

    /// Places that can only be hubs and are none yet.
    [[nodiscard]] Index still_to_place(const Node& node) const {
        const auto contains = [](const std::vector<Index>& places, Index i) {
            return std::find(places.begin(), places.end(), i) != places.end();
        };
        return std::count_if(terms_.must.begin(), terms_.must.end(), [&](Index place) {
            return !contains(node.hubs[core_at], place) && !contains(node.hubs[wing_at], place);
        });
    }

    /// Replaces the bound of each candidate: what it adds at most. Exact bounds only for those that could matter.
    void bound_lists(const Node& node, HubLists& lists) {
        const double share = 1.0 / static_cast<double>(node.left[core_at] + node.left[wing_at]);
        const double ahead = terms_.spread_ahead(node.left);
        typename Scores::Scratch scratch;
        const auto ready = scores_.ready(node.state, share);
        const double decided = scores_.bound(ready, scratch);
        for (const Index r : hubs_at)
            for (auto& [bound, j] : lists[r])
                bound =
                    terms_.joining(node, j, r) + terms_.outlook(j, r, node.left) + decided + terms_.best_points(j, r);
        drop_hopeless(lists, node.left, node.value, threshold_() - ahead);
        for (const Index r : hubs_at) {
            if (!effort_.spend(std::ssize(lists[r]), has_layout())) return;
            sharpen(node, lists[r], r, ready);
        }
        drop_hopeless(lists, node.left, node.value, threshold_() - ahead);
    }

    /// Exact bounds on the points beside each candidate.
    void sharpen(const Node& node, std::vector<Candidate>& list, Index r, const typename Scores::Ready& ready) const {
        const auto block = [&](Index begin, Index end) {
            typename Scores::Scratch scratch;
            for (Index k = begin; k < end; ++k) {
                if (effort_.observer.stopped()) return; // the bounds as they are will do
                auto& [bound, j] = list[k];
                const double points = scores_.bound(ready, j, terms_.gain[r], scratch);
                bound = std::min(bound, terms_.joining(node, j, r) + terms_.outlook(j, r, node.left) + points);
            }
        };
        if (std::ssize(list) >= 256 && terms_.problem.n >= 500)
            base::parallel_blocks(std::ssize(list), block, {.grain = 64});
        else
            block(0, std::ssize(list));
    }

    void last_hub(const Node& node, std::vector<Candidate>& list, Index r) {
        typename Scores::Scratch scratch;
        const auto ready = scores_.ready(node.state, 1.0);
        const double decided = scores_.bound(ready, scratch);
        for (auto& [bound, j] : list)
            bound = node.value + terms_.joining(node, j, r) + decided + terms_.best_points(j, r);
        std::sort(list.begin(), list.end(), Candidate::before);
        for (const auto& [bound, j] : list) {
            if (!beats(bound, threshold_())) break;
            if (!effort_.spend(1, has_layout())) return;
            const double fixed = node.value + terms_.joining(node, j, r);
            if (!beats(fixed + scores_.bound(ready, j, terms_.gain[r], scratch), threshold_())) continue;
            auto [cores, wings] = node.hubs;
            (r == core_at ? cores : wings).push_back(j);
            cores.insert(cores.end(), wings.begin(), wings.end());
            auto state = node.state;
            scores_.add(state, j, terms_.gain[r]);
            visit_(Leaf{cores, state, fixed});
        }
    }

    /// Takes the candidates for both roles one after the other, strongest first. Each is tried as a hub beside those
    /// that come later; when the later ones together cannot reach the threshold, the rest is done.
    void branch(const Node& node, const HubLists& lists, bool top) {
        const double ahead = node.value + terms_.spread_ahead(node.left);
        std::array<HubPools, 2> pools; // beside a core, beside a wing
        for (const Index r : hubs_at)
            if (node.left[r] > 0) pools[r] = partner_pools(terms_, lists, node.left, r);
        HubTurns turns{.lists = lists};
        const Index children = std::ssize(lists[core_at]) + std::ssize(lists[wing_at]);
        for (Index turn = 0; turn < children; ++turn) {
            const double rest = turns.rest(ahead, node.left);
            if (!beats(rest, threshold_())) return;
            const Index r = turns.next_role();
            const auto [bound, c] = turns.take(r);
            std::array<Index, 2> left = node.left;
            --left[r];
            for (auto& beside : pools)
                if (!beside[r].list.empty()) beside[r].done(c);
            const double total =
                with_partners(terms_, c, r, ahead + bound - terms_.outlook(c, r, node.left), pools[r], left);
            if (!beats(total, threshold_())) continue;
            if (top)
                effort_.observer.report("role inference", static_cast<double>(turn) / static_cast<double>(children));
            descend(child(node, c, r), partner_lists(terms_, c, r, total, pools[r], left, threshold_()), false);
            if (!effort_.aborted) continue;
            if (top) open_ = rest;
            return;
        }
    }

    [[nodiscard]] Node child(const Node& node, Index c, Index r) const {
        Node child = node;
        child.value += terms_.joining(node, c, r);
        child.hubs[r].push_back(c);
        --child.left[r];
        scores_.add(child.state, c, terms_.gain[r]);
        return child;
    }

    const HubTerms<Matrix>& terms_;
    const Scores& scores_;
    SearchEffort& effort_;
    Threshold& threshold_;
    Visit& visit_;
    double open_ = no_value; ///< bound on what was not looked at
};

} // namespace corewing::layout::detail
