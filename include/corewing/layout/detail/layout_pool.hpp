#pragma once

#include "corewing/base/index.hpp"
#include "corewing/layout/detail/hub_search.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

/// What role inference keeps of the layouts that the search over hubs looks at.
namespace corewing::layout::detail {

/// A choice of hubs with its best points.
struct FoundLayout {
    double value = no_value;
    std::vector<Index> hubs = {};   ///< cores in index order, then wings in index order
    std::vector<Index> points = {}; ///< in index order
};

template <class = void>
model::Roles roles_of(const FoundLayout& layout, Index n, Index cores) {
    model::Roles roles(n, model::Role::other);
    for (Index k = 0; k < std::ssize(layout.hubs); ++k)
        roles[layout.hubs[k]] = k < cores ? model::Role::core : model::Role::wing;
    for (const Index i : layout.points) roles[i] = model::Role::point;
    return roles;
}

/// The best few layouts that differ in their hubs.
template <class = void>
class LayoutPool {
public:
    LayoutPool(Index size, Index cores) : size_(size), cores_(cores) {}

    /// What a layout must beat to be kept.
    [[nodiscard]] double threshold() const { return std::ssize(kept_) < size_ ? no_value : kept_.back().value; }
    [[nodiscard]] const std::vector<FoundLayout>& kept() const { return kept_; }

    void add(FoundLayout layout) {
        std::sort(layout.hubs.begin(), layout.hubs.begin() + cores_);
        std::sort(layout.hubs.begin() + cores_, layout.hubs.end());
        for (const auto& known : kept_)
            if (known.hubs == layout.hubs) return;
        const auto place =
            std::upper_bound(kept_.begin(), kept_.end(), layout,
                             [](const FoundLayout& a, const FoundLayout& b) { return a.value > b.value; });
        kept_.insert(place, std::move(layout));
        if (std::ssize(kept_) > size_) kept_.pop_back();
    }

private:
    Index size_;
    Index cores_;
    std::vector<FoundLayout> kept_ = {};
};

/// Best points for a leaf of the search; false where the rules allow none.
template <class Search>
bool complete(Search& search, const typename Search::Leaf& leaf, FoundLayout& layout, Eigen::VectorXd& score) {
    score = search.scores().score(leaf.state);
    double sum = 0.0;
    if (!search.choice().choose(score, leaf.hubs, layout.points, sum)) return false;
    layout.value = leaf.fixed + sum;
    layout.hubs = leaf.hubs;
    return true;
}

/// Place by place, the best value found for layouts in which the place has not the role it has in the best layout,
/// and a ceiling on that value.
struct WithoutRole {
    Eigen::VectorXd found = {};   ///< no_value where no such layout was met
    Eigen::VectorXd ceiling = {}; ///< proven
};

template <class Matrix>
WithoutRole values_without_role(const RoleProblem<Matrix>& problem, HubSearch<Matrix>& search,
                                const std::vector<FoundLayout>& pool, Margins margins) {
    const FoundLayout& best = pool.front();
    const Index n = problem.n;
    const auto cores = problem.count[0];
    const model::Roles roles = roles_of(best, n, problem.count[0]);
    WithoutRole without{.found = Eigen::VectorXd::Constant(n, no_value),
                        .ceiling = Eigen::VectorXd::Constant(n, best.value)};
    const auto is_only = [&](Index i) {
        return problem.allowed[i] == (1U << static_cast<unsigned>(slot(roles, i)));
    };

    // Cores and wings: one search each with that role barred.
    for (Index k = 0; k < std::ssize(best.hubs); ++k) {
        const Index place = best.hubs[k];
        if (is_only(place)) {
            without.ceiling[place] = no_value;
            continue;
        }
        LayoutPool<> rest(1, problem.count[0]);
        for (const auto& known : pool) {
            const auto first = known.hubs.begin() + (k < cores ? 0 : cores);
            const auto last = k < cores ? known.hubs.begin() + cores : known.hubs.end();
            if (std::find(first, last, place) == last) rest.add(known);
        }
        const auto look = [&](const auto& leaf) {
            FoundLayout layout;
            Eigen::VectorXd score;
            if (complete(search, leaf, layout, score) && layout.value > rest.threshold()) rest.add(std::move(layout));
        };
        const double open = search.explore([&] { return rest.threshold(); }, look,
                                           {place, k < cores ? model::Role::core : model::Role::wing});
        without.found[place] = rest.threshold();
        without.ceiling[place] = std::min(best.value, open);
    }

    // Points, and the others: one look at every choice of hubs good enough to matter to any of them.
    std::vector<Index> points, others;
    for (Index i = 0; i < n; ++i) {
        if (slot(roles, i) == 2) points.push_back(i);
        if (slot(roles, i) == 3) others.push_back(i);
        if (slot(roles, i) >= 2 && is_only(i)) without.ceiling[i] = no_value;
    }
    std::vector<unsigned char> taken(n, 0);
    const auto look = [&](const std::vector<Index>& hubs, const FoundLayout& layout, const Eigen::VectorXd& score) {
        const auto e = search.choice().exchanges(score, hubs, layout.points);
        for (const Index i : layout.points) taken[i] = 1;
        for (const Index i : hubs) taken[i] = 2;
        const auto lift = [&](Index i, double loss) {
            without.found[i] = std::max(without.found[i], layout.value - loss);
        };
        for (const Index i : points) lift(i, taken[i] == 1 ? search.choice().loss_without(score, e, i) : 0.0);
        for (const Index i : others) lift(i, taken[i] == 0 ? search.choice().loss_with(score, e, i) : 0.0);
        for (const Index i : layout.points) taken[i] = 0;
        for (const Index i : hubs) taken[i] = 0;
    };
    const auto lowest = [&](const std::vector<Index>& places) {
        double low = -no_value;
        for (const Index i : places)
            if (!is_only(i)) low = std::min(low, without.found[i]);
        return low;
    };
    const auto pass = [&](bool with_others) {
        const auto threshold = [&] { return with_others ? std::min(lowest(points), lowest(others)) : lowest(points); };
        double current = threshold();
        if (current == -no_value) return best.value; // nobody to ask for
        const double open = search.explore([&] { return current; },
                                           [&](const auto& leaf) {
                                               FoundLayout layout;
                                               Eigen::VectorXd score;
                                               if (!complete(search, leaf, layout, score)) return;
                                               look(leaf.hubs, layout, score);
                                               current = threshold();
                                           });
        return std::min(open, best.value);
    };
    // The best layouts first: they set the level that other choices of hubs must reach.
    for (const auto& known : pool) {
        auto state = search.scores().start();
        for (Index k = 0; k < std::ssize(known.hubs); ++k)
            search.scores().add(state, known.hubs[k], search.gain(k < cores ? 0 : 1));
        look(known.hubs, known, search.scores().score(state));
    }
    double open = pass(false);
    if (margins == Margins::all) open = pass(true);
    for (const auto* places : {&points, &others})
        for (const Index i : *places)
            if (without.ceiling[i] != no_value)
                without.ceiling[i] = std::min(best.value, std::max(without.found[i], open));
    return without;
}

} // namespace corewing::layout::detail
