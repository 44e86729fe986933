#pragma once

#include "corewing/base/index.hpp"
#include "corewing/model/place_pair.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <vector>

namespace corewing::test {

inline bool is_skipped(const std::vector<model::PlacePair>& skip, Index i, Index j) {
    return std::any_of(skip.begin(), skip.end(), [&](const model::PlacePair& p) {
        return (p.first == i && p.second == j) || (p.first == j && p.second == i);
    });
}

/// Linkage in which each skipped pair has the average of its two places, pair by pair from the definition.
inline Eigen::MatrixXd with_averages(const Eigen::MatrixXd& linkage, const std::vector<model::PlacePair>& skip) {
    const Index n = linkage.rows();
    const auto known = [&](Index i, Index j) { return i != j && !is_skipped(skip, i, j); };
    double all = 0.0, pairs = 0.0;
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j)
            if (known(i, j)) all += linkage(i, j), pairs += 1.0;
    const auto average = [&](Index place, bool leaving) {
        double sum = 0.0, count = 0.0;
        for (Index k = 0; k < n; ++k)
            if (known(place, k)) sum += leaving ? linkage(place, k) : linkage(k, place), count += 1.0;
        return count > 0.0 ? sum / count : pairs > 0.0 ? all / pairs : 0.0;
    };
    Eigen::MatrixXd filled = linkage;
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j)
            if (i != j && is_skipped(skip, i, j)) filled(i, j) = (average(i, true) + average(j, false)) / 2.0;
    return filled;
}

} // namespace corewing::test
