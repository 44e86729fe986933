#include "corewing/base/mark.hpp"

#include <doctest/doctest.h>

using namespace corewing::base;

TEST_CASE("a computed number is as trustworthy as its worst part") {
    CHECK(combine(Mark::observed, Mark::observed) == Mark::derived);
    CHECK(combine(Mark::observed, Mark::imputed) == Mark::imputed);
    CHECK(combine(Mark::synthetic, Mark::imputed) == Mark::synthetic);
    CHECK(combine(Mark::missing, Mark::observed) == Mark::missing);
    CHECK(name(Mark::imputed) == "imputed");
}
