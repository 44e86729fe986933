#pragma once

#include "corewing/base/index.hpp"
#include "corewing/layout/detail/point_choice.hpp"
#include "corewing/layout/detail/role_problem.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

/// Scores of the places as points under a choice of cores and wings:
///   score_p = own_p + sum over hubs k of gain_k W_kp,
/// and bounds on what the best points can sum to, for dense and for sparse linkage.
namespace corewing::layout::detail {

template <class Matrix>
class HubScores;

template <>
class HubScores<Eigen::MatrixXd> {
public:
    using State = Eigen::VectorXd; ///< sum over hubs so far
    struct Scratch {
        Eigen::VectorXd score = {};
        std::vector<double> values = {};
    };
    /// Scores of a state made ready for many questions about one more hub.
    struct Ready {
        Eigen::VectorXd score = {};
    };

    HubScores(const Eigen::MatrixXd& w, const PointChoice<>& choice, Eigen::VectorXd own)
        : w_(w), choice_(choice), own_(std::move(own)) {}

    [[nodiscard]] State start() const { return Eigen::VectorXd::Zero(w_.rows()); }
    void add(State& state, Index hub, double gain) const { state += gain * w_.col(hub); }
    [[nodiscard]] Eigen::VectorXd score(const State& state) const { return own_ + state; }
    [[nodiscard]] double weight(Index i, Index j) const { return w_(i, j); }

    [[nodiscard]] Ready ready(const State& state, double share) const { return {share * (own_ + state)}; }
    /// Bound on the sum of the best points under share * (own + state).
    [[nodiscard]] double bound(const Ready& ready, Scratch& scratch) const {
        return choice_.bound(ready.score, scratch.values);
    }
    /// Bound on the sum of the best points under share * (own + state) + gain * W_hub.
    [[nodiscard]] double bound(const Ready& ready, Index hub, double gain, Scratch& scratch) const {
        scratch.score = ready.score + gain * w_.col(hub);
        return choice_.bound(scratch.score, scratch.values);
    }

private:
    const Eigen::MatrixXd& w_;
    const PointChoice<>& choice_;
    Eigen::VectorXd own_;
};

template <>
class HubScores<Eigen::SparseMatrix<double>> {
public:
    using State = std::vector<std::pair<Index, double>>; ///< sorted by place
    struct Scratch {
        std::vector<double> values = {}, prefix = {};
        std::vector<Index> ranks = {};
    };
    /// The best places by score in order, as many as one more hub's links can push out of the way.
    struct Ready {
        Eigen::VectorXd score = {};
        std::vector<Index> order = {}, rank = {}; ///< rank of a place in order; order.size() where it stands behind
        std::vector<double> sum = {};             ///< of the first k in order
    };

    HubScores(const Eigen::SparseMatrix<double>& w, const PointChoice<>& choice, Eigen::VectorXd own)
        : w_(w), points_(choice.points()), own_(std::move(own)) {
        for (Index i = 0; i < w_.rows(); ++i) {
            if (choice.can_be_point(i)) candidates_.push_back(i);
            longest_ = std::max<Index>(longest_, w_.outerIndexPtr()[i + 1] - w_.outerIndexPtr()[i]);
        }
    }

    [[nodiscard]] State start() const { return {}; }
    void add(State& state, Index hub, double gain) const {
        State merged;
        auto it = state.begin();
        for (Eigen::SparseMatrix<double>::InnerIterator link(w_, hub); link; ++link) {
            for (; it != state.end() && it->first < link.index(); ++it) merged.push_back(*it);
            double value = gain * link.value();
            if (it != state.end() && it->first == link.index()) value += (it++)->second;
            merged.emplace_back(link.index(), value);
        }
        merged.insert(merged.end(), it, state.end());
        state = std::move(merged);
    }
    [[nodiscard]] Eigen::VectorXd score(const State& state) const {
        Eigen::VectorXd all = own_;
        for (const auto& [i, value] : state) all[i] += value;
        return all;
    }
    [[nodiscard]] double weight(Index i, Index j) const { return w_.coeff(i, j); }

    [[nodiscard]] Ready ready(const State& state, double share) const {
        Ready r;
        r.score = share * score(state);
        r.order = candidates_;
        const auto keep = std::min(std::ssize(r.order), points_ + longest_ + 1);
        const auto end = r.order.begin() + keep;
        const auto before = [&](Index a, Index b) {
            return r.score[a] != r.score[b] ? r.score[a] > r.score[b] : a < b;
        };
        if (end != r.order.end()) std::nth_element(r.order.begin(), end, r.order.end(), before);
        std::sort(r.order.begin(), end, before);
        r.rank.assign(w_.rows(), -1);
        for (const Index i : candidates_) r.rank[i] = keep;
        r.order.resize(keep);
        r.sum.assign(1, 0.0);
        for (Index k = 0; k < keep; ++k) {
            r.rank[r.order[k]] = k;
            r.sum.push_back(r.sum.back() + r.score[r.order[k]]);
        }
        return r;
    }
    [[nodiscard]] double bound(const Ready& ready, Scratch&) const {
        return points_ < std::ssize(ready.sum) ? ready.sum[points_] : no_value;
    }
    /// As for dense linkage; limits by cluster are left out, so the bound is weaker where there are any.
    [[nodiscard]] double bound(const Ready& ready, Index hub, double gain, Scratch& scratch) const {
        scratch.values.clear();
        scratch.ranks.clear();
        for (Eigen::SparseMatrix<double>::InnerIterator link(w_, hub); link; ++link) {
            const Index i = link.index();
            if (ready.rank[i] < 0) continue;
            scratch.values.push_back(ready.score[i] + gain * link.value());
            scratch.ranks.push_back(ready.rank[i]);
        }
        return best_sum(ready, scratch);
    }

private:
    /// The best `points` among the touched places and, at their old score, all others.
    [[nodiscard]] double best_sum(const Ready& ready, Scratch& scratch) const {
        auto& values = scratch.values;
        auto& prefix = scratch.prefix;
        auto& ranks = scratch.ranks;
        std::sort(values.begin(), values.end(), std::greater<>());
        std::sort(ranks.begin(), ranks.end());
        prefix.assign(1, 0.0);
        for (const double value : values) prefix.push_back(prefix.back() + value);
        const Index touched = std::ssize(values);
        const Index untouched = std::ssize(candidates_) - touched;
        const Index low = std::max<Index>(0, points_ - untouched), high = std::min(points_, touched);
        if (low > high) return no_value;
        // ranks[c] - c = untouched places before the c-th touched one, a sequence that never falls.
        const auto passed = [&](Index q) { // touched places before the q-th untouched one (from 0)
            Index from = 0, to = touched;
            while (from < to) {
                const Index mid = (from + to) / 2;
                if (ranks[mid] - mid <= q)
                    from = mid + 1;
                else
                    to = mid;
            }
            return from;
        };
        // Take t touched and points - t untouched places: as many touched ones as are worth their seat.
        Index from = low, to = high;
        while (from < to) {
            const Index t = (from + to + 1) / 2;
            const Index q = points_ - t;
            const double rival = q < untouched ? ready.score[ready.order[q + passed(q)]] : no_value;
            if (values[t - 1] >= rival)
                from = t;
            else
                to = t - 1;
        }
        const Index q = points_ - from;
        if (q == 0) return prefix[from];
        const Index before = passed(q - 1);
        double sum = ready.sum[q + before];
        for (Index c = 0; c < before; ++c) sum -= ready.score[ready.order[ranks[c]]];
        return prefix[from] + sum;
    }

    const Eigen::SparseMatrix<double>& w_;
    Index points_, longest_ = 0;
    Eigen::VectorXd own_;
    std::vector<Index> candidates_ = {};
};

} // namespace corewing::layout::detail
