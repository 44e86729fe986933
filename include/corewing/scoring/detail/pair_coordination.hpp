#pragma once

#include "corewing/scoring/coupling.hpp"

#include <Eigen/Core>

#include <limits>

namespace corewing::scoring::detail {

/// D of the levels u with the levels v, equal weights, entry by entry and without branches:
///   standard (u v)^(1/4);  wang_2021 sqrt{ sqrt[(1 - |u - v|) min/max] (u + v)/2 };  fan_2024 sqrt{ (1 - |u - v|)(u +
///   v)/2 }
/// Zero with zero gives 0 in all three. Lane is an Eigen array of fixed size.
template <class Lane>
Lane pair_coordination(const Lane& u, const Lane& v, Coupling formula) {
    if (formula == Coupling::standard) return (u.sqrt() * v.sqrt()).sqrt();
    const Lane closeness = 1.0 - (u - v).abs();
    const Lane mean = 0.5 * (u + v);
    if (formula == Coupling::fan_2024) return (closeness * mean).sqrt();
    const Lane ratio = u.min(v) / u.max(v).max(std::numeric_limits<double>::min());
    return ((closeness * ratio).sqrt() * mean).sqrt();
}

/// A weighted mean, entry by entry, that never leaves the range of what is joined: the mean of ones is 1.
template <class Lane>
class LaneMean {
public:
    void add(double weight, const Lane& value) {
        if (weight <= 0.0) return;
        sum_ += weight * value;
        low_ = low_.min(value);
        high_ = high_.max(value);
    }
    [[nodiscard]] Lane value() const { return sum_.max(low_).min(high_); }

private:
    Lane sum_ = Lane::Zero(), low_ = Lane::Ones(), high_ = Lane::Zero();
};

} // namespace corewing::scoring::detail
