#pragma once

#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <optional>

namespace corewing::base {

/// A direction z with A z >= 0, A z != 0 and W z >= 0, or nothing if there is none.
///
/// By Stiemke's theorem there is none exactly if some combination of the rows, with positive coefficients on A and
/// none negative on W, is 0: sum_i l_i a_i + sum_k m_k w_k = 0, l > 0, m >= 0. With l = 1 + u that is a least-squares
/// problem in u, m >= 0, of as many equations as A has columns; its residual, where it is not 0, is the direction
/// sought.
///   find z: A z >= 0, A z != 0, W z >= 0
/// @param rows  A, any number of rows, few columns; rows below 1e-11 of the largest count as 0
/// @param weak  W, as many columns as A, or empty
/// @return z of length 1, columns x 1; nothing also where rounding hides it
/// Complexity O(rows * columns) a step, a few steps a column. Source: Stiemke 1915; Lawson & Hanson 1974, ch. 23.
COREWING_ROUTINE
std::optional<Eigen::VectorXd> separating_direction(const Eigen::MatrixXd& rows, const Eigen::MatrixXd& weak = {});

} // namespace corewing::base

#ifndef COREWING_COMPILED
#include "corewing/base/impl/separating_direction.hpp"
#endif
