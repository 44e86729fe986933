#include <doctest/doctest.h>

#include "corewing/plan/answer_text.hpp"

using namespace corewing;

TEST_CASE("what stands round a sentence is said in the words of the plan") {
    plan::CommonWords words;
    words.partly = "teils";
    plan::Answer answer{
        .answered = true, .sure = plan::Sure::partly, .rests_on = "38 districts", .needs = {"a.csv", "b.csv"}};
    CHECK(plan::sure_word(plan::Sure::yes, words) == "yes");
    CHECK(plan::grounds_text(answer, words, "; ") == "sure: teils; rests on: 38 districts");
    answer.why = "one figure is estimated";
    CHECK(plan::grounds_text(answer, words, " | ") == "sure: teils (one figure is estimated) | rests on: 38 districts");
    CHECK(plan::needs_text(answer, words, 2) == "would answer it better: a.csv; b.csv");
    CHECK(plan::needs_text(answer, words, 1) == "would answer it better: a.csv");
    CHECK(plan::needs_text(answer, words, 0).empty());
    answer.answered = false;
    CHECK(plan::needs_text(answer, words, 9) == "would answer it: a.csv; b.csv");
}
