#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <vector>

namespace corewing::interaction::detail {

/// Whether a list of numbers of rows or columns is rising and in [0, size), so that none is named twice.
template <class = void>
bool rising_below(const std::vector<Eigen::Index>& list, Eigen::Index size) {
    for (std::size_t k = 0; k < list.size(); ++k)
        if (list[k] < (k > 0 ? list[k - 1] + 1 : 0) || list[k] >= size) return false;
    return true;
}

} // namespace corewing::interaction::detail
