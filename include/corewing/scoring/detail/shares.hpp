#pragma once

#include <Eigen/Core>

namespace corewing::scoring::detail {

/// Every row divided by its sum; a row of zeros stays zero.
inline Eigen::MatrixXd row_shares(const Eigen::Ref<const Eigen::MatrixXd>& amounts) {
    if (amounts.cols() == 0) return amounts;
    const auto divisor = [](double x) { return x > 0.0 ? x : 1.0; };
    const Eigen::VectorXd plain = amounts.rowwise().sum();
    if (plain.allFinite()) return amounts.array().colwise() / plain.unaryExpr(divisor).array();
    // Sums beyond the largest double: bring every row near 1 first.
    const Eigen::VectorXd largest = amounts.rowwise().maxCoeff();
    Eigen::MatrixXd shares = amounts.array().colwise() / largest.unaryExpr(divisor).array();
    const Eigen::VectorXd sums = shares.rowwise().sum();
    shares.array().colwise() /= sums.unaryExpr(divisor).array();
    return shares;
}

} // namespace corewing::scoring::detail
