#include "corewing/model/pattern_row.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("a row of a pattern says nothing that it does not say") {
    const PatternRow row{.layout = "plan", .role = Role::core};
    CHECK_FALSE(row.count.has_value());
    CHECK_FALSE(row.core.has_value());
}
