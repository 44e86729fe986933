#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/place_pair.hpp"

#include <string>

/// Unordered pairs of places, numbered row by row: (0,1) (0,2) ... (0,n-1) (1,2) ... (n-2,n-1).
/// A vector over all pairs holds n(n-1)/2 numbers, half of what a matrix would.
namespace corewing::model {

/// How many pairs n places have.
/// @param places  n, >= 0
/// @return n(n-1)/2
constexpr Index pair_count(Index places) {
    return places < 2 ? 0 : places * (places - 1) / 2;
}

/// The number of the pair (i, j) among all pairs of n places; needs i != j, both in [0, n).
/// @param i  a place
/// @param j  another place
/// @param places  n
/// @return in [0, n(n-1)/2)
constexpr Index pair_number(Index i, Index j, Index places) {
    const Index low = i < j ? i : j;
    const Index high = i < j ? j : i;
    return low * (2 * places - low - 1) / 2 + (high - low - 1);
}

/// @param pair  two indices
/// @param places  how many there are
/// @param field  named in the error
/// @throws bad_value unless both ends are places and differ
COREWING_ROUTINE
void check_pair(const PlacePair& pair, Index places, const std::string& field);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/pairs.hpp"
#endif
