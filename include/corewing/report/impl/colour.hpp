#pragma once

#include "corewing/report/colour.hpp"

#include "corewing/base/index.hpp"
#include "corewing/report/svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <string_view>

namespace corewing::report {

COREWING_BODY
std::string hex(const Colour& colour) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "#";
    for (const double part : {colour.red, colour.green, colour.blue}) {
        const Index level = std::lround(std::clamp(part, 0.0, 1.0) * 255.0);
        text += digits[level / 16];
        text += digits[level % 16];
    }
    return text;
}

COREWING_BODY
double luminance(const Colour& colour) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

COREWING_BODY
Colour category(Index index) {
    constexpr std::array colours{rgb(0x1f5a92), rgb(0xe09a2b), rgb(0x2f8f74), rgb(0xb5502d),
                                 rgb(0x7fb3d9), rgb(0x9b5f8f), rgb(0x7a7f86)};
    return colours[index % colours.size()];
}

} // namespace corewing::report
