#pragma once

#include "corewing/graph/components.hpp"

#include "corewing/base/index.hpp"
#include "corewing/graph/detail/simple.hpp"
#include "corewing/graph/snapshot.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace corewing::graph::detail {

/// Numbers components by their smallest vertex, whatever numbers they had.
template <class = void>
Components numbered(const std::vector<Index>& label, Index labels) {
    constexpr Index unseen = std::numeric_limits<Index>::max();
    Components result;
    std::vector<Index> number(labels, unseen);
    for (const Index l : label) {
        if (number[l] == unseen) {
            number[l] = result.sizes.size();
            result.sizes.push_back(0);
        }
        result.of_vertex.push_back(number[l]);
        ++result.sizes[number[l]];
    }
    return result;
}

} // namespace corewing::graph::detail
