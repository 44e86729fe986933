#include <doctest/doctest.h>

#include "corewing/io/od_matrix.hpp"

#include "corewing/io/mistakes.hpp"
#include "io/temporary_folder.hpp"
#include "support/refusal.hpp"

using namespace corewing;

TEST_CASE("a matrix of flows: blank is not known, 0 is") {
    const TemporaryFolder folder;
    folder.put("m.csv", "from,mill,spring\nmill,12,\nspring,0,3.5\n");
    const auto rows = io::read_od_matrix(folder.path() / "m.csv", {.layer = "trips", .ids = {{"spring", "s"}}});
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].from == "mill");
    CHECK(rows[0].to == "mill");
    CHECK(rows[1].weight == 0.0);
    CHECK(rows[2].from == "s");
    CHECK(rows[2].to == "s");
    CHECK(rows[2].layer == "trips");
}

TEST_CASE("a matrix of flows: mistakes are told with line and cell") {
    const TemporaryFolder folder;
    folder.put("m.csv", "from,mill\nspring,-1\n");
    CHECK(test::refusal([&] { io::read_od_matrix(folder.path() / "m.csv", {.layer = "trips"}); }) ==
          "m.csv:2:2: -1 is below 0; write 0 or more, or leave the cell empty where nothing is known");
    CHECK(test::refusal([&] { io::read_od_matrix(folder.path() / "m.csv", {}); }) ==
          "layer: is empty; give the id of a layer");
    CHECK(test::refusal([&] {
              io::read_od_matrix(folder.path() / "no.csv", {.layer = "x"});
          }).find("cannot be opened") != std::string::npos);
}
