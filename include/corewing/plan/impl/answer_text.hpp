#pragma once

#include "corewing/plan/answer_text.hpp"

#include "corewing/plan/detail/texts.hpp"

#include <algorithm>
#include <vector>

namespace corewing::plan {

COREWING_BODY
const std::string& sure_word(Sure sure, const CommonWords& words) {
    return sure == Sure::yes ? words.yes : sure == Sure::partly ? words.partly : words.no;
}

COREWING_BODY
std::string grounds_text(const Answer& answer, const CommonWords& words, std::string_view between) {
    std::string text = words.sure + sure_word(answer.sure, words);
    if (!answer.why.empty()) text += " (" + answer.why + ')';
    text += between;
    return text + words.rests_on + answer.rests_on;
}

COREWING_BODY
std::string needs_text(const Answer& answer, const CommonWords& words, Index most) {
    const auto& all = answer.needs;
    const std::vector<std::string> named(all.begin(), all.begin() + std::min(most, std::ssize(all)));
    if (named.empty()) return {};
    return (answer.answered ? words.would_better : words.would_answer) + detail::joined(named, "; ");
}

} // namespace corewing::plan
