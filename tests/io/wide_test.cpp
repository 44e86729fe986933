#include <doctest/doctest.h>

#include "corewing/io/wide.hpp"

#include "corewing/io/mistakes.hpp"
#include "io/temporary_folder.hpp"
#include "support/refusal.hpp"

using namespace corewing;

TEST_CASE("wide tables: places by indicators, and places by years") {
    const TemporaryFolder folder;
    folder.put("a.csv", "place,GDP,people\nmill,30.5,12\n\"the spring\",,7\n");
    const auto rows = io::read_wide(folder.path() / "a.csv", {.year = 2020,
                                                              .ids = {{"GDP", "gdp"}, {"the spring", "spring"}},
                                                              .mark = base::Mark::imputed,
                                                              .source = "yearbook"});
    REQUIRE(rows.size() == 3);
    CHECK(rows[0] == model::Observation{.place = "mill",
                                        .indicator = "gdp",
                                        .year = 2020,
                                        .value = 30.5,
                                        .mark = base::Mark::imputed,
                                        .source = "yearbook"});
    CHECK(rows[2].place == "spring");
    folder.put("b.csv", "x,2019,2020\nmill,28,30.5\n,100,\n");
    const auto years = io::read_wide(folder.path() / "b.csv", {.indicator = "gdp"});
    REQUIRE(years.size() == 3);
    CHECK(years[1].year == 2020);
    CHECK(years[2].place.empty()); // the region as a whole
}

TEST_CASE("wide tables: mistakes are told with line and cell") {
    const TemporaryFolder folder;
    folder.put("a.csv", "place,2019,soon,2019\nmill,n/a,1,2\nmill,1,1,1\nspring,1\n");
    const std::string says = test::refusal([&] { io::read_wide(folder.path() / "a.csv", {.indicator = "gdp"}); });
    CHECK(says.find("a.csv:1:3: \"soon\" is not a whole number; write a year, for example 2020") != std::string::npos);
    CHECK(says.find("a.csv:1:4: \"2019\" stands twice among the heads") != std::string::npos);
    CHECK(says.find("a.csv:2:2: \"n/a\" is not a number; leave the cell empty") != std::string::npos);
    CHECK(says.find("a.csv:3:1: \"mill\" stands twice in the first column") != std::string::npos);
    CHECK(says.find("a.csv:4:1: \"spring\" has another number of cells") != std::string::npos);
    folder.put("empty.csv", "");
    CHECK(test::refusal([&] { io::read_wide(folder.path() / "empty.csv", {.year = 1}); }).find("is empty") !=
          std::string::npos);
    CHECK(test::refusal([&] { io::read_wide(folder.path() / "a.csv", {}); }).find("give one of year and indicator") !=
          std::string::npos);
}
