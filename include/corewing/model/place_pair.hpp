#pragma once

#include "corewing/base/index.hpp"

#include <Eigen/Core>

namespace corewing::model {

/// Two different places, by index. The order does not matter.
struct PlacePair {
    Index first = 0;  ///< index of the one place
    Index second = 0; ///< index of the other

    bool operator==(const PlacePair&) const = default;
};

} // namespace corewing::model
