#include "corewing/layout/comparison.hpp"

#include "corewing/base/error.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using model::Role;
using model::Roles;

TEST_CASE("two plans that share core and wings") {
    // core, wing, wing, and points that differ
    const Roles first{Role::core, Role::wing, Role::wing, Role::point, Role::point, Role::other};
    const Roles second{Role::core, Role::wing, Role::wing, Role::point, Role::other, Role::point};
    const auto both = layout::compare_layouts(first, second);
    CHECK(both.overlap == doctest::Approx(4.0 / 6.0));
    CHECK(both.role_overlap[0] == 1.0);
    CHECK(both.role_overlap[1] == 1.0);
    CHECK(both.role_overlap[2] == doctest::Approx(1.0 / 3.0));
    CHECK(both.changes ==
          std::vector<layout::RoleChange>{{4, Role::point, Role::other}, {5, Role::other, Role::point}});
    CHECK(both.shared == std::vector<Index>{0, 1, 2, 3});
    CHECK(both.contested == std::vector<Index>{0, 1, 2, 3});
    CHECK(both.load[0] == 2.0);
    CHECK(both.load[3] == doctest::Approx(0.8));
    CHECK(both.load[4] == doctest::Approx(0.4));
    CHECK(both.counts(2, 3) == 1.0);
}

TEST_CASE("adjusted Rand index") {
    // Contingency 2 1 / 1 2 over six places: index 2, expected 6 * 6 / 15, mean 6.
    const Roles first{Role::core, Role::core, Role::core, Role::wing, Role::wing, Role::wing};
    const Roles second{Role::core, Role::core, Role::wing, Role::core, Role::wing, Role::wing};
    CHECK(layout::compare_layouts(first, second).adjusted_rand == doctest::Approx((2.0 - 2.4) / (6.0 - 2.4)));
    CHECK(layout::compare_layouts(first, first).adjusted_rand == 1.0);
    // scikit-learn's example adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1]) = 0.57...
    CHECK(layout::compare_layouts({Role::core, Role::core, Role::wing, Role::point},
                                  {Role::core, Role::core, Role::wing, Role::wing})
              .adjusted_rand == doctest::Approx(4.0 / 7.0));
}

TEST_CASE("nothing to compare") {
    CHECK(layout::compare_layouts({}, {}).overlap == 1.0);
    CHECK(layout::compare_layouts({}, {}).adjusted_rand == 1.0);
    const auto nobody = layout::compare_layouts(Roles(3, Role::other), Roles(3, Role::other));
    CHECK(nobody.overlap == 1.0);
    CHECK(nobody.adjusted_rand == 1.0);
    CHECK(nobody.contested.empty());
    CHECK_THROWS_WITH_AS(layout::compare_layouts(Roles(3), Roles(2)), "second: has 2 entries where 3 are needed",
                         base::bad_shape);
}
