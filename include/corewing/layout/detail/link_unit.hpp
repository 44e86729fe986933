#pragma once

#include "corewing/base/index.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <cstdlib>

/// Numbers near the ends of the range of doubles, put into a unit in which sums and squares are numbers.
namespace corewing::layout::detail {

/// Calls visit(k, value) for the links of place j.
template <class Visit>
void each_link(const Eigen::MatrixXd& w, Index j, Visit&& visit) {
    for (Index k = 0; k < w.rows(); ++k) visit(k, w(k, j));
}
template <class Visit>
void each_link(const Eigen::SparseMatrix<double>& w, Index j, Visit&& visit) {
    for (Eigen::SparseMatrix<double>::InnerIterator it(w, j); it; ++it) visit(it.index(), it.value());
}

/// The unit is 2 to this; nearly always 0.
inline int unit_exponent(double largest) {
    const int exponent = largest > 0.0 ? std::ilogb(largest) : 0;
    return std::abs(exponent) > 300 ? exponent : 0;
}

template <class Matrix>
double largest_link(const Matrix& w) {
    double largest = 0.0;
    for (Index j = 0; j < w.outerSize(); ++j)
        each_link(w, j, [&](Index, double value) { largest = std::max(largest, value); });
    return largest;
}

/// Puts numbers into their unit. Its exponent.
template <class Numbers>
int take_unit(Numbers& numbers, double largest) {
    const int exponent = unit_exponent(largest);
    if (exponent != 0)
        numbers = numbers.unaryExpr([exponent](double x) { return std::ldexp(x, -exponent); }).eval();
    return exponent;
}

} // namespace corewing::layout::detail
