#include "corewing/model/indicator.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("more is better unless it says otherwise, and the weight is left to the method") {
    const Indicator indicator{.id = "gdp"};
    CHECK(indicator.direction == 1);
    CHECK_FALSE(indicator.weight.has_value());
    CHECK(indicator.parent.empty());
    CHECK(Observation{.year = 2020} == Observation{.year = 2020});
}
