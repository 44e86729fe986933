#pragma once

#include "corewing/association/spatial_weights.hpp"

#include "corewing/association/detail/check_weights.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/SparseCore>

#include <cmath>
#include <string>

namespace corewing::association {

COREWING_BODY
SpatialWeights row_standardised(const SpatialWeights& weights) {
    SpatialWeights result = weights;
    for (Index i = 0; i < result.outerSize(); ++i) {
        double sum = 0.0;
        for (SpatialWeights::InnerIterator cell(result, i); cell; ++cell) sum += cell.value();
        if (!(sum > 0.0)) continue;
        for (SpatialWeights::InnerIterator cell(result, i); cell; ++cell) cell.valueRef() /= sum;
    }
    return result;
}

} // namespace corewing::association
