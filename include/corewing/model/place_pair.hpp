#pragma once

#include <Eigen/Core>

namespace corewing::model {

/// Two different places, by index. The order does not matter.
struct PlacePair {
    Eigen::Index first = 0;
    Eigen::Index second = 0;

    bool operator==(const PlacePair&) const = default;
};

} // namespace corewing::model
