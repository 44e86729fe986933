#pragma once

#include "corewing/layout/linkage.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/model/place_pair.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace corewing::layout::detail {

/// @throws bad_value unless both places exist and differ
template <class = void>
void check_pairs(const std::vector<PlacePair>& pairs, Index n, const char* field) {
    for (Index k = 0; k < std::ssize(pairs); ++k) {
        const auto [i, j] = pairs[k];
        if (i >= 0 && i < n && j >= 0 && j < n && i != j) continue;
        throw base::bad_value("places " + std::to_string(i) + " and " + std::to_string(j) + " are no pair among " +
                                  std::to_string(n) + " places",
                              {.field = std::string(field) + "[" + std::to_string(k) + "]"});
    }
}

/// Each pair once, smaller index first.
template <class = void>
std::vector<PlacePair> unique_pairs(std::vector<PlacePair> pairs) {
    for (auto& [i, j] : pairs)
        if (i > j) std::swap(i, j);
    std::sort(pairs.begin(), pairs.end(), [](const PlacePair& a, const PlacePair& b) {
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

/// Checked copy with a zero diagonal and zeros at the skipped pairs, made symmetric unless directed: (W + W') / 2.
template <class Double = double>
Eigen::MatrixXd prepare(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const std::vector<PlacePair>& skip,
                        bool directed = false) {
    base::check_shape(linkage, linkage.rows(), linkage.rows(), "linkage");
    base::check_nonnegative(linkage, "linkage");
    check_pairs(skip, linkage.rows(), "skip");
    Eigen::MatrixX<Double> w = linkage;
    constexpr Index tile = 64; // by tiles, so that rows are read from near memory
    const Index n = w.rows();
    const auto symmetrise = [&](Index t) {
        const Index j = t * tile, cols = std::min(tile, n - j);
        for (Index i = 0; i <= j; i += tile) {
            const Index rows = std::min(tile, n - i);
            w.block(i, j, rows, cols) =
                0.5 * linkage.block(i, j, rows, cols) + 0.5 * linkage.block(j, i, cols, rows).transpose();
            w.block(j, i, cols, rows) = w.block(i, j, rows, cols).transpose().eval();
        }
    };
    if (!directed) base::parallel_for((n + tile - 1) / tile, symmetrise, {.grain = 8});
    w.diagonal().setZero();
    for (const auto& [i, j] : skip) w(i, j) = w(j, i) = 0.0;
    return w;
}

template <class = void>
Eigen::SparseMatrix<double> prepare(const Eigen::SparseMatrix<double>& linkage, const std::vector<PlacePair>& skip,
                                    bool directed = false) {
    base::check_shape(linkage, linkage.rows(), linkage.rows(), "linkage");
    for (Index j = 0; j < linkage.outerSize(); ++j)
        for (Eigen::SparseMatrix<double>::InnerIterator it(linkage, j); it; ++it)
            if (!(it.value() >= 0.0) || !std::isfinite(it.value()))
                base::check_range(it.value(), 0.0, HUGE_VAL,
                                  "linkage[" + std::to_string(it.row()) + "," + std::to_string(it.col()) + "]");
    check_pairs(skip, linkage.rows(), "skip");
    const auto pairs = unique_pairs(skip);
    Eigen::SparseMatrix<double> w = linkage;
    if (!directed) {
        const Eigen::SparseMatrix<double> transposed = linkage.transpose();
        w = 0.5 * linkage + 0.5 * transposed;
    }
    w.prune([&pairs](Index i, Index j, double value) {
        if (i == j || value == 0.0) return false;
        const PlacePair pair{std::min(i, j), std::max(i, j)};
        return !std::binary_search(pairs.begin(), pairs.end(), pair, [](const PlacePair& a, const PlacePair& b) {
            return a.first != b.first ? a.first < b.first : a.second < b.second;
        });
    });
    w.makeCompressed();
    return w;
}

} // namespace corewing::layout::detail
