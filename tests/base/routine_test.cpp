#include "corewing/base/routine.hpp"

#include <doctest/doctest.h>

#include <type_traits>

namespace corewing::test {
namespace {

struct HalvedOptions {
    double times = 1.0;
};

COREWING_ROUTINE
double halved(double value, const HalvedOptions& options = {});

COREWING_ROUTINE
double quartered(double value);

COREWING_BODY
double halved(double value, const HalvedOptions& options) {
    static_assert(std::is_same_v<Double, double>);
    Double result = value;
    for (double k = 0.0; k < options.times; k += 1.0) result *= 0.5;
    return result;
}

COREWING_BODY
double quartered(double value) {
    return halved(value, {.times = 2.0});
}

} // namespace
} // namespace corewing::test

using corewing::test::halved;
using corewing::test::quartered;

TEST_CASE("a routine is called like any function, with options or without, from another and by a lambda") {
    CHECK(halved(3.0) == 1.5);
    CHECK(halved(3.0, {.times = 3.0}) == 0.375);
    CHECK(quartered(6.0) == 1.5);
    const auto address = [](double value) { return halved(value); };
    double (*function)(double) = address;
    CHECK(function(8.0) == 4.0);
}
