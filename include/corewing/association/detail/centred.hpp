#pragma once

#include "corewing/association/spatial_association.hpp"

#include "corewing/association/spatial_weights.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace corewing::association::detail {

/// p-value from counts of simulated statistics at least and at most as large as the observed one.
template <class = void>
double counted_p(Index at_least, Index at_most, Index permutations, Tail tail) {
    const auto share = [&](Index count) {
        return static_cast<double>(count + 1) / static_cast<double>(permutations + 1);
    };
    if (tail == Tail::greater) return share(at_least);
    if (tail == Tail::less) return share(at_most);
    return std::min(1.0, 2.0 * share(std::min(at_least, at_most)));
}

/// The values less their mean, exactly 0 where that is rounding alone.
template <class Double = double>
Eigen::VectorXd centred(const Eigen::Ref<const Eigen::VectorXd>& values) {
    if (values.size() == 0) return {};
    if (base::is_constant(values)) return Eigen::VectorX<Double>::Zero(values.size());
    const double largest = values.cwiseAbs().maxCoeff();
    Eigen::VectorX<Double> z = values / largest; // the statistics do not depend on the unit
    z.array() -= z.mean();
    z.array() -= z.mean();
    for (auto& value : z)
        if (base::equal(value, 0.0, 1.0)) value = 0.0; // at the mean but for rounding
    return z;
}

} // namespace corewing::association::detail
