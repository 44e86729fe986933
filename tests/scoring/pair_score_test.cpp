#include "corewing/scoring/pair_score.hpp"
#include "corewing/base/print.hpp"
#include "corewing/scoring/collaboration.hpp"
#include "corewing/scoring/coupling.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace corewing;
using namespace corewing::scoring;

TEST_CASE("every part of a score has a word of its own, and prints as it") {
    std::ostringstream out;
    for (const Part part : {Part::linkage, Part::potential, Part::realisation, Part::complementarity,
                            Part::differentiation, Part::coordination})
        out << part << ' ';
    CHECK(out.str() == "linkage potential realisation complementarity differentiation coordination ");
    CHECK(base::position(Part::coordination) + 1 == part_count);
}

TEST_CASE("a pair of which nothing is known claims nothing") {
    const PairScore pair;
    CHECK(pair.parts_known == 0);
    CHECK(pair.score == 0.0);
    for (const bool known : pair.known) CHECK_FALSE(known);
}

TEST_CASE("the choices of the room print as words") {
    using corewing::base::printed;
    const std::vector<std::pair<std::string, std::string>> rows{
        {printed(Mean::geometric), "geometric"},
        {printed(Mean::arithmetic), "arithmetic"},
        {printed(Coupling::standard), "standard"},
        {printed(Coupling::wang_2021), "Wang 2021"},
        {printed(Coupling::fan_2024), "Fan 2024"},
        {printed(Scale::maximum), "maximum"},
        {printed(Scale::rank), "rank"},
        {printed(Realisation::logistic), "logistic"},
        {printed(Realisation::rank), "rank"},
    };
    for (const auto& [printed_one, word] : rows) CHECK(printed_one == word);
}
