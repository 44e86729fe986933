#pragma once

#include "corewing/base/routine.hpp"

#include <Eigen/Core>

namespace corewing::industry {

/// Every row divided by its sum; a row of zeros stays zero.
///   share_ik = amount_ik / sum over l of amount_il
/// Sums beyond the largest double are no matter: such rows are scaled first.
/// @param amounts  places x industries, >= 0, finite, in any unit; not checked
/// @return places x industries, in [0, 1]
/// Complexity O(places industries).
COREWING_ROUTINE
Eigen::MatrixXd row_shares(const Eigen::Ref<const Eigen::MatrixXd>& amounts);

} // namespace corewing::industry

#ifndef COREWING_COMPILED
#include "corewing/industry/impl/shares.hpp"
#endif
