#include "corewing/model/place_pair.hpp"

#include <doctest/doctest.h>

TEST_CASE("a pair is two indices that can be compared") {
    using corewing::model::PlacePair;
    CHECK(PlacePair{1, 2} == PlacePair{1, 2});
    CHECK_FALSE(PlacePair{1, 2} == PlacePair{2, 1});
}
