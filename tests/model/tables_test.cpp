#include "corewing/model/tables.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("tables are plain data: they can be copied and compared") {
    Tables tables;
    tables.info.name = "Valley";
    tables.places = {{.id = "a"}, {.id = "b"}};
    Tables other = tables;
    CHECK(other == tables);
    other.places[1].cluster = "north";
    CHECK_FALSE(other == tables);
}
