#include "corewing/base/print.hpp"
#include "corewing/graph/cost.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

TEST_CASE("the choices of the room print as words") {
    using corewing::base::printed;
    using namespace corewing::graph;
    const std::vector<std::pair<std::string, std::string>> rows{
        {printed(Cost::hours), "hours"},
        {printed(Cost::distance_km), "distance"},
        {printed(Cost::unit_cost), "unit cost"},
        {printed(Cost::weight), "weight"},
        {printed(Cost::inverse_weight), "inverse weight"},
        {printed(Cost::hops), "hops"},
    };
    for (const auto& [printed_one, word] : rows) CHECK(printed_one == word);
}
