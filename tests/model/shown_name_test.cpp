#include <doctest/doctest.h>

#include "corewing/model/shown_name.hpp"

#include "corewing/model/link.hpp"
#include "corewing/model/place.hpp"

using namespace corewing;

TEST_CASE("a row is shown by its name, or by its id where it has none") {
    CHECK(model::shown_name(model::Place{.id = "mill"}) == "mill");
    CHECK(model::shown_name(model::Place{.id = "mill", .name = "The Mill"}) == "The Mill");
    CHECK(model::shown_name(model::Layer{.id = "road", .name = "Roads"}) == "Roads");
}
