#include "corewing/sharing/worth.hpp"

#include <doctest/doctest.h>

#include <span>
#include <vector>

using corewing::Index;

TEST_CASE("what a set of players is worth is any function of its members, ascending") {
    const std::vector<double> size{5.0, 1.0, 3.0};
    const corewing::sharing::Worth worth = [&size](std::span<const Index> members) {
        double sum = 0.0;
        for (const Index player : members) sum += size[player];
        return sum * sum;
    };
    const std::vector<Index> ends{0, 2};
    CHECK(worth(ends) == 64.0);
    CHECK(worth({}) == 0.0);
}
