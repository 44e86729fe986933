#include "corewing/report/colour.hpp"

#include <doctest/doctest.h>

using corewing::Index;

using namespace corewing::report;

TEST_CASE("colours are written as hexadecimal digits") {
    CHECK(hex(rgb(0x1f5a92)) == "#1f5a92");
    CHECK(hex({2.0, -1.0, 0.5}) == "#ff0080");
    CHECK(mix(rgb(0x000000), rgb(0xffffff), 0.5) == Colour{0.5, 0.5, 0.5});
}

TEST_CASE("contrast as WCAG defines it") {
    CHECK(contrast(rgb(0x000000), rgb(0xffffff)) == doctest::Approx(21.0));
    CHECK(contrast(rgb(0x777777), rgb(0xffffff)) == doctest::Approx(4.48).epsilon(0.002)); // webaim.org, #777 on white
    CHECK(ink_on(rgb(0xffffff)) == "#1b2733");
    CHECK(ink_on(rgb(0x123a66)) == "#ffffff");
}

TEST_CASE("the one-sided scale darkens steadily, the two-sided one to both ends") {
    double before = 2.0;
    for (int k = 0; k <= 100; ++k) {
        const double light = luminance(sequential(k / 100.0));
        CHECK(light < before);
        before = light;
    }
    for (int k = 0; k < 50; ++k) {
        CHECK(luminance(diverging(k / 100.0)) < luminance(diverging((k + 1) / 100.0)));
        CHECK(luminance(diverging(1.0 - k / 100.0)) < luminance(diverging(1.0 - (k + 1) / 100.0)));
    }
    CHECK(sequential(-3.0) == sequential(0.0));
    CHECK(sequential(7.0) == sequential(1.0));
}

TEST_CASE("text on every step of a scale can be read") {
    const auto readable = [](const Colour& ground) {
        return std::max(contrast(ground, rgb(0x1b2733)), contrast(ground, rgb(0xffffff)));
    };
    for (int k = 0; k <= 100; ++k) {
        CHECK(readable(sequential(k / 100.0)) >= 3.9);
        CHECK(readable(diverging(k / 100.0)) >= 3.9);
    }
    CHECK(contrast(rgb(0x56636f), rgb(0xffffff)) >= 4.5); // small print
    CHECK(contrast(rgb(0x8a5a00), rgb(0xffffff)) >= 4.5); // imputed numbers
    CHECK(contrast(rgb(0x7a3f75), rgb(0xffffff)) >= 4.5); // synthetic numbers
}

namespace {

/// What somebody without one kind of cones sees (Viénot, Brettel & Mollon 1999; the matrices in linear RGB
/// as given by DaltonLens for full deuteranopia and protanopia).
Colour seen_without(const Colour& colour, bool green) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    const auto gamma = [](double c) { return c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1.0 / 2.4) - 0.055; };
    const double r = linear(colour.red), g = linear(colour.green), b = linear(colour.blue);
    const double share = green ? 0.29275 : 0.11238;
    const double blue = green ? -0.02234 : 0.00401;
    const double yellow = share * r + (1.0 - share) * g;
    return {gamma(std::max(0.0, yellow)), gamma(std::max(0.0, yellow)),
            gamma(std::clamp(blue * r - blue * g + b, 0.0, 1.0))};
}

double distance(const Colour& a, const Colour& b) {
    return std::hypot(a.red - b.red, std::hypot(a.green - b.green, a.blue - b.blue));
}

} // namespace

TEST_CASE("the first kinds differ for the colour blind too") {
    for (const bool green : {true, false})
        for (Index i = 0; i < 5; ++i)
            for (Index j = 0; j < i; ++j)
                CHECK(distance(seen_without(category(i), green), seen_without(category(j), green)) > 0.13);
}
