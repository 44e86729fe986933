#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/indicator/weights.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

/// Choices of pca_weights().
struct PcaOptions {
    bool squared = true; ///< weights from squared loadings (OECD); false = from absolute loadings
};

/// Principal component weights: an indicator weighs the more, the more it takes part in what most indicators share.
///   R v = lambda v with the largest lambda,  w_j ~ v_j^2  (or |v_j|)
/// Where the largest eigenvalue is a multiple one, v_j^2 is the mean over its eigenvectors, which does not depend on
/// the choice of them. Degenerate: a constant column has weight 0 and a finding; if all are, all weights are equal.
/// A first component that holds no more than its even part 1/m of the variance is a finding.
/// @param values  places x indicators, any unit
/// @param options  squared or absolute loadings
/// @return weights that sum to 1
/// @throws bad_shape, bad_value
/// Complexity O(places x indicators^2 + indicators^3). Source: OECD & JRC 2008, Handbook, step 6; Nicoletti, Scarpetta
/// & Boylaud 2000.
COREWING_ROUTINE
Weights pca_weights(const Eigen::Ref<const Eigen::MatrixXd>& values, const PcaOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/pca.hpp"
#endif
