#pragma once

#include "corewing/report/element.hpp"

#include "corewing/base/check.hpp"
#include "corewing/report/number.hpp"

#include <string>

namespace corewing::report {

COREWING_BODY
std::string coordinate(double value) {
    base::check_range(value, -1e9, 1e9, "coordinate");
    std::string text = fixed(value, 2, "");
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

} // namespace corewing::report
