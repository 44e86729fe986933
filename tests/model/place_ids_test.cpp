#include "corewing/model/detail/region_ids.hpp"
#include "corewing/model/place_ids.hpp"

#include "support/sample_region.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using model::PlaceIds;

TEST_CASE("ids of places are shared, compared, and numbers where they are not told") {
    const model::Region region(test::valley());
    const PlaceIds all = model::detail::region_ids(region);
    CHECK(all.told());
    CHECK_FALSE(all.selected());
    CHECK(all.size() == 5);
    CHECK(all.id(3) == "south");
    CHECK(all.first_difference(model::detail::region_ids(region)) == -1);
    CHECK(all.first_difference(PlaceIds({"abroad", "centre", "west"})) == 2);
    CHECK(all.first_difference(PlaceIds({"abroad", "centre", "north"})) == 3);
    CHECK(PlaceIds({"abroad"}).first_difference(all) == 1);
    CHECK(PlaceIds({"abroad"}, true).selected());

    const PlaceIds untold;
    CHECK_FALSE(untold.told());
    CHECK(untold.size() == 0);
    CHECK(untold.id(3) == "3");
    CHECK(untold.first_difference(all) == -1);
    CHECK(all.first_difference(untold) == -1);
}
