#pragma once

#include "corewing/indicator/rank_reversal.hpp"

#include "corewing/indicator/detail/rows_without.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/detail/columns.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>
#include <vector>

namespace corewing::indicator {
namespace detail {

/// Pairs with a_i < a_k but b_i > b_k, by merge sort.
template <class = void>
long discordant_pairs(const Eigen::VectorXd& a, const Eigen::VectorXd& b) {
    std::vector<Index> order(a.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::sort(order.begin(), order.end(),
              [&](Index i, Index k) { return a[i] != a[k] ? a[i] < a[k] : b[i] < b[k]; });
    std::vector<double> x;
    for (const auto i : order) x.push_back(b[i]);
    std::vector<double> buffer(x.size());
    long count = 0;
    for (Index width = 1; width < std::ssize(x); width *= 2)
        for (Index begin = 0; begin + width < std::ssize(x); begin += 2 * width) {
            const Index middle = begin + width;
            const Index end = std::min(std::ssize(x), middle + width);
            Index left = begin;
            Index right = middle;
            for (Index k = begin; k < end; ++k) {
                if (left < middle && (right == end || x[left] <= x[right])) {
                    buffer[k] = x[left++];
                } else {
                    count += static_cast<long>(middle - left);
                    buffer[k] = x[right++];
                }
            }
            std::copy(buffer.begin() + begin,
                      buffer.begin() + end,
                      x.begin() + begin);
        }
    return count;
}

} // namespace detail

COREWING_BODY
RankReversal rank_reversal(Index n,
                           const std::function<Eigen::VectorXd(const std::vector<Index>&)>& score,
                           const RankReversalOptions& options) {
    base::check_range(static_cast<double>(n), 1.0, 1e7, "n");
    base::check_range(static_cast<double>(options.list), 0.0, HUGE_VAL, "list");
    const auto scores_of = [&](const std::vector<Index>& rows) {
        Eigen::VectorX<Double> y = score(rows);
        base::check_size(y.size(), std::ssize(rows), "score");
        base::check_finite(y, "score");
        return y;
    };
    RankReversal result;
    result.score = scores_of(detail::rows_without(n, -1));
    const Eigen::VectorX<Double> whole = base::settled(result.score);
    result.reversals.assign(n, 0);
    std::vector<std::vector<Reversal>> examples(n);
    const bool ran = base::parallel_for(
        n,
        [&](Index place) {
            const Index left_out = place;
            const auto rows = detail::rows_without(n, left_out);
            if (rows.size() < 2) return;
            const Eigen::VectorX<Double> before = whole(rows);
            const Eigen::VectorX<Double> after = base::settled(scores_of(rows));
            result.reversals[place] = detail::discordant_pairs(before, after);
            auto& own = examples[place];
            const auto wanted = std::min(options.list, result.reversals[place]);
            for (Index i = 0; i < std::ssize(rows) && std::ssize(own) < wanted; ++i)
                for (Index k = 0; k < std::ssize(rows) && std::ssize(own) < wanted; ++k)
                    if (before[i] > before[k] && after[i] < after[k]) own.push_back({left_out, rows[i], rows[k]});
        },
        options.parallel);
    if (!ran) throw base::error("stopped before every place was left out", {.field = "rank_reversal"});
    for (const auto& own : examples)
        for (const auto& e : own)
            if (std::ssize(result.examples) < options.list) result.examples.push_back(e);
    const auto others = static_cast<double>(n - 1);
    if (n > 2) {
        const double all = others * (others - 1.0) / 2.0 * static_cast<double>(n);
        for (const long r : result.reversals) result.share += static_cast<double>(r) / all;
    }
    return result;
}

COREWING_BODY
RankReversal rank_reversal(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks, const Tree& tree,
                           const CompositeOptions& options, const RankReversalOptions& testing) {
    const Imputed imputed = impute(values, marks, options.impute);
    CompositeOptions rest = options;
    rest.impute = {};
    const auto score = [&](const std::vector<Index>& rows) -> Eigen::VectorX<Double> {
        const Eigen::MatrixX<Double> x = imputed.values(rows, Eigen::all);
        const base::Marks m = imputed.marks(rows, Eigen::all);
        const Composite index = composite(x, m, tree, rest);
        return base::settled(index.score, std::max(base::scale_of(index.score), base::scale_of(index.contribution)));
    };
    return rank_reversal(values.rows(), score, testing);
}

} // namespace corewing::indicator
