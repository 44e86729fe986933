#pragma once

#include "corewing/layout/linkage.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/layout/detail/link_unit.hpp"
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

/// What skipped pairs count as: from i to j, half the mean of the links that leave i and half the mean of those that
/// reach j, over the pairs that are not skipped. A place all of whose pairs are skipped has the mean of all places.
/// @param w      zero diagonal, zero at the skipped pairs
/// @param pairs  each once
/// @return values above 0, both ways
template <class Double = double, class Matrix>
std::vector<Eigen::Triplet<double, Index>> skipped_links(const Matrix& w, const std::vector<PlacePair>& pairs) {
    std::vector<Eigen::Triplet<double, Index>> links;
    const double largest = pairs.empty() ? 0.0 : largest_link(w);
    if (largest == 0.0) return links;
    const Index n = w.rows();
    Eigen::VectorX<Double> leaving = Eigen::VectorX<Double>::Zero(n), reaching = leaving;
    for (Index j = 0; j < n; ++j)
        each_link(w, j, [&](Index i, double value) {
            leaving[i] += value / largest; // so that no sum overflows
            reaching[j] += value / largest;
        });
    Eigen::VectorX<Double> known = Eigen::VectorX<Double>::Constant(n, static_cast<double>(n) - 1.0);
    for (const auto& [i, j] : pairs) known[i] -= 1.0, known[j] -= 1.0;
    const double overall = leaving.sum() / known.sum();
    const auto mean = [&](double sum, Index place) { return known[place] > 0.0 ? sum / known[place] : overall; };
    const auto add = [&](Index i, Index j) {
        const double value = largest * (0.5 * mean(leaving[i], i) + 0.5 * mean(reaching[j], j));
        if (value > 0.0) links.emplace_back(i, j, value);
    };
    for (const auto& [i, j] : pairs) add(i, j), add(j, i);
    return links;
}

/// Checked copy with a zero diagonal, made symmetric unless directed: (W + W') / 2. Skipped pairs have the average of
/// their places.
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
    for (const auto& link : skipped_links(w, unique_pairs(skip))) w(link.row(), link.col()) = link.value();
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
    const auto links = skipped_links(w, pairs);
    if (!links.empty()) {
        Eigen::SparseMatrix<double> filled(w.rows(), w.cols());
        filled.setFromTriplets(links.begin(), links.end());
        w = Eigen::SparseMatrix<double>(w + filled);
    }
    w.makeCompressed();
    return w;
}

} // namespace corewing::layout::detail
