#pragma once

#include "corewing/association/spatial_weights.hpp"


#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/SparseCore>

#include <cmath>
#include <string>

namespace corewing::association::detail {

/// @throws bad_shape unless square; bad_value for a negative or infinite weight, or one of a place with itself
template <class = void>
void check_weights(const SpatialWeights& weights, Index places, bool itself_allowed) {
    base::check_shape(weights, places, places, "weights");
    for (Index i = 0; i < weights.outerSize(); ++i)
        for (SpatialWeights::InnerIterator cell(weights, i); cell; ++cell) {
            const double value = cell.value();
            const auto where = [&] { return "weights[" + std::to_string(i) + ',' + std::to_string(cell.col()) + ']'; };
            if (!(value >= 0.0) || !std::isfinite(value))
                throw base::bad_value(base::to_text(value) + " is not in [0, inf]",
                                      {.field = where(), .value = base::to_text(value)});
            if (cell.col() == i && value > 0.0 && !itself_allowed)
                throw base::bad_value("a place is not its own neighbour",
                                      {.field = where(), .value = base::to_text(value), .remedy = "set it to 0"});
        }
}

} // namespace corewing::association::detail
