#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/model/pair_tiles.hpp"

#include <Eigen/Core>

#include <algorithm>

namespace corewing::industry::detail {

/// (1/2) sum_k |a_ik - b_jk| for every row i of a and j of b.
/// Complexity O(rows rows cols).
template <class Double = double>
Eigen::MatrixXd half_distance(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b, unsigned threads = 0) {
    Eigen::MatrixX<Double> result(a.rows(), b.rows());
    const Eigen::MatrixX<Double> rows = b.transpose();
    base::parallel_blocks(a.rows(),
                          [&](Index begin, Index end) {
                              const auto from = begin,
                                         count = end - from;
                              model::Panel<Double> panel = model::Panel<Double>::Zero(model::tile_width, a.cols());
                              panel.topRows(count) = a.middleRows(from, count).array();
                              for (Index j = 0; j < b.rows(); ++j)
                                  result.col(j).segment(from, count) =
                                      0.5 * model::absolute_differences(rows.col(j).data(), panel).head(count).matrix();
                          },
                          {.threads = threads, .grain = model::tile_width});
    return result;
}

} // namespace corewing::industry::detail
