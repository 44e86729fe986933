#include "corewing/model/pairs.hpp"

#include "corewing/base/error.hpp"

#include <doctest/doctest.h>

using corewing::Index;

using namespace corewing::model;

TEST_CASE("pairs are numbered row by row, without a gap") {
    for (const Index n : {0, 1, 2, 3, 7, 41}) {
        Index number = 0;
        for (Index i = 0; i < n; ++i)
            for (Index j = i + 1; j < n; ++j, ++number) {
                REQUIRE(pair_number(i, j, n) == number);
                REQUIRE(pair_number(j, i, n) == number);
            }
        CHECK(pair_count(n) == number);
    }
    CHECK(pair_count(100000) == 4999950000);
}

TEST_CASE("a pair is two different places") {
    CHECK_NOTHROW(check_pair({2, 0}, 3, "pairs"));
    CHECK_THROWS_WITH_AS(check_pair({1, 1}, 3, "pairs[4]"),
                         "pairs[4]: (1, 1) is not a pair of two different places below 3", corewing::base::bad_value);
    CHECK_THROWS_WITH_AS(check_pair({0, 3}, 3, "excluded"),
                         "excluded: (0, 3) is not a pair of two different places below 3", corewing::base::bad_value);
    CHECK_THROWS_AS(check_pair({-1, 2}, 3, "excluded"), corewing::base::bad_value);
}
