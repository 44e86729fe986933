#include "corewing/scoring/pair_score.hpp"

#include <doctest/doctest.h>

#include <sstream>

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
