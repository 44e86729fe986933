#pragma once

#include "corewing/scoring/pair_coordination.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/model/pairs.hpp"
#include "corewing/scoring/coupling.hpp"
#include "corewing/scoring/detail/pair_coordination.hpp"
#include "corewing/scoring/detail/weights.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>
#include <vector>

namespace corewing::scoring {

COREWING_BODY
Eigen::MatrixXd pair_coordination(const Eigen::Ref<const Eigen::MatrixXd>& levels,
                                  const PairCoordinationOptions& options) {
    const Index n = levels.rows(), subsystems = levels.cols();
    if (subsystems == 0) throw base::bad_shape("there is no subsystem", {.field = "levels"});
    base::check_range(levels, 0.0, 1.0, "levels");
    const Eigen::VectorX<Double> weights = detail::unit_weights(options.weights, subsystems, "weights");

    constexpr Index width = 64;
    using Lane = Eigen::Array<double, width, 1>;
    Eigen::MatrixX<Double> result(n, n);
    // A block of columns at a time: the part above the diagonal is computed, then mirrored while it is at hand.
    const auto columns = [&](Index begin, Index end) {
        Eigen::Array<double, width, Eigen::Dynamic> panel(width, subsystems);
        for (Index i0 = 0; i0 < end; i0 += width) {
            const Index rows = std::min(width, n - i0);
            panel.setZero();
            panel.topRows(rows) = levels.middleRows(i0, rows).array();
            for (Index j = begin; j < end; ++j) {
                const Index length = std::min(rows, j + 1 - i0);
                if (length <= 0) continue;
                detail::LaneMean<Lane> mean;
                for (Index k = 0; k < subsystems; ++k)
                    mean.add(weights[k], detail::pair_coordination<Lane>(Lane::Constant(levels(j, k)), panel.col(k),
                                                                         options.formula));
                result.col(j).segment(i0, length) = mean.value().matrix().head(length);
            }
        }
    };
    base::parallel_blocks(n, columns, {.threads = options.threads, .grain = width});
    const auto mirror = [&](Index begin, Index end) {
        const Index j0 = begin, cols = end - j0;
        for (Index i0 = j0 + cols; i0 < n; i0 += width) {
            const Index rows = std::min(width, n - i0);
            result.block(i0, j0, rows, cols) = result.block(j0, i0, cols, rows).transpose();
        }
        for (Index j = j0; j < j0 + cols; ++j)
            for (Index i = j + 1; i < j0 + cols; ++i) result(i, j) = result(j, i);
    };
    base::parallel_blocks(n, mirror, {.threads = options.threads, .grain = width});
    return result;
}

COREWING_BODY
Eigen::VectorXd pair_coordination(const Eigen::Ref<const Eigen::MatrixXd>& levels,
                                  const std::vector<model::PlacePair>& pairs, const PairCoordinationOptions& options) {
    const Index subsystems = levels.cols();
    if (subsystems == 0) throw base::bad_shape("there is no subsystem", {.field = "levels"});
    base::check_range(levels, 0.0, 1.0, "levels");
    const Eigen::VectorX<Double> weights = detail::unit_weights(options.weights, subsystems, "weights");
    for (Index p = 0; p < std::ssize(pairs); ++p)
        model::check_pair(pairs[p], levels.rows(), "pairs[" + std::to_string(p) + ']');

    constexpr Index width = 64;
    using Lane = Eigen::Array<double, width, 1>;
    Eigen::VectorX<Double> result(std::ssize(pairs));
    const auto lane = [&](Index begin, Index end) {
        Lane first = Lane::Zero(), second = Lane::Zero();
        detail::LaneMean<Lane> mean;
        for (Index k = 0; k < subsystems; ++k) {
            for (Index p = begin; p < end; ++p) {
                first[p - begin] = levels(pairs[p].first, k);
                second[p - begin] = levels(pairs[p].second, k);
            }
            mean.add(weights[k], detail::pair_coordination<Lane>(first, second, options.formula));
        }
        const Index length = end - begin;
        result.segment(begin, length) = mean.value().matrix().head(length);
    };
    base::parallel_blocks(pairs.size(),
                          [&lane](Index begin, Index end) {
                              for (; begin < end; begin += width) lane(begin, std::min(end, begin + width));
                          },
                          {.threads = options.threads, .grain = 64 * width});
    return result;
}

} // namespace corewing::scoring
