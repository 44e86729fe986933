#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace corewing::sharing::detail {

/// A coalition as bits: bit i is set if player i is in it.
using Coalition = std::uint32_t;

/// Number of players of a table of worths, after checking it.
/// @throws bad_shape unless the size is 2^n, 1 <= n <= most; bad_value unless finite and 0 for nobody
template <class = void>
int players_of(const Eigen::Ref<const Eigen::VectorXd>& worth, int most) {
    const auto size = static_cast<std::uint64_t>(worth.size());
    if (!std::has_single_bit(size) || size < 2 || size > (std::uint64_t{1} << most))
        throw base::bad_shape("has " + std::to_string(size) + " entries; it needs 2^n, one for each set of n players",
                              {.field = "worth",
                               .value = std::to_string(size),
                               .remedy = "give a table for 1 to " + std::to_string(most) + " players"});
    base::check_range(worth, -1e300, 1e300, "worth"); // differences and sums stay numbers
    if (worth[0] != 0.0)
        throw base::bad_value(
            "nobody together is worth " + base::to_text(worth[0]),
            {.field = "worth[0]", .value = base::to_text(worth[0]), .remedy = "subtract it from all"});
    return std::countr_zero(size);
}

/// The members of a coalition, ascending.
template <class = void>
std::vector<Index> members(Coalition coalition) {
    std::vector<Index> list;
    for (; coalition != 0; coalition &= coalition - 1) list.push_back(std::countr_zero(coalition));
    return list;
}

/// What each coalition gets together: sums[S] = sum of share over S.
template <class Double = double>
Eigen::VectorXd coalition_sums(const Eigen::VectorXd& share) {
    const Index size = Index{1} << share.size();
    Eigen::VectorX<Double> sums(size);
    sums[0] = 0.0;
    for (Index s = 1; s < size; ++s) {
        const int lowest = std::countr_zero(static_cast<std::uint64_t>(s));
        sums[s] = sums[s & (s - 1)] + share[lowest];
    }
    return sums;
}

} // namespace corewing::sharing::detail
