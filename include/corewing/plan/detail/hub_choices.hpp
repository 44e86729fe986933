#pragma once

#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/random.hpp"
#include "corewing/plan/roles.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

/// How the stated core and wings rank among all choices of them.
namespace corewing::plan::detail {

/// What a choice of core and wings is worth by links, with the points that suit it best.
class HubValue {
public:
    HubValue(const Eigen::MatrixXd& links, const layout::Pattern& pattern) : links_(links), pattern_(pattern) {}

    double operator()(const std::vector<Index>& cores, const std::vector<Index>& wings) {
        using model::Role;
        double value = inside(cores, Role::core) + inside(wings, Role::wing);
        for (const Index c : cores)
            for (const Index w : wings) value += links_(c, w) * pattern_.wanted(Role::core, Role::wing);
        score_.setZero(links_.rows());
        for (const Index c : cores) score_ += links_.col(c) * pattern_.wanted(Role::core, Role::point);
        for (const Index w : wings) score_ += links_.col(w) * pattern_.wanted(Role::wing, Role::point);
        rest_.clear();
        for (Index i = 0; i < score_.size(); ++i)
            if (std::find(cores.begin(), cores.end(), i) == cores.end() &&
                std::find(wings.begin(), wings.end(), i) == wings.end())
                rest_.push_back(score_[i]);
        const Index points = std::min(pattern_.point, std::ssize(rest_));
        std::nth_element(rest_.begin(), rest_.begin() + points, rest_.end(), std::greater<>());
        for (Index k = 0; k < points; ++k) value += rest_[k];
        return value;
    }

private:
    const Eigen::MatrixXd& links_;
    const layout::Pattern& pattern_;
    Eigen::VectorXd score_;
    std::vector<double> rest_;

    [[nodiscard]] double inside(const std::vector<Index>& hubs, model::Role role) const {
        double value = 0.0;
        for (Index a = 0; a < std::ssize(hubs); ++a)
            for (Index b = a + 1; b < std::ssize(hubs); ++b)
                value += links_(hubs[a], hubs[b]) * pattern_.wanted(role, role);
        return value;
    }
};

/// Number of ways to take k of n, up to a limit.
inline double ways_to_take(Index n, Index k) {
    double ways = 1.0;
    for (Index i = 0; i < k && ways < 1e12; ++i) ways *= static_cast<double>(n - i) / static_cast<double>(i + 1);
    return ways;
}

/// Calls use(numbers) for every way to take k of the candidates, each in ascending order.
template <class Use>
void each_way(const std::vector<Index>& candidates, Index k, std::vector<Index>& taken, Index from, const Use& use) {
    if (std::ssize(taken) == k) {
        use(taken);
        return;
    }
    for (Index c = from; c < std::ssize(candidates); ++c) {
        taken.push_back(candidates[c]);
        each_way(candidates, k, taken, c + 1, use);
        taken.pop_back();
    }
}

/// Counts the choices of core and wings that suit the links better than the stated ones.
template <class = void>
void rank_hubs(LayoutView& view, const Eigen::MatrixXd& links, std::uint64_t seed) {
    constexpr double most = 5e4;
    const Index n = links.rows();
    std::vector<Index> cores, wings;
    for (Index i = 0; i < n; ++i) {
        if (view.stated[i] == model::Role::core) cores.push_back(i);
        if (view.stated[i] == model::Role::wing) wings.push_back(i);
    }
    const Index c = std::ssize(cores), w = std::ssize(wings);
    HubValue value(links, view.pattern);
    const double stated = value(cores, wings);
    const auto look = [&](const std::vector<Index>& its_cores, const std::vector<Index>& its_wings) {
        ++view.choices;
        const double its = value(its_cores, its_wings);
        view.better += base::above(its, stated, std::max(its, stated)) ? 1 : 0;
    };
    view.all_choices = ways_to_take(n, c) * ways_to_take(n - c, w) <= most;
    if (view.all_choices) {
        std::vector<Index> all(n), taken;
        for (Index i = 0; i < n; ++i) all[i] = i;
        each_way(all, c, taken, 0, [&](const std::vector<Index>& chosen) {
            std::vector<Index> rest, more;
            for (const Index i : all)
                if (std::find(chosen.begin(), chosen.end(), i) == chosen.end()) rest.push_back(i);
            each_way(rest, w, more, 0, [&](const std::vector<Index>& its_wings) { look(chosen, its_wings); });
        });
        return;
    }
    base::Random random(seed, 2);
    std::vector<Index> order(n);
    for (Index i = 0; i < n; ++i) order[i] = i;
    const Index draws = n > 300 ? 5000 : 50000;
    for (Index draw = 0; draw < draws; ++draw) {
        for (Index k = 0; k < c + w; ++k) std::swap(order[k], order[k + random.index(n - k)]);
        look({order.begin(), order.begin() + c}, {order.begin() + c, order.begin() + c + w});
    }
}

} // namespace corewing::plan::detail
