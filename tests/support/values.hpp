#pragma once

#include <Eigen/Core>

#include <limits>
#include <vector>

namespace corewing::test {

/// No cap, no way, no limit.
inline constexpr double none = std::numeric_limits<double>::infinity();

/// The time of a way that is not there.
inline constexpr double never = std::numeric_limits<double>::infinity();

inline Eigen::VectorXd vec(const std::vector<double>& values) {
    return Eigen::Map<const Eigen::VectorXd>(values.data(), std::ssize(values));
}

} // namespace corewing::test
