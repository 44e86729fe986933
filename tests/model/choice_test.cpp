#include "corewing/model/choice.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("a choice is a key with a value and words about it") {
    const Choice choice{.key = "size", .value = "people"};
    CHECK(choice.note.empty());
    CHECK(choice == Choice{.key = "size", .value = "people"});
}
