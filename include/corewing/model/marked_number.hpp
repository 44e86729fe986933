#pragma once

#include "corewing/base/mark.hpp"

namespace corewing::model {

/// One number that keeps its mark, such as the figure of a region as a whole, or a sum over places.
///
///     const auto gdp = model::total(region, "gdp", 2020);
///     if (gdp) std::cout << gdp->value << ' ' << gdp->mark;  // 400 imputed
struct MarkedNumber {
    double value = 0.0;                     ///< in the unit of what it comes from; 0 where it is missing
    base::Mark mark = base::Mark::observed; ///< where it comes from

    bool operator==(const MarkedNumber&) const = default;
};

} // namespace corewing::model
