#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace corewing::report {

/// A colour, each part in [0, 1] (sRGB).
struct Colour {
    double red = 0.0;   ///< [0, 1]
    double green = 0.0; ///< [0, 1]
    double blue = 0.0;  ///< [0, 1]

    bool operator==(const Colour&) const = default;
};

/// The colour written as six hexadecimal digits: rgb(0x1f5a92).
/// @param code  0xRRGGBB
/// @return each part a multiple of 1/255
constexpr Colour rgb(unsigned code) {
    return {static_cast<double>((code >> 16) & 0xFFU) / 255.0, static_cast<double>((code >> 8) & 0xFFU) / 255.0,
            static_cast<double>(code & 0xFFU) / 255.0};
}

/// The colour as it stands in a page: `#rrggbb`.
/// @param colour  parts in [0, 1]
/// @return seven characters, in lower case
COREWING_ROUTINE
std::string hex(const Colour& colour);

/// The colour t of the way from a to b.
/// @param a  at t = 0
/// @param b  at t = 1
/// @param t  in [0, 1]
/// @return between the two, part by part
constexpr Colour mix(const Colour& a, const Colour& b, double t) {
    return {a.red + (b.red - a.red) * t, a.green + (b.green - a.green) * t, a.blue + (b.blue - a.blue) * t};
}

/// Relative luminance.
/// @param colour  parts in [0, 1]
/// @return 0 = black, 1 = white
/// Source: WCAG 2.1.
COREWING_ROUTINE
double luminance(const Colour& colour);

/// Contrast of two colours in [1, 21]; text wants at least 4.5.
/// @param a, b  in any order
/// @return 1 = the same luminance, 21 = black on white
/// Source: WCAG 2.1.
inline double contrast(const Colour& a, const Colour& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

/// The colour of text that reads best on a ground.
/// @param ground  what the text stands on
/// @return a dark or a white colour, as hex() gives it
inline std::string ink_on(const Colour& ground) {
    const Colour dark = rgb(0x1b2733), light = rgb(0xffffff);
    return hex(contrast(ground, dark) >= contrast(ground, light) ? dark : light);
}

namespace detail {

constexpr Colour ramp(std::span<const Colour> stops, double t) {
    const double place = std::clamp(t, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
    Index k = 0;
    while (k + 2 < std::ssize(stops) && static_cast<double>(k + 1) <= place) ++k;
    return mix(stops[k], stops[k + 1], place - static_cast<double>(k));
}

} // namespace detail

/// From pale to dark blue. Lightness falls steadily, so it survives grey printing and every kind of
/// colour blindness.
/// @param t  in [0, 1], clamped
/// @return a colour
constexpr Colour sequential(double t) {
    return detail::ramp(
        std::array{rgb(0xf1f5f9), rgb(0xcbdced), rgb(0x92b9d9), rgb(0x5590c0), rgb(0x27649b), rgb(0x123a66)}, t);
}

/// From orange over pale grey to blue, for numbers with a meaningful middle. Safe for the colour blind.
/// @param t  in [0, 1], clamped; 0.5 is the middle
/// @return a colour
constexpr Colour diverging(double t) {
    return detail::ramp(std::array{rgb(0x9a4a08), rgb(0xd88a3a), rgb(0xf2cfa0), rgb(0xf3f4f5), rgb(0xb4cfe6),
                                   rgb(0x5a93c4), rgb(0x1c4f84)},
                        t);
}

/// Colours for kinds of things, told apart by the colour blind as well (after Okabe & Ito 2008); from
/// the eighth on they repeat.
/// @param index  of the kind, >= 0
/// @return a colour
COREWING_ROUTINE
Colour category(Index index);

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/colour.hpp"
#endif
