#include "corewing/model/bad_tables.hpp"
#include "corewing/base/error.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;

TEST_CASE("faults of tables are told a line each, and those left out are counted") {
    const std::vector<model::Fault> faults{
        {.table = "places", .row = 0, .column = "lon", .text = "is missing", .remedy = "write decimal degrees"},
        {.table = "links", .row = 4, .text = "joins a place with itself"}};
    const model::bad_tables all(faults, 2);
    CHECK(std::string(all.what()) ==
          "places row 1: lon: is missing; write decimal degrees\nlinks row 5: joins a place with itself");
    CHECK(all.faults().size() == 2);
    CHECK(all.count() == 2);
    const model::bad_tables some(faults, 12);
    CHECK(std::string(some.what()).ends_with("\nand 10 more"));
    CHECK_THROWS_AS(throw model::bad_tables(faults, 2), base::bad_data);
}
