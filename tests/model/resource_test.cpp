#include "corewing/model/resource.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("how much there is of a resource is not known until it is said") {
    CHECK_FALSE(Resource{.id = "cloud"}.total.has_value());
}
