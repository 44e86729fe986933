#include "corewing/model/change.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("the share of a change is not a number until it is said: all of the place then") {
    CHECK_FALSE(Change{.year = 2011, .from = "old", .to = "new"}.share.has_value());
}
