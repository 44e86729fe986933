#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/pairs.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace corewing::scoring::detail {

/// Lengths max / strength of the links of a symmetrised strength matrix; infinity where there is no link.
/// @throws bad_shape, bad_value
template <class Double = double>
Eigen::MatrixXd strength_lengths(const Eigen::Ref<const Eigen::MatrixXd>& strength) {
    base::check_shape(strength, strength.rows(), strength.rows(), "strength");
    base::check_nonnegative(strength, "strength");
    Eigen::MatrixX<Double> both = 0.5 * strength + 0.5 * strength.transpose();
    both.diagonal().setZero();
    const double largest = both.size() > 0 ? both.maxCoeff() : 0.0;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return both.unaryExpr([largest](double w) { return w > 0.0 ? largest / w : infinity; });
}

/// Searches that are worth a thread's start.
template <class = void>
Index search_grain(Index places) {
    return std::clamp<Index>((1 << 17) / (places * places + 1), 1, 1 << 17);
}

/// What is taken out of the network before the search: a place, a link, or nothing.
struct Failure {
    Index place = -1;
    model::PlacePair link = {-1, -1};
};

/// One search from a place: lengths of the shortest paths, and from where each place was reached.
struct PathTree {
    Eigen::VectorXd length = {};
    std::vector<Index> parent = {};

    /// Dijkstra without a heap, right for dense networks. Complexity O(n^2).
    void search(const Eigen::MatrixXd& lengths, Index source, const Failure& failure = {}) {
        const Index n = lengths.rows();
        constexpr double infinity = std::numeric_limits<double>::infinity();
        length.setConstant(n, infinity);
        parent.assign(n, -1);
        if (source == failure.place) return;
        std::vector<Index> open;
        open.reserve(n);
        for (Index i = 0; i < n; ++i)
            if (i != failure.place) open.push_back(i);
        length[source] = 0.0;
        while (!open.empty()) {
            Index nearest = 0;
            for (Index k = 1; k < std::ssize(open); ++k)
                if (length[open[k]] < length[open[nearest]]) nearest = k;
            const Index at = open[nearest];
            if (length[at] == infinity) return;
            open[nearest] = open.back();
            open.pop_back();
            for (const Index next : open) {
                const bool cut = (at == failure.link.first && next == failure.link.second) ||
                                 (at == failure.link.second && next == failure.link.first);
                const double through = length[at] + lengths(next, at);
                if (!cut && through < length[next]) {
                    length[next] = through;
                    parent[next] = at;
                }
            }
        }
    }

    /// Sum of 1 / length over all other places reached.
    [[nodiscard]] double efficiency() const {
        double sum = 0.0;
        for (const double l : length)
            if (l > 0.0) sum += 1.0 / l; // 1 / infinity is 0
        return sum;
    }
};

} // namespace corewing::scoring::detail
