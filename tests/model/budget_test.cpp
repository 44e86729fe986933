#include "corewing/model/budget.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("a budget without a year can be used in any") {
    CHECK_FALSE(Budget{.resource = "fund", .amount = 100}.year.has_value());
    CHECK(Budget{.resource = "fund", .amount = 100} == Budget{.resource = "fund", .amount = 100});
}
