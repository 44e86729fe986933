#include "corewing/model/industry.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("an industry knows its chain") {
    CHECK(Industry{.id = "chips", .chain = "芯屏器核网"} == Industry{.id = "chips", .chain = "芯屏器核网"});
    CHECK(Output{}.value == 0.0);
}
