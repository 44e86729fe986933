#include "corewing/model/target.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("a target is a least value unless it says otherwise") {
    const Target target{.indicator = "firms", .year = 2022, .target = 500.0};
    CHECK(name(target.sense) == "at_least");
    CHECK(name(Sense::at_most) == "at_most");
    CHECK_FALSE(target.baseline.has_value());
}
