#pragma once

#include "corewing/report/number.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

namespace corewing::report {
namespace detail {

inline void check_number(double value, int digits, int least, int most) {
    base::check_range(value, -1e300, 1e300, "value");
    base::check_range(static_cast<double>(digits), static_cast<double>(least), static_cast<double>(most), "digits");
}

/// Puts the separator between groups of three digits left of the point.
template <class = void>
std::string grouped(std::string_view number, std::string_view separator) {
    const Index sign = !number.empty() && number.front() == '-' ? 1 : 0;
    const Index end = std::min(number.find('.'), number.size());
    std::string text(number.substr(0, sign));
    for (Index i = sign; i < end; ++i) {
        if (i > sign && (end - i) % 3 == 0) text += separator;
        text += number[i];
    }
    text += number.substr(end);
    return text;
}

} // namespace detail

COREWING_BODY
std::string fixed(double value, int digits, std::string_view separator) {
    detail::check_number(value, digits, 0, 15);
    char buffer[340];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, digits).ptr;
    std::string_view number(buffer, end - buffer);
    if (number.front() == '-' && number.find_first_of("123456789") == number.npos) number.remove_prefix(1);
    return detail::grouped(number, separator);
}

COREWING_BODY
std::string signed_fixed(double value, int digits, std::string_view separator) {
    const std::string text = fixed(value, digits, separator);
    const bool positive = text.front() != '-' && text.find_first_of("123456789") != text.npos;
    return positive ? '+' + text : text;
}

COREWING_BODY
std::string significant(double value, int digits, std::string_view separator) {
    detail::check_number(value, digits, 1, 17);
    if (value == 0.0) return "0";
    char buffer[40];
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, std::abs(value), std::chars_format::scientific, digits - 1).ptr;
    const std::string_view written(buffer, end - buffer);
    const Index e = written.find('e');
    int exponent = 0;
    const Index first = written[e + 1] == '+' ? e + 2 : e + 1;
    std::from_chars(buffer + first, end, exponent);

    const std::string sign = value < 0.0 ? "-" : "";
    if (exponent >= 15 || exponent < -6) return sign + std::string(written);
    std::string figures(1, written.front());
    if (e > 2) figures += written.substr(2, e - 2);
    if (exponent < 0) return sign + "0." + std::string(-exponent - 1, '0') + figures;
    const Index whole = exponent + 1;
    if (std::ssize(figures) < whole) figures.append(whole - std::ssize(figures), '0');
    if (std::ssize(figures) > whole) figures.insert(whole, ".");
    return sign + detail::grouped(figures, separator);
}

COREWING_BODY
int decimals(double largest, int digits) {
    detail::check_number(largest, digits, 1, 17);
    if (largest == 0.0) return 0;
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(largest))));
    return std::clamp(digits - 1 - exponent, 0, 12);
}

} // namespace corewing::report
