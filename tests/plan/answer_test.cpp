#include <doctest/doctest.h>

#include "corewing/plan/answer.hpp"

#include <sstream>

using namespace corewing;

TEST_CASE("how sure an answer is has a word") {
    std::ostringstream out;
    out << plan::Sure::yes << ' ' << plan::Sure::partly << ' ' << plan::Sure::no;
    CHECK(out.str() == "yes partly no");
    CHECK_FALSE(plan::Answer{}.answered);
}
