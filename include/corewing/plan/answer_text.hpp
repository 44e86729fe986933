#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/plan/answer.hpp"
#include "corewing/plan/words.hpp"

#include <string>
#include <string_view>

/// What stands round the sentence of an answer, on a terminal as on a page.
namespace corewing::plan {

/// How sure an answer is, in the words of a plan: "partly".
/// @param sure   of an answer
/// @param words  of the plan
/// @return as long as the words live
COREWING_ROUTINE
const std::string& sure_word(Sure sure, const CommonWords& words);

/// How sure an answer is, why, and what it rests on: "sure: yes (measured); rests on: 38 districts".
/// @param answer   one that is answered
/// @param words    of the plan
/// @param between  the two halves
/// @return one line
COREWING_ROUTINE
std::string grounds_text(const Answer& answer, const CommonWords& words, std::string_view between);

/// What would answer a question, or answer it better: "would answer it better: rules.csv; budgets.csv".
/// @param answer  of the question
/// @param words   of the plan
/// @param most    how many needs are named, >= 0
/// @return one line; "" where nothing is needed
COREWING_ROUTINE
std::string needs_text(const Answer& answer, const CommonWords& words, Index most);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/answer_text.hpp"
#endif
