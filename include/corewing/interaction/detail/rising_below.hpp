#pragma once

#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::interaction::detail {

/// Whether a list of numbers of rows or columns is rising and in [0, size), so that none is named twice.
template <class = void>
bool rising_below(const std::vector<Index>& list, Index size) {
    for (Index k = 0; k < std::ssize(list); ++k)
        if (list[k] < (k > 0 ? list[k - 1] + 1 : 0) || list[k] >= size) return false;
    return true;
}

} // namespace corewing::interaction::detail
