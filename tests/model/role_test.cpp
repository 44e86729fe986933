#include "corewing/model/role.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("roles and their names go both ways") {
    for (const Role role : all_roles) CHECK(role_of(name(role)) == role);
    CHECK_FALSE(role_of("centre").has_value());
    CHECK(name(Role::wing) == "wing");
    CHECK(Assignment{}.role == Role::other);
}

TEST_CASE("the places with a role") {
    const Roles roles{Role::point, Role::core, Role::point, Role::other};
    CHECK(places_with(roles, Role::point) == std::vector<corewing::Index>{0, 2});
    CHECK(places_with(roles, Role::wing).empty());
}
