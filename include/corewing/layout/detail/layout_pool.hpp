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

/// Finds them: one search for each core and wing with that role barred, one or two for all others.
template <class Matrix>
class WithoutRoleSearch {
public:
    WithoutRoleSearch(const RoleProblem<Matrix>& problem, HubSearch<Matrix>& search,
                      const std::vector<FoundLayout>& pool)
        : problem_(problem), search_(search), pool_(pool), best_(pool.front()),
          cores_(problem.count_of(model::Role::core)),
          roles_(roles_of(best_, problem.n, cores_)), without_{.found = Eigen::VectorXd::Constant(problem.n, no_value),
                                                               .ceiling =
                                                                   Eigen::VectorXd::Constant(problem.n, best_.value)},
          taken_(problem.n, 0) {
        for (Index i = 0; i < problem.n; ++i) {
            if (roles_[i] == model::Role::point) points_.push_back(i);
            if (roles_[i] == model::Role::other) others_.push_back(i);
            if (is_only(i)) without_.ceiling[i] = no_value;
        }
    }

    WithoutRole run(Margins margins) {
        for (Index k = 0; k < std::ssize(best_.hubs); ++k)
            if (!is_only(best_.hubs[k])) without_hub(k);
        // The best layouts first: they set the level that other choices of hubs must reach.
        for (const auto& known : pool_) {
            auto state = search_.scores().start();
            for (Index k = 0; k < std::ssize(known.hubs); ++k)
                search_.scores().add(state, known.hubs[k], search_.gain(k < cores_ ? 0 : 1));
            look(known.hubs, known, search_.scores().score(state));
        }
        double open = pass(false);
        if (margins == Margins::all) open = pass(true);
        for (const auto* places : {&points_, &others_})
            for (const Index i : *places)
                if (without_.ceiling[i] != no_value)
                    without_.ceiling[i] = std::min(best_.value, std::max(without_.found[i], open));
        return std::move(without_);
    }

private:
    /// Whether the rules allow place i no other role.
    [[nodiscard]] bool is_only(Index i) const {
        return problem_.allowed[i] == (1U << static_cast<unsigned>(base::position(roles_[i])));
    }

    /// One search with its role barred to hub k of the best layout.
    void without_hub(Index k) {
        const Index place = best_.hubs[k];
        LayoutPool<> rest(1, cores_);
        for (const auto& known : pool_) {
            const auto first = known.hubs.begin() + (k < cores_ ? 0 : cores_);
            const auto last = k < cores_ ? known.hubs.begin() + cores_ : known.hubs.end();
            if (std::find(first, last, place) == last) rest.add(known);
        }
        const auto look_at = [&](const auto& leaf) {
            FoundLayout layout;
            Eigen::VectorXd score;
            if (complete(search_, leaf, layout, score) && layout.value > rest.threshold()) rest.add(std::move(layout));
        };
        const double open = search_.explore([&] { return rest.threshold(); }, look_at,
                                            {place, k < cores_ ? model::Role::core : model::Role::wing});
        without_.found[place] = rest.threshold();
        without_.ceiling[place] = std::min(best_.value, open);
    }

    /// What a layout says about the points and the others.
    void look(const std::vector<Index>& hubs, const FoundLayout& layout, const Eigen::VectorXd& score) {
        const auto e = search_.choice().exchanges(score, hubs, layout.points);
        for (const Index i : layout.points) taken_[i] = 1;
        for (const Index i : hubs) taken_[i] = 2;
        const auto lift = [&](Index i, double loss) {
            without_.found[i] = std::max(without_.found[i], layout.value - loss);
        };
        for (const Index i : points_) lift(i, taken_[i] == 1 ? search_.choice().loss_without(score, e, i) : 0.0);
        for (const Index i : others_) lift(i, taken_[i] == 0 ? search_.choice().loss_with(score, e, i) : 0.0);
        for (const Index i : layout.points) taken_[i] = 0;
        for (const Index i : hubs) taken_[i] = 0;
    }

    [[nodiscard]] double lowest(const std::vector<Index>& places) const {
        double low = -no_value;
        for (const Index i : places)
            if (!is_only(i)) low = std::min(low, without_.found[i]);
        return low;
    }

    /// One look at every choice of hubs good enough to matter to any point, or to any point and other.
    double pass(bool with_others) {
        const auto threshold = [&] {
            return with_others ? std::min(lowest(points_), lowest(others_)) : lowest(points_);
        };
        double current = threshold();
        if (current == -no_value) return best_.value; // nobody to ask for
        const auto look_at = [&](const auto& leaf) {
            FoundLayout layout;
            Eigen::VectorXd score;
            if (!complete(search_, leaf, layout, score)) return;
            look(leaf.hubs, layout, score);
            current = threshold();
        };
        return std::min(search_.explore([&] { return current; }, look_at), best_.value);
    }

    const RoleProblem<Matrix>& problem_;
    HubSearch<Matrix>& search_;
    const std::vector<FoundLayout>& pool_;
    const FoundLayout& best_;
    Index cores_;
    model::Roles roles_; // of the best layout
    WithoutRole without_;
    std::vector<Index> points_ = {};
    std::vector<Index> others_ = {};
    std::vector<unsigned char> taken_; // 1 a point, 2 a hub of the layout looked at
};

template <class Matrix>
WithoutRole values_without_role(const RoleProblem<Matrix>& problem, HubSearch<Matrix>& search,
                                const std::vector<FoundLayout>& pool, Margins margins) {
    return WithoutRoleSearch<Matrix>(problem, search, pool).run(margins);
}

} // namespace corewing::layout::detail
