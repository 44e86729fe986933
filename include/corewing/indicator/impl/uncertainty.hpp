#pragma once

#include "corewing/indicator/uncertainty.hpp"

#include "corewing/indicator/detail/alternatives.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/detail/ensemble.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace corewing::indicator {
namespace detail {

/// Lower end, median and upper end of n numbers (order statistics: what was really drawn).
template <class = void>
Eigen::RowVector3d range_of(std::vector<double>& x, double level) {
    const auto last = static_cast<double>(x.size() - 1);
    const auto at = [&](double share) -> Index { return std::llround(std::floor(share * last + 0.5)); };
    const Index low = at(0.5 - 0.5 * level);
    const Index middle = at(0.5);
    const Index high = at(0.5 + 0.5 * level);
    std::nth_element(x.begin(), x.begin() + middle, x.end());
    std::nth_element(x.begin(), x.begin() + low, x.begin() + middle);
    std::nth_element(x.begin() + middle, x.begin() + high, x.end());
    const auto value = [&](Index k) { return x[k]; };
    return {value(low), value(middle), value(high)};
}

} // namespace detail

COREWING_BODY
Uncertainty uncertainty(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks, const Tree& tree,
                        const CompositeOptions& options, const UncertaintyOptions& uncertain) {
    detail::check_uncertainty(uncertain);
    const detail::Ensemble<> ensemble(values, marks, tree, options, detail::alternatives_of(uncertain),
                                      uncertain.parallel);
    const Index n = values.rows();
    const Index runs = uncertain.runs;
    Uncertainty result;
    Composite index = composite(values, marks, tree, options);
    result.score = std::move(index.score);
    result.rank = std::move(index.rank);

    Eigen::MatrixX<Double> scores(n, runs);
    Eigen::MatrixXi ranks(n, runs);
    base::Parallel parallel = uncertain.parallel;
    parallel.grain = 8;
    const bool ran = base::parallel_blocks(
        runs,
        [&](Index begin, Index end) {
            Eigen::MatrixX<Double> work;
            Eigen::VectorX<Double> score;
            std::vector<std::pair<double, int>> order(n);
            for (Index run = begin; run < end; ++run) {
                base::Random random(uncertain.seed, run);
                detail::Choice choice;
                for (Index k = 0; k < std::ssize(choice); ++k) choice[k] = random.index(ensemble.counts()[k]);
                const double scale = ensemble.score(choice, uncertain.weight_spread, random, work, score);
                const Index column = run;
                scores.col(column) = score;
                detail::ranks_into(score, scale, order, ranks.col(column).data());
            }
        },
        parallel);

    result.score_range.resize(n, 3);
    result.rank_range.resize(n, 3);
    result.mean_rank.resize(n);
    result.rank_kept.resize(n);
    Eigen::VectorX<Double> shift(n);
    parallel.grain = 64;
    const bool summed = base::parallel_blocks(
        n,
        [&](Index begin, Index end) {
            std::vector<double> x(runs);
            const Index first = begin;
            const Index count = end - begin;
            // Turned round block by block, so that a place's runs lie side by side.
            const Eigen::MatrixX<Double> own_scores = scores.middleRows(first, count).transpose();
            const Eigen::MatrixXi own_ranks = ranks.middleRows(first, count).transpose();
            for (Index k = 0; k < count; ++k) {
                const Index i = first + k;
                std::copy(own_scores.col(k).begin(), own_scores.col(k).end(), x.begin());
                result.score_range.row(i) = detail::range_of(x, uncertain.level);
                std::copy(own_ranks.col(k).begin(), own_ranks.col(k).end(), x.begin());
                result.rank_range.row(i) = detail::range_of(x, uncertain.level);
                const Eigen::ArrayX<Double> r = own_ranks.col(k).template cast<double>().array();
                result.mean_rank[i] = r.mean();
                result.rank_kept[i] = static_cast<double>((own_ranks.col(k).array() == result.rank[i]).count()) /
                                      static_cast<double>(runs);
                shift[i] = (r - result.rank[i]).abs().mean();
            }
        },
        parallel);
    if (!ran || !summed) throw base::error("stopped before all runs were made", {.field = "uncertainty"});
    result.mean_shift = shift.mean();
    return result;
}

COREWING_BODY
Uncertainty uncertainty(const Eigen::Ref<const Eigen::MatrixXd>& values, const Tree& tree,
                        const CompositeOptions& options, const UncertaintyOptions& uncertain) {
    return uncertainty(values, base::Marks::Constant(values.rows(), values.cols(), base::Mark::observed), tree, options,
                       uncertain);
}

} // namespace corewing::indicator
