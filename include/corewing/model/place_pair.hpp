#pragma once

#include "corewing/base/index.hpp"

#include <Eigen/Core>

namespace corewing::model {

/// Two different places, by index. The order does not matter.
struct PlacePair {
    Index first = 0;
    Index second = 0;

    bool operator==(const PlacePair&) const = default;
};

} // namespace corewing::model
