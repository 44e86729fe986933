#pragma once

#include "corewing/base/index.hpp"
#include "corewing/layout/detail/hub_candidates.hpp"
#include "corewing/layout/detail/hub_terms.hpp"
#include "corewing/layout/detail/point_choice.hpp"
#include "corewing/layout/detail/role_positions.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

/// Candidates for core and for wing while hubs are chosen one after the other.
namespace corewing::layout::detail {

using HubLists = std::array<std::vector<Candidate>, 2>;
using HubPools = std::array<CandidatePool, 2>;

/// Above the threshold by more than rounding.
inline bool beats(double bound, double threshold) {
    return bound > threshold + 1e-12;
}

/// Sorts the lists and takes out candidates that cannot lift any choice above the threshold.
/// @param left   hubs still to choose
/// @param value  of those already chosen
template <class = void>
void drop_hopeless(HubLists& lists, const std::array<Index, 2>& left, double value, double threshold) {
    std::array<double, 2> best{0.0, 0.0}, last{0.0, 0.0};
    for (const Index r : hubs_at) {
        auto& list = lists[r];
        std::sort(list.begin(), list.end(), Candidate::before);
        if (std::ssize(list) < left[r]) {
            lists = {};
            return;
        }
        for (Index k = 0; k < left[r]; ++k) best[r] += list[k].bound;
        if (left[r] > 0) last[r] = list[left[r] - 1].bound;
    }
    for (const Index r : hubs_at) {
        auto& list = lists[r];
        if (left[r] == 0) {
            list.clear();
            continue;
        }
        const double others = value + best[core_at] + best[wing_at] - last[r];
        while (!list.empty() && !beats(others + list.back().bound, threshold)) list.pop_back();
    }
}

/// Keeps the strongest of each list, and whoever can only be a hub.
template <class Matrix>
void keep_strongest(HubLists& lists, const HubTerms<Matrix>& terms, Index strongest) {
    for (auto& list : lists) {
        std::sort(list.begin(), list.end(), Candidate::before);
        Index keep = strongest;
        for (Index k = keep; k < std::ssize(list); ++k)
            if (terms.must_hub(list[k].place)) std::swap(list[k], list[keep++]);
        if (std::ssize(list) > keep) list.resize(keep);
    }
}

/// The order in which the candidates for both roles have their turn: strongest first.
struct HubTurns {
    const HubLists& lists;
    std::array<Index, 2> head{0, 0}; ///< by role: the next one

    /// Bound on every choice from the candidates still to come.
    [[nodiscard]] double rest(double value, const std::array<Index, 2>& left) const {
        for (const Index s : hubs_at)
            for (Index k = head[s]; k < head[s] + left[s]; ++k)
                value += k < std::ssize(lists[s]) ? lists[s][k].bound : no_value;
        return value;
    }
    /// The role whose next candidate stands out most.
    [[nodiscard]] Index next_role() const { return lead(core_at) >= lead(wing_at) ? core_at : wing_at; }
    [[nodiscard]] Candidate take(Index role) { return lists[role][head[role]++]; }

private:
    [[nodiscard]] double lead(Index role) const {
        const auto& list = lists[role];
        return head[role] < std::ssize(list) ? list[head[role]].bound - list.back().bound : no_value;
    }
};

/// The candidates beside a hub of role r: its links with them are counted exactly from here on, so they leave their
/// outlook.
/// @param left  hubs still to choose, that of role r among them
template <class Matrix>
HubPools partner_pools(const HubTerms<Matrix>& terms, const HubLists& lists, const std::array<Index, 2>& left,
                       Index r) {
    std::array<Index, 2> rest = left;
    --rest[r];
    HubPools pools;
    for (const Index s : hubs_at) {
        if (rest[s] == 0) continue;
        auto& [list, bound_of, begin] = pools[s];
        list = lists[s];
        bound_of.assign(terms.problem.n, no_value);
        for (auto& [bound, j] : list) bound += terms.outlook(j, s, rest) - terms.outlook(j, s, left);
        std::sort(list.begin(), list.end(), Candidate::before);
        for (const auto& [bound, j] : list) bound_of[j] = bound;
    }
    return pools;
}

/// `value` and the best partners of c in role r; no_value where there are too few.
/// @param left  hubs still to choose beside c
template <class Matrix>
double with_partners(const HubTerms<Matrix>& terms, Index c, Index r, double value, const HubPools& pools,
                     const std::array<Index, 2>& left) {
    bool enough = true;
    for (const Index s : hubs_at) {
        const Partners partners = best_partners(terms.problem.w, c, terms.pair(r, s), pools[s], left[s]);
        value += partners.sum;
        enough = enough && partners.enough;
    }
    return enough ? value : no_value;
}

/// The candidates that can still lift a choice with c above the threshold.
/// @param total  bound on those choices, from with_partners()
template <class Matrix>
HubLists partner_lists(const HubTerms<Matrix>& terms, Index c, Index r, double total, const HubPools& pools,
                       const std::array<Index, 2>& left, double threshold) {
    HubLists next;
    for (const Index s : hubs_at) {
        if (left[s] == 0) continue;
        const CandidatePool& pool = pools[s];
        const double unit = terms.pair(r, s);
        const double others = total - best_partners(terms.problem.w, c, unit, pool, left[s]).least;
        const double link = std::max(0.0, unit) * terms.row_best[c]; // no link of c adds more
        for (Index k = pool.begin; k < std::ssize(pool.list); ++k) {
            const Candidate& item = pool.list[k];
            if (!beats(others + item.bound + link, threshold)) break;
            if (item.place != c && pool.bound[item.place] != no_value &&
                beats(others + item.bound + unit * terms.problem.w.coeff(c, item.place), threshold))
                next[s].push_back(item);
        }
    }
    return next;
}

} // namespace corewing::layout::detail
