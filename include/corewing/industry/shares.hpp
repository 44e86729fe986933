#pragma once

#include "corewing/base/routine.hpp"

#include <Eigen/Core>

namespace corewing::industry {

/// Every row divided by its sum; a row of zeros stays zero.
/// @param amounts  places x industries, >= 0, one unit: output, staff, patents
/// @return the same shape, rows that sum to 1 or 0
COREWING_ROUTINE
Eigen::MatrixXd row_shares(const Eigen::Ref<const Eigen::MatrixXd>& amounts);

} // namespace corewing::industry

#ifndef COREWING_COMPILED
#include "corewing/industry/impl/shares.hpp"
#endif
