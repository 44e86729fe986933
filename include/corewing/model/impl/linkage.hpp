#pragma once

#include "corewing/base/detail/enough_memory.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/detail/region_ids.hpp"
#include "corewing/model/linkage.hpp"

#include <Eigen/Core>

#include <string_view>
#include <utility>
#include <vector>

namespace corewing::model {

COREWING_BODY
MarkedMatrix linkage(const Region& region, std::string_view layer) {
    const auto wanted = region.layer(layer);
    const Layer& row = region.layers()[wanted];
    const Index n = region.size();
    Eigen::MatrixX<Double> weights =
        base::detail::with_memory(n, n, layer, [n] { return Eigen::MatrixX<Double>(Eigen::MatrixX<Double>::Zero(n, n)); });
    base::Marks marks = base::Marks::Constant(n, n, base::Mark::missing);
    std::vector<bool> covered(n, false);
    const Graph& g = region.graph();
    for (auto [edge, end] = boost::edges(g); edge != end; ++edge) {
        const Index from = boost::source(*edge, g), to = boost::target(*edge, g);
        if (g[*edge].layer != wanted || from == to) continue; // what stays within a place is no pair
        weights(from, to) += g[*edge].weight;
        marks(from, to) = base::Mark::observed;
        covered[from] = covered[to] = true;
    }
    const auto kind = [&](Index i) { return region.place(i).kind; };
    for (Index i = 0; i < n; ++i)
        if (kind(i) == PlaceKind::district) covered[i] = true;
    for (Index j = 0; row.complete && j < n; ++j)
        for (Index i = 0; covered[j] && i < n; ++i)
            if (covered[i] && i != j && !(kind(i) == PlaceKind::partner && kind(j) == PlaceKind::partner))
                marks(i, j) = base::Mark::observed;
    return MarkedMatrix(std::move(weights), std::move(marks),
                        {.name = row.id, .unit = row.unit, .places = detail::region_ids(region)});
}

COREWING_BODY
Eigen::SparseMatrix<double> sparse_linkage(const Region& region, std::string_view layer) {
    const auto wanted = region.layer(layer);
    const Index n = region.size();
    const Graph& g = region.graph();
    std::vector<Eigen::Triplet<Double, Index>> entries;
    for (auto [edge, end] = boost::edges(g); edge != end; ++edge)
        if (g[*edge].layer == wanted && boost::source(*edge, g) != boost::target(*edge, g))
            entries.emplace_back(boost::source(*edge, g), boost::target(*edge, g), g[*edge].weight);
    Eigen::SparseMatrix<Double> matrix(n, n);
    matrix.setFromTriplets(entries.begin(), entries.end());
    return matrix;
}

} // namespace corewing::model
