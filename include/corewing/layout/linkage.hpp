#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/model/place_pair.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::layout {

using model::PlacePair;

/// Adds the layers of a region's links to one linkage matrix, each layer first divided by its own sum.
///   W = sum_k a_k L_k / sum(L_k), a divided by its sum
/// An empty layer (sum 0) adds nothing and its weight goes to the others.
/// @param layers   one matrix a layer, places x places, any unit, entries >= 0
/// @param weights  layers x 1, >= 0, sum > 0; empty = all equal
/// @return places x places; sum 1, or 0 where every layer with a weight is empty
/// @throws bad_shape, bad_value
/// Complexity O(layers n^2).
COREWING_ROUTINE
Eigen::MatrixXd combine_layers(const std::vector<Eigen::MatrixXd>& layers,
                               const Eigen::Ref<const Eigen::VectorXd>& weights = Eigen::VectorXd());

} // namespace corewing::layout

#ifndef COREWING_COMPILED
#include "corewing/layout/impl/linkage.hpp"
#endif
