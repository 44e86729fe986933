#pragma once

#include "corewing/plan/standing.hpp"

#include "corewing/model/shown_name.hpp"
#include "corewing/plan/detail/standing_words.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace corewing::plan {

namespace detail {

/// The rows of indicators.csv below a root, the root included.
template <class = void>
std::vector<model::Indicator> subtree(const model::Region& region, const std::string& root) {
    std::vector<model::Indicator> nodes;
    for (const model::Indicator& node : region.indicators()) {
        const model::Indicator* up = &node;
        while (up->id != root && !up->parent.empty()) up = &region.indicator(up->parent);
        if (up->id == root) nodes.push_back(node);
    }
    return nodes;
}

/// The leaves with a figure in some district, and how many districts know them.
template <class = void>
void find_leaves(Standing& s, const Basis& basis, const std::vector<model::Indicator>& nodes) {
    std::set<std::string> parents;
    for (const model::Indicator& node : nodes) parents.insert(node.parent);
    for (const model::Indicator& node : nodes) {
        if (parents.contains(node.id) || node.id == basis.choices.index) continue;
        auto figures = figures_of(basis.region, node.id, basis.choices.year);
        if (!figures) continue;
        const Index known = basis.districts.rows(figures->column).known_count();
        if (known == 0) continue;
        s.leaves.push_back({.id = node.id,
                            .name = model::shown_name(node),
                            .figures = *std::move(figures),
                            .known = known});
    }
}

/// Chooses leaves and districts so that as many cells as possible are used, all of them known.
template <class = void>
void choose_table(Standing& s, const Basis& basis) {
    std::vector<Index> order(s.leaves.size());
    for (Index k = 0; k < std::ssize(order); ++k) order[k] = k;
    std::stable_sort(order.begin(), order.end(),
                     [&](Index a, Index b) { return s.leaves[a].known > s.leaves[b].known; });
    std::vector<bool> complete(basis.districts.size(), true);
    Index best_cells = 0, best_count = 0;
    std::vector<bool> best_places;
    for (Index count = 1; count <= std::ssize(order); ++count) {
        const LeafFigures& leaf = s.leaves[order[count - 1]];
        if (2 * leaf.known < basis.districts.size()) break;
        Index places = 0;
        for (Index row = 0; row < basis.districts.size(); ++row) {
            if (!leaf.figures.column[basis.districts.index(row)]) complete[row] = false;
            places += complete[row] ? 1 : 0;
        }
        if (count >= 2 && places >= 2 && places * count > best_cells) {
            best_cells = places * count;
            best_count = count;
            best_places = complete;
        }
    }
    for (Index k = 0; k < best_count; ++k) s.leaves[order[k]].used = true;
    for (Index row = 0; row < basis.districts.size(); ++row)
        (best_count > 0 && best_places[row] ? s.places : s.not_ranked).push_back(basis.districts.index(row));
}

/// The tree with the leaves that are used, and of the other nodes those above them.
template <class = void>
indicator::Tree used_tree(const Standing& s, const std::vector<model::Indicator>& nodes) {
    std::set<std::string> kept;
    for (const LeafFigures& leaf : s.leaves)
        if (leaf.used) kept.insert(leaf.id);
    for (bool grown = true; grown;) {
        grown = false;
        for (const model::Indicator& node : nodes)
            if (kept.contains(node.id) && !node.parent.empty() && kept.insert(node.parent).second) grown = true;
    }
    std::vector<model::Indicator> rows;
    for (const model::Indicator& node : nodes)
        if (kept.contains(node.id)) rows.push_back(node);
    return indicator::tree_of(rows);
}

/// Levels of the subsystems under the root, lifted so that the last place is not 0 in everything.
template <class = void>
void measure_sides(Standing& s, const Basis& basis) {
    std::vector<Index> columns;
    for (Index k = 0; k < std::ssize(s.composite.nodes); ++k)
        if (s.composite.nodes[k].parent == basis.choices.index) {
            const model::Indicator& side = basis.region.indicator(s.composite.nodes[k].id);
            s.sides.push_back(model::shown_name(side));
            columns.push_back(k);
        }
    s.levels = s.composite.node_score(Eigen::all, columns);
    s.levels = ((s.levels.array() + 0.01) / 1.01).cwiseMax(0.0).cwiseMin(1.0).matrix().eval();
    if (s.sides.size() >= 2) s.coupling = scoring::coupling(s.levels);
}

template <class = void>
void fill_table(Standing& s) {
    const std::vector<std::string> leaves = indicator::leaves(s.tree);
    s.values.resize(std::ssize(s.places), std::ssize(leaves));
    s.marks.resize(s.values.rows(), s.values.cols());
    for (Index k = 0; k < std::ssize(leaves); ++k) {
        const auto leaf =
            std::find_if(s.leaves.begin(), s.leaves.end(), [&](const LeafFigures& l) { return l.id == leaves[k]; });
        for (Index row = 0; row < s.values.rows(); ++row) {
            s.values(row, k) = leaf->figures.column.values()[s.places[row]];
            s.marks(row, k) = leaf->figures.column.mark(s.places[row]);
        }
    }
}

template <class = void>
void rank_places(Standing& s, const Basis& basis) {
    using namespace indicator;
    const CompositeOptions options{};
    s.composite = composite(s.values, s.marks, s.tree, options);
    s.runs = s.places.size() < 1000 ? 400 : 100;
    const AggregateOptions geometric{.method = Aggregation::geometric, .floor = 0.01};
    s.spans =
        uncertainty(s.values, s.marks, s.tree, options,
                    {.normalise = {{.method = Normalisation::min_max}, {.method = Normalisation::percentile}},
                     .weigh = {{.method = Weighing::given}, {.method = Weighing::equal}, {.method = Weighing::entropy}},
                     .aggregate = {AggregateOptions{}, geometric},
                     .runs = s.runs,
                     .seed = basis.choices.seed,
                     .parallel = {.stop = basis.observer.stop}});
    measure_sides(s, basis);
}

} // namespace detail

COREWING_BODY
Standing standing(const Basis& basis) {
    const StandingWords& words = basis.words.standing;
    Standing s;
    s.answer = {.question = "standing", .title = words.title};
    std::vector<model::Indicator> nodes;
    if (!basis.choices.index.empty()) {
        const model::Indicator& root = basis.region.indicator(basis.choices.index);
        s.index = model::shown_name(root);
        nodes = detail::subtree(basis.region, basis.choices.index);
        detail::find_leaves(s, basis, nodes);
        detail::choose_table(s, basis);
    }
    if (s.places.size() < 2) {
        detail::leave_open(s.answer, basis, words.no_index, {words.need_index});
        return s;
    }
    s.tree = detail::used_tree(s, nodes);
    detail::fill_table(s);
    detail::rank_places(s, basis);
    detail::say_standing(s, basis);
    return s;
}

} // namespace corewing::plan
