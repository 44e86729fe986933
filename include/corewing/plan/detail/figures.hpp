#pragma once

#include "corewing/plan/answer.hpp"
#include "corewing/plan/basis.hpp"
#include "corewing/report/number.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace corewing::plan::detail {

/// A number as a sentence shows it: whole numbers whole, others with three significant digits.
inline std::string amount(double value) {
    if (std::abs(value) < 1e15 && std::floor(value) == value) return report::fixed(value, 0);
    return report::significant(value, 3);
}

/// Marks a question as not answered, with the folder's own words where plan.csv has them.
inline void leave_open(Answer& answer, const Basis& basis, const std::string& why, std::vector<std::string> needs) {
    const auto own = basis.choices.questions.find(answer.question);
    answer.answered = false;
    answer.sentence = phrase(basis.words.common.not_answered,
                             {{"why", own != basis.choices.questions.end() ? own->second : why}});
    answer.needs = std::move(needs);
}

} // namespace corewing::plan::detail
