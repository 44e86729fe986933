#pragma once

#include "corewing/base/routine.hpp"

#include <Eigen/SparseCore>

namespace corewing::association {

/// Who is whose neighbour (空间权重矩阵): places x places, w_ij >= 0, row = the place that looks around.
/// A dense matrix becomes one with `dense.sparseView()`.
using SpatialWeights = Eigen::SparseMatrix<double, Eigen::RowMajor>;

/// Weights that add up to 1 in every row (行标准化); a place without neighbours keeps its empty row.
///   w_ij / sum_k w_ik
/// @param weights  places x places, >= 0
/// @return the same entries, rows that sum to 1 or 0
/// Complexity O(non-zeros).
COREWING_ROUTINE
SpatialWeights row_standardised(const SpatialWeights& weights);

} // namespace corewing::association

#ifndef COREWING_COMPILED
#include "corewing/association/impl/spatial_weights.hpp"
#endif
