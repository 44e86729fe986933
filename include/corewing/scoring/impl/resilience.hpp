#pragma once

#include "corewing/scoring/resilience.hpp"

#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/model/pairs.hpp"
#include "corewing/scoring/detail/strength_paths.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace corewing::scoring {

COREWING_BODY
Resilience resilience(const Eigen::Ref<const Eigen::MatrixXd>& strength, unsigned threads) {
    const Eigen::MatrixX<Double> lengths = detail::strength_lengths(strength);
    const Index n = lengths.rows();
    std::vector<model::PlacePair> pairs;
    for (Index i = 0; i < n; ++i)
        for (Index j = i + 1; j < n; ++j)
            if (lengths(i, j) < std::numeric_limits<double>::infinity()) pairs.push_back({i, j});

    // What each source loses by each failure; sums over sources come after, in order.
    const Index links = std::ssize(pairs);
    std::vector<Index> number(n * n, -1); // of the link between two places
    for (Index l = 0; l < links; ++l) {
        const model::PlacePair& pair = pairs[l];
        number[pair.first * n + pair.second] = number[pair.second * n + pair.first] = l;
    }
    Eigen::VectorX<Double> efficiency = Eigen::VectorX<Double>::Zero(n);
    Eigen::MatrixX<Double> own = Eigen::MatrixX<Double>::Zero(n, n), detour = Eigen::MatrixX<Double>::Zero(n, n);
    std::vector<std::vector<std::pair<Index, double>>> cut(n);
    base::parallel_for(n,
                       [&](Index source) {
                           detail::PathTree tree, without;
                           tree.search(lengths, source);
                           efficiency[source] = tree.efficiency();
                           std::vector<bool> inner(n, false);
                           for (const Index parent : tree.parent)
                               if (parent >= 0) inner[parent] = true;
                           for (Index v = 0; v < n; ++v) {
                               if (v == source) continue;
                               own(v, source) = 1.0 / tree.length[v];
                               if (!inner[v]) continue;
                               without.search(lengths, source, {.place = v});
                               detour(v, source) =
                                   std::max(0.0, efficiency[source] - own(v, source) - without.efficiency());
                           }
                           for (Index v = 0; v < n; ++v) {
                               const Index parent = tree.parent[v];
                               if (parent < 0) continue;
                               without.search(lengths, source, {.link = {parent, v}});
                               cut[source].emplace_back(number[parent * n + v],
                                                        std::max(0.0, efficiency[source] - without.efficiency()));
                           }
                       },
                       {.threads = threads, .grain = n > 32 ? Index{1} : n}); // small: one thread

    Resilience result;
    result.place_loss.setZero(n);
    result.place_knock_on.setZero(n);
    const double total = efficiency.sum();
    if (total <= 0.0) return result;
    result.place_knock_on = detour.rowwise().sum() / total;
    result.place_loss = ((own.rowwise().sum() * 2.0) / total + result.place_knock_on).cwiseMin(1.0);
    result.value = 1.0 - result.place_loss.maxCoeff();
    Eigen::VectorX<Double> lost = Eigen::VectorX<Double>::Zero(links);
    for (const auto& list : cut)
        for (const auto& [link, loss] : list) lost[link] += loss;
    lost = base::settled((lost / total).cwiseMin(1.0), 1.0);
    for (const auto& group : base::tie_groups(lost, 1.0))
        for (const Index l : group) result.links.push_back({pairs[l].first, pairs[l].second, lost[l]});
    return result;
}

} // namespace corewing::scoring
