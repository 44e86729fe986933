#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <cmath>
#include <string>
#include <string_view>

/// The checks at the library's border, so that every routine refuses bad input in the same words.
namespace corewing::base {

/// A number in its shortest exact form; "nan", "inf", "-inf" for what is not finite.
/// @param value  any number
/// @return for example "0.1", "1e+300"
COREWING_ROUTINE
std::string to_text(double value);

/// @param value  the number to check
/// @param low  smallest legal number
/// @param high  largest legal number; HUGE_VAL = no limit
/// @param field  parameter or option, named in the error
/// @throws bad_value unless value is finite and in [low, high]
COREWING_ROUTINE
void check_range(double value, double low, double high, std::string_view field);

/// @param values  vector or matrix of numbers
/// @param low  smallest legal number
/// @param high  largest legal number; HUGE_VAL = no limit
/// @param field  parameter or option, named in the error
/// @throws bad_value naming the first row and column that is not finite or not in [low, high]
template <class Derived>
void check_range(const Eigen::DenseBase<Derived>& values, double low, double high, std::string_view field) {
    for (Index j = 0; j < values.cols(); ++j)
        for (Index i = 0; i < values.rows(); ++i) {
            const double value = static_cast<double>(values(i, j));
            if (std::isfinite(value) && value >= low && value <= high) continue;
            std::string where = std::string(field) + '[' + std::to_string(i);
            if (values.cols() > 1) where += ',' + std::to_string(j);
            where += ']';
            std::string fault = to_text(value);
            if (!std::isfinite(value))
                fault += " is not a finite number";
            else
                fault += " is not in [" + to_text(low) + ", " + to_text(high) + "]";
            throw bad_value(fault, {.field = where, .value = to_text(value)});
        }
}

/// @param values  vector or matrix of numbers
/// @param field  parameter or option, named in the error
/// @throws bad_value naming the first entry that is not finite
template <class Derived>
void check_finite(const Eigen::DenseBase<Derived>& values, std::string_view field) {
    check_range(values, -HUGE_VAL, HUGE_VAL, field);
}

/// @param values  vector or matrix of numbers
/// @param field  parameter or option, named in the error
/// @throws bad_value naming the first entry that is negative or not finite
template <class Derived>
void check_nonnegative(const Eigen::DenseBase<Derived>& values, std::string_view field) {
    check_range(values, 0.0, HUGE_VAL, field);
}

/// @param size  entries there are
/// @param wanted  entries needed
/// @param field  parameter or option, named in the error
/// @throws bad_shape unless the two sizes agree
COREWING_ROUTINE
void check_size(Index size, Index wanted, std::string_view field);

/// @param matrix  vector or matrix
/// @param rows  rows needed
/// @param cols  columns needed
/// @param field  parameter or option, named in the error
/// @throws bad_shape unless the matrix has rows x cols entries
template <class Derived>
void check_shape(const Eigen::EigenBase<Derived>& matrix, Index rows, Index cols, std::string_view field) {
    if (matrix.rows() == rows && matrix.cols() == cols) return;
    const auto shape = [](Index r, Index c) { return std::to_string(r) + " x " + std::to_string(c); };
    throw bad_shape("is " + shape(matrix.rows(), matrix.cols()) + " where " + shape(rows, cols) + " is needed",
                    {.field = std::string(field), .value = shape(matrix.rows(), matrix.cols())});
}

} // namespace corewing::base

#ifndef COREWING_COMPILED
#include "corewing/base/impl/check.hpp"
#endif
