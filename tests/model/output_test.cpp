#include "corewing/model/output.hpp"

#include "support/refusal.hpp"
#include "support/sample_region.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;
using base::Mark;
using model::Region;
using corewing::test::refusal;

TEST_CASE("output by industry") {
    auto tables = test::valley();
    tables.output.push_back({.place = "south", .industry = "chips", .year = 2018, .value = 3});
    const Region region(tables);
    const auto output = model::output(region, 2020);
    CHECK(output.cols() == 2);
    CHECK(output.columns() == std::vector<std::string>{"apps", "chips"});
    CHECK(output(3, 0) == 8.0);
    CHECK(output.mark(3, 0) == Mark::observed);
    CHECK(output.mark(3, 1) == Mark::missing);
    CHECK(output.unit() == "million");
    CHECK(model::output(region).year() == 2020);
    CHECK(model::output(region, 2018)(3, 1) == 3.0);
    CHECK(refusal([&] { model::output(region, 2021); }) == "no output in 2021; there are 2018 and 2020");
    CHECK(refusal([&] { static_cast<void>(output.known()); }) ==
          "output: place abroad: apps is not known in 2020, nor are 8 more; fill the gaps (indicator::impute) or "
          "select places that have figures");
    tables.output.clear();
    CHECK(refusal([&] { model::output(Region(tables)); }) == "no output in any year; there is no figure of any place");
}
