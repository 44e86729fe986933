#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace corewing::sharing::detail {

/// Shapley value over all 2^n coalitions.
///   share_i = sum over S with i of worth(S) (a_s + b_s) - sum over all S of worth(S) b_s,
///   a_s = (s-1)! (n-s)! / n!,  b_s = s! (n-s-1)! / n!,  b_n = 0
/// @param worth  worth(mask), called once for every mask
template <class Worth>
Eigen::VectorXd shapley_by_subsets(int players, const Worth& worth, unsigned threads) {
    const Index n = players;
    std::vector<double> with(n + 1, 0.0);
    std::vector<double> without(n + 1, 0.0);
    double choose = 1.0; // (n - 1 over s - 1)
    for (Index s = 1; s <= n; ++s) {
        with[s] = 1.0 / (static_cast<double>(n) * choose);
        choose = choose * static_cast<double>(n - s) / static_cast<double>(s);
        if (s < n) without[s] = 1.0 / (static_cast<double>(n) * choose); // 1 / (n (n-1 over s))
    }
    const std::uint64_t coalitions = std::uint64_t{1} << n;
    const std::uint64_t block = std::min<std::uint64_t>(coalitions, 4096);
    const std::uint64_t blocks = coalitions / block;
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(players + 1, blocks);
    base::parallel_for(blocks,
                       [&](Index b) {
                           auto sum = sums.col(b);
                           for (std::uint64_t mask = b * block; mask < (b + 1) * block; ++mask) {
                               if (mask == 0) continue;
                               const Index size = std::popcount(mask);
                               const double value = worth(mask);
                               const double gain = value * (with[size] + without[size]);
                               for (std::uint64_t rest = mask; rest != 0; rest &= rest - 1)
                                   sum[std::countr_zero(rest)] += gain;
                               sum[players] += value * without[size];
                           }
                       },
                       {.threads = threads});
    const Eigen::VectorXd total = sums.rowwise().sum();
    return total.head(players).array() - total[players];
}

struct SampledShapley {
    Eigen::VectorXd share = {};
    Eigen::VectorXd standard_error = {};
};

/// Shapley value from random orders and their reverses: the mean gain a player brings when it joins.
/// @param worth  worth(members ascending)
template <class Worth>
SampledShapley shapley_by_orders(Index players, const Worth& worth, Index pairs, std::uint64_t seed, unsigned threads) {
    const Index n = players;
    constexpr Index group = 16;
    const Index groups = (pairs + group - 1) / group;
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(n, groups);
    Eigen::MatrixXd squares = sums;
    std::vector<Index> everybody(players);
    for (Index i = 0; i < players; ++i) everybody[i] = i;
    const double whole = worth(std::span<const Index>(everybody));
    const double typical = whole / static_cast<double>(players);
    base::parallel_for(groups,
                       [&](Index g) {
                           Eigen::VectorXd gain(n);
                           std::vector<Index> joined;
                           for (Index pair = g * group; pair < std::min(pairs, (g + 1) * group); ++pair) {
                               base::Random random(seed, pair);
                               std::vector<Index> order = random.permutation(players);
                               gain.setZero();
                               for (int turn = 0; turn < 2; ++turn) {
                                   joined.clear();
                                   double before = 0.0;
                                   for (Index k = 0; k < players; ++k) {
                                       const Index player = order[k];
                                       joined.insert(std::lower_bound(joined.begin(), joined.end(), player), player);
                                       const double now =
                                           k + 1 == players ? whole : worth(std::span<const Index>(joined));
                                       gain[player] += 0.5 * (now - before);
                                       before = now;
                                   }
                                   std::reverse(order.begin(), order.end());
                               }
                               gain.array() -= typical;
                               sums.col(g) += gain;
                               squares.col(g) += gain.cwiseAbs2();
                           }
                       },
                       {.threads = threads});
    SampledShapley result;
    const auto count = static_cast<double>(pairs);
    const Eigen::VectorXd mean = sums.rowwise().sum() / count;
    const Eigen::VectorXd spread = (squares.rowwise().sum() / count - mean.cwiseAbs2()).cwiseMax(0.0);
    result.share = mean.array() + typical;
    result.standard_error = (spread / std::max(count - 1.0, 1.0)).cwiseSqrt();
    return result;
}

} // namespace corewing::sharing::detail
