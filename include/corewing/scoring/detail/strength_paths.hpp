#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/scoring/pairs.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cstddef>
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
std::size_t search_grain(Eigen::Index places) {
    return static_cast<std::size_t>(std::clamp<Eigen::Index>((1 << 17) / (places * places + 1), 1, 1 << 17));
}

/// What is taken out of the network before the search: a place, a link, or nothing.
struct Failure {
    Eigen::Index place = -1;
    PlacePair link = {-1, -1};
};

/// One search from a place: lengths of the shortest paths, and from where each place was reached.
struct PathTree {
    Eigen::VectorXd length = {};
    std::vector<Eigen::Index> parent = {};

    /// Dijkstra without a heap, right for dense networks. Complexity O(n^2).
    void search(const Eigen::MatrixXd& lengths, Eigen::Index source, const Failure& failure = {}) {
        const Eigen::Index n = lengths.rows();
        constexpr double infinity = std::numeric_limits<double>::infinity();
        length.setConstant(n, infinity);
        parent.assign(static_cast<std::size_t>(n), -1);
        if (source == failure.place) return;
        std::vector<Eigen::Index> open;
        open.reserve(static_cast<std::size_t>(n));
        for (Eigen::Index i = 0; i < n; ++i)
            if (i != failure.place) open.push_back(i);
        length[source] = 0.0;
        while (!open.empty()) {
            std::size_t nearest = 0;
            for (std::size_t k = 1; k < open.size(); ++k)
                if (length[open[k]] < length[open[nearest]]) nearest = k;
            const Eigen::Index at = open[nearest];
            if (length[at] == infinity) return;
            open[nearest] = open.back();
            open.pop_back();
            for (const Eigen::Index next : open) {
                const bool cut = (at == failure.link.first && next == failure.link.second) ||
                                 (at == failure.link.second && next == failure.link.first);
                const double through = length[at] + lengths(next, at);
                if (!cut && through < length[next]) {
                    length[next] = through;
                    parent[static_cast<std::size_t>(next)] = at;
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
