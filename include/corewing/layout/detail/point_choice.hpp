#pragma once

#include "corewing/base/index.hpp"
#include "corewing/layout/detail/role_problem.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <limits>
#include <vector>

/// The points that go with a given choice of core and wings: each place has a score, and the best that the rules
/// allow are taken. Limits by cluster make the point sets the bases of a matroid, so the greedy choice is best.
namespace corewing::layout::detail {

inline constexpr double no_value = -std::numeric_limits<double>::infinity();

template <class Double = double>
class PointChoice {
public:
    template <class Matrix>
    explicit PointChoice(const RoleProblem<Matrix>& problem)
        : n_(problem.n), points_(problem.count_of(model::Role::point)), cluster_(problem.cluster),
          clusters_(problem.clusters), most_(problem.most), least_(problem.least), state_(problem.n, State::barred),
          hub_(problem.n, 0) {
        const Index lists = std::max<Index>(1, clusters_);
        free_.resize(lists);
        forced_in_.assign(lists, 0);
        for (Index i = 0; i < n_; ++i) {
            const Index g = group(i);
            if (!problem.may(i, model::Role::point)) continue;
            if (problem.may(i, model::Role::other)) {
                state_[i] = State::free;
                free_[g].push_back(i);
            } else if (!problem.may(i, model::Role::core) && !problem.may(i, model::Role::wing)) {
                state_[i] = State::forced;
                forced_.push_back(i);
                ++forced_in_[g];
            } else {
                state_[i] = State::hub_or_point;
                free_[g].push_back(i);
                pressed_.push_back(i);
            }
        }
    }

    [[nodiscard]] bool limited() const { return clusters_ > 0; }
    [[nodiscard]] bool plain() const { return !limited() && forced_.empty() && pressed_.empty(); }
    [[nodiscard]] bool can_be_point(Index i) const { return state_[i] != State::barred; }
    [[nodiscard]] Index points() const { return points_; }

    /// The most that points can score, hubs not yet taken out and places that must be hub or point left free:
    /// a bound on every choice with these scores.
    [[nodiscard]] double bound(const Eigen::VectorX<Double>& score, std::vector<double>& scratch) const {
        double sum = 0.0;
        for (const Index i : forced_) sum += score[i];
        Index left = points_ - std::ssize(forced_);
        if (left < 0) return no_value;
        scratch.clear();
        if (!limited()) {
            for (const Index i : free_[0]) scratch.push_back(score[i]);
            return sum + top(scratch, 0, left);
        }
        Index pool = 0; // scratch[0, pool) = open to all; the cluster at work lies behind it
        for (Index g = 0; g < clusters_; ++g) {
            const Index room = most_ - forced_in_[g];
            const Index floor = std::max<Index>(0, least_ - forced_in_[g]);
            if (room < floor) return no_value;
            for (const Index i : free_[g]) scratch.push_back(score[i]);
            const auto begin = scratch.begin() + pool;
            if (scratch.end() - begin > room) {
                std::nth_element(begin, begin + room, scratch.end(), std::greater<>());
                scratch.resize(pool + room);
            }
            if (floor == 0) {
                pool = scratch.size();
                continue;
            }
            const double taken = top(scratch, pool, floor);
            if (taken == no_value) return no_value;
            sum += taken;
            left -= floor;
            scratch.erase(scratch.begin() + pool, scratch.begin() + pool + floor);
            pool = scratch.size();
        }
        return left < 0 ? no_value : sum + top(scratch, 0, left);
    }

    /// The best points beside the given hubs, in index order; empty and false where the rules allow none.
    [[nodiscard]] bool choose(const Eigen::VectorX<Double>& score, const std::vector<Index>& hubs,
                              std::vector<Index>& chosen, double& sum) const {
        chosen.clear();
        sum = no_value;
        for (const Index i : hubs) hub_[i] = 1;
        const bool found = choose_beside_hubs(score, chosen);
        for (const Index i : hubs) hub_[i] = 0;
        if (!found) return false;
        sum = 0.0;
        for (const Index i : chosen) sum += score[i];
        std::sort(chosen.begin(), chosen.end());
        return true;
    }

    /// What the sum of scores becomes if one chosen point may not be a point; no_value where nobody can follow it.
    /// `next` is the successor.
    /// And, the other way round, what it becomes if a place not chosen must be a point.
    struct Exchange {
        std::vector<double> best_outside = {}, worst_inside = {}; ///< by cluster
        std::vector<Index> best_place = {}, worst_place = {};
        std::vector<Index> size = {}; ///< points by cluster
    };
    [[nodiscard]] Exchange exchanges(const Eigen::VectorX<Double>& score, const std::vector<Index>& hubs,
                                     const std::vector<Index>& chosen) const {
        Exchange e;
        const auto lists = std::max<Index>(1, clusters_);
        e.best_outside.assign(lists, no_value);
        e.worst_inside.assign(lists, -no_value);
        e.best_place.assign(lists, -1);
        e.worst_place.assign(lists, -1);
        e.size.assign(lists, 0);
        for (const Index i : hubs) hub_[i] = 1;
        for (const Index i : chosen) {
            ++e.size[group(i)];
            hub_[i] = 2;
            if (state_[i] != State::free || score[i] >= e.worst_inside[group(i)]) continue;
            e.worst_inside[group(i)] = score[i];
            e.worst_place[group(i)] = i;
        }
        for (Index g = 0; g < std::ssize(free_); ++g)
            for (const Index i : free_[g])
                if (hub_[i] == 0 && score[i] > e.best_outside[g]) {
                    e.best_outside[g] = score[i];
                    e.best_place[g] = i;
                }
        for (const Index i : hubs) hub_[i] = 0;
        for (const Index i : chosen) hub_[i] = 0;
        return e;
    }
    /// Loss when a chosen point must leave, its successor being the best allowed; +infinity where there is none.
    [[nodiscard]] double loss_without(const Eigen::VectorX<Double>& score, const Exchange& e, Index point) const {
        if (state_[point] != State::free) return -no_value;
        const Index own = group(point);
        double best = e.best_outside[own];
        if (limited() && e.size[own] - 1 >= least_)
            for (Index g = 0; g < clusters_; ++g)
                if (g != own && e.size[g] < most_) best = std::max(best, e.best_outside[g]);
        return score[point] - best;
    }
    /// Loss when a place that is neither hub nor chosen must become a point; +infinity where it cannot.
    [[nodiscard]] double loss_with(const Eigen::VectorX<Double>& score, const Exchange& e, Index place) const {
        if (state_[place] != State::free) return -no_value;
        const Index own = group(place);
        double worst = e.worst_inside[own];
        if (limited() && e.size[own] < most_)
            for (Index g = 0; g < clusters_; ++g)
                if (g != own && e.size[g] - 1 >= least_) worst = std::min(worst, e.worst_inside[g]);
        return worst - score[place];
    }

private:
    enum class State : unsigned char { barred, free, forced, hub_or_point };

    [[nodiscard]] Index group(Index i) const { return limited() ? cluster_[i] : 0; }

    /// Sum of the `count` largest of values[begin, end), moved to the front of that range.
    static double top(std::vector<double>& values, Index begin, Index count) {
        const auto first = values.begin() + begin;
        if (values.end() - first < count) return no_value;
        if (values.end() - first > count) std::nth_element(first, first + count, values.end(), std::greater<>());
        double sum = 0.0;
        for (auto it = first; it != first + count; ++it) sum += *it;
        return sum;
    }

    bool choose_beside_hubs(const Eigen::VectorX<Double>& score, std::vector<Index>& chosen) const {
        const auto before = [&score](Index a, Index b) { return score[a] != score[b] ? score[a] > score[b] : a < b; };
        Index left = points_;
        std::vector<Index> size(free_.size(), 0);
        const auto take = [&](Index i) {
            chosen.push_back(i);
            ++size[group(i)];
            --left;
        };
        for (const Index i : forced_) take(i);
        for (const Index i : pressed_)
            if (!hub_[i]) take(i);
        if (left < 0) return false;
        std::vector<Index> pool, mine;
        for (Index g = 0; g < std::ssize(free_); ++g) {
            mine.clear();
            for (const Index i : free_[g])
                if (!hub_[i] && state_[i] == State::free) mine.push_back(i);
            if (limited()) {
                const Index room = most_ - size[g], floor = std::max<Index>(0, least_ - size[g]);
                if (room < floor || std::ssize(mine) < floor) return false;
                std::sort(mine.begin(), mine.end(), before);
                for (Index k = 0; k < floor; ++k) take(mine[k]);
                mine.resize(std::min(std::ssize(mine), room));
                mine.erase(mine.begin(), mine.begin() + floor);
            }
            pool.insert(pool.end(), mine.begin(), mine.end());
        }
        if (left < 0 || std::ssize(pool) < left) return false;
        if (std::ssize(pool) > left) std::nth_element(pool.begin(), pool.begin() + left, pool.end(), before);
        chosen.insert(chosen.end(), pool.begin(), pool.begin() + left);
        return true;
    }

    Index n_, points_;
    std::vector<Index> cluster_;
    Index clusters_, most_, least_;
    std::vector<State> state_;
    mutable std::vector<unsigned char> hub_; ///< scratch: 0 except inside a call
    std::vector<std::vector<Index>> free_;   ///< by cluster
    std::vector<Index> forced_, pressed_, forced_in_;
};

} // namespace corewing::layout::detail
