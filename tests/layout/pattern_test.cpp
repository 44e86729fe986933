#include "corewing/layout/pattern.hpp"

#include "corewing/base/error.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using layout::Pattern;
using model::Role;

TEST_CASE("the default pattern is one core, two wings, many points") {
    const Pattern pattern = layout::one_core_two_wings(15);
    CHECK(pattern.count(Role::core) == 1);
    CHECK(pattern.count(Role::wing) == 2);
    CHECK(pattern.count(Role::point) == 15);
    CHECK(pattern.count(Role::other) == -1);
    const struct {
        Role a, b;
        double wanted;
    } cases[] = {
        {Role::core, Role::core, 0.0},   {Role::core, Role::wing, 1.0},   {Role::core, Role::point, 0.6},
        {Role::core, Role::other, 0.0},  {Role::wing, Role::wing, 0.5},   {Role::wing, Role::point, 0.4},
        {Role::wing, Role::other, 0.0},  {Role::point, Role::point, 0.0}, {Role::point, Role::other, 0.0},
        {Role::other, Role::other, 0.0},
    };
    for (const auto& [a, b, wanted] : cases) {
        CHECK(pattern.wanted(a, b) == wanted);
        CHECK(pattern.wanted(b, a) == wanted);
    }
    CHECK_NOTHROW(layout::check_pattern(pattern));
}

TEST_CASE("the other patterns are plain data too") {
    const struct {
        Pattern pattern;
        Index core, wing, point;
        double core_core, core_point;
    } cases[] = {
        {layout::twin_cores(8), 2, 0, 8, 1.0, 0.6},
        {layout::one_core_two_poles(8), 1, 2, 8, 0.0, 0.5},
        {layout::hub_and_spoke(40), 1, 0, 40, 0.0, 1.0},
        {layout::polycentric(4, 10), 4, 0, 10, 1.0, 0.4},
    };
    for (const auto& [pattern, core, wing, point, core_core, core_point] : cases) {
        const Pattern& known = pattern;
        CAPTURE(known.name);
        CHECK_NOTHROW(layout::check_pattern(pattern));
        CHECK(pattern.core == core);
        CHECK(pattern.wing == wing);
        CHECK(pattern.point == point);
        CHECK(pattern.wanted(Role::core, Role::core) == core_core);
        CHECK(pattern.wanted(Role::core, Role::point) == core_point);
        CHECK(pattern.wanted(Role::other, Role::core) == 0.0);
    }
}

TEST_CASE("a pattern that makes no sense is refused") {
    Pattern negative = layout::one_core_two_wings(3);
    negative.wing = -1;
    CHECK_THROWS_WITH_AS(layout::check_pattern(negative),
                         "pattern.wing: -1 places cannot have a role; give a count >= 0", base::bad_value);
    Pattern strong = layout::one_core_two_wings(3);
    strong.image(1, 0) = strong.image(0, 1) = 1.5;
    CHECK_THROWS_WITH_AS(layout::check_pattern(strong), "pattern.image[1,0]: 1.5 is not in [0, 1]", base::bad_value);
    Pattern lopsided = layout::one_core_two_wings(3);
    lopsided.image(1, 0) = 0.9;
    CHECK_THROWS_WITH_AS(layout::check_pattern(lopsided), "pattern.image: is not symmetric; set both halves alike",
                         base::bad_value);
}
