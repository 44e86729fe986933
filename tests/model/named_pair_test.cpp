#include "corewing/model/named_pair.hpp"
#include "corewing/model/place_pair.hpp"

#include <doctest/doctest.h>

using namespace corewing;

TEST_CASE("a named pair is still the pair it was") {
    const model::NamedPair<model::PlacePair> pair{{2, 1}, "north", "south"};
    CHECK(static_cast<const model::PlacePair&>(pair) == model::PlacePair{2, 1});
    CHECK(pair.second == 1);
    CHECK(pair.first_name == "north");
    CHECK(pair.second_name == "south");
}
