#include "corewing/base/clock.hpp"

#include <doctest/doctest.h>

TEST_CASE("time does not run backwards") {
    const corewing::base::Stopwatch watch;
    const double first = watch.seconds();
    CHECK(first >= 0.0);
    CHECK(watch.seconds() >= first);
}
