#pragma once

#include "corewing/base/print.hpp"

#include <Eigen/Core>

#include <string_view>

namespace corewing::base {

/// Where a number comes from. The mark travels with the number up to the report.
enum class Mark : unsigned char {
    observed,  ///< in the data, with a source
    derived,   ///< computed from observed numbers alone
    imputed,   ///< estimated in place of a missing one, or computed from such an estimate
    synthetic, ///< made up for an example, or computed from such a number
    missing,   ///< not known; the number beside it is 0 and must not be used
};

/// One mark for each cell of a matrix of the same shape.
using Marks = Eigen::Array<Mark, Eigen::Dynamic, Eigen::Dynamic>;

/// The mark as one lower-case English word.
/// @param mark  where a number comes from
/// @return "observed" ... "missing"
constexpr std::string_view name(Mark mark) {
    switch (mark) {
    case Mark::observed: return "observed";
    case Mark::derived: return "derived";
    case Mark::imputed: return "imputed";
    case Mark::synthetic: return "synthetic";
    case Mark::missing: return "missing";
    }
    return "unknown";
}

/// The mark of a number computed from two others: the less trustworthy one, and at best derived.
/// @param a  mark of the one number
/// @param b  mark of the other
/// @return derived, imputed, synthetic or missing
constexpr Mark combine(Mark a, Mark b) {
    const Mark worse = a > b ? a : b;
    return worse == Mark::observed ? Mark::derived : worse;
}

} // namespace corewing::base
