#pragma once


#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/detail/columns.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>
#include <vector>

namespace corewing::indicator::detail {

/// All rows but one.
template <class = void>
std::vector<Index> rows_without(Index n, Index left_out) {
    std::vector<Index> rows;
    for (Index i = 0; i < n; ++i)
        if (i != left_out) rows.push_back(i);
    return rows;
}

} // namespace corewing::indicator::detail
