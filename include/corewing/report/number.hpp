#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/routine.hpp"

#include <string>
#include <string_view>

/// Drawing and writing, with no knowledge of any result: numbers, tables, charts, pages.
///
/// Everything comes back as a value (a string or an Element); nothing is written to a file here.
/// The same input gives the same bytes on every system and under every locale.
namespace corewing::report {

/// A number with a fixed count of decimals and thousands separators: 1,234.5.
/// @param value      in [-1e300, 1e300]
/// @param digits     decimals in [0, 15]
/// @param separator  between groups of three digits; empty for years
/// @return the correctly rounded number; never "-0.0"
/// @throws bad_value if value is not finite or digits is out of range
/// Complexity O(length).
COREWING_ROUTINE
std::string fixed(double value, int digits = 1, std::string_view separator = ",");

/// A change with its sign: +3.2, -0.4, 0.0.
/// @param value      in [-1e300, 1e300]
/// @param digits     decimals in [0, 15]
/// @param separator  between groups of three digits; empty for years
/// @return with + or -; none for what rounds to 0
/// @throws bad_value if value is not finite or digits is out of range
COREWING_ROUTINE
std::string signed_fixed(double value, int digits = 1, std::string_view separator = ",");

/// A share as a percentage: percent(0.256) is 25.6%.
/// @param share  1 is the whole; in [-1e290, 1e290]
/// @param digits  decimals in [0, 15]
/// @return with % behind it
inline std::string percent(double share, int digits = 1) {
    base::check_range(share, -1e290, 1e290, "share");
    return fixed(share * 100.0, digits) + '%';
}

/// A number rounded to so many significant digits, written out: 1,230,000 or 0.000123.
/// From 1e15 on and below 1e-6 it is written as 1.23e+20.
/// @param value   in [-1e300, 1e300]
/// @param digits  in [1, 17]
/// @param separator  between groups of three digits; empty for years
/// @return the correctly rounded number
/// @throws bad_value if value is not finite or digits is out of range
/// Complexity O(length).
COREWING_ROUTINE
std::string significant(double value, int digits = 3, std::string_view separator = ",");

/// How many decimals show the largest number of a column with so many significant digits: 1 for 138.2 and four.
///   digits - 1 - floor(log10 |largest|), but in [0, 12]; 0 for 0
/// Give it to fixed() for the whole column, so that the points stand below each other.
/// @param largest  in [-1e300, 1e300]
/// @param digits   in [1, 17]
/// @throws bad_value if largest is not finite or digits is out of range
/// Complexity O(1).
COREWING_ROUTINE
int decimals(double largest, int digits = 4);

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/number.hpp"
#endif
