#pragma once

#include "corewing/industry/shares.hpp"

#include <Eigen/Core>

namespace corewing::industry {

COREWING_BODY
Eigen::MatrixXd row_shares(const Eigen::Ref<const Eigen::MatrixXd>& amounts) {
    if (amounts.cols() == 0) return amounts;
    const auto divisor = [](double x) { return x > 0.0 ? x : 1.0; };
    const Eigen::VectorX<Double> plain = amounts.rowwise().sum();
    if (plain.allFinite()) return amounts.array().colwise() / plain.unaryExpr(divisor).array();
    // Sums beyond the largest double: bring every row near 1 first.
    const Eigen::VectorX<Double> largest = amounts.rowwise().maxCoeff();
    Eigen::MatrixX<Double> shares = amounts.array().colwise() / largest.unaryExpr(divisor).array();
    const Eigen::VectorX<Double> sums = shares.rowwise().sum();
    shares.array().colwise() /= sums.unaryExpr(divisor).array();
    return shares;
}

} // namespace corewing::industry
