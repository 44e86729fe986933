#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/model/grounds.hpp"
#include "corewing/plan/answer.hpp"
#include "corewing/plan/basis.hpp"
#include "corewing/plan/detail/texts.hpp"
#include "corewing/report/number.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace corewing::plan::detail {

/// A number as a sentence shows it: whole numbers whole, others with at most three significant digits.
inline std::string amount(double value) {
    if (std::abs(value) < 1e15 && std::floor(value) == value) return report::fixed(value, 0);
    std::string text = report::significant(value, 3);
    if (text.find('.') == std::string::npos || text.find('e') != std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

/// Names in a sentence, at most so many of them, in the words of the plan.
template <class = void>
std::string in_a_row(const Basis& basis, const std::vector<std::string>& names, Index most) {
    return listed(names, most, basis.words.common.last, basis.words.common.more);
}

/// A line of a territory: its place's name, "HOST (with ZONE)" where a zone lies in one district, else "ZONE and its hosts".
template <class = void>
std::string line_name(const Basis& basis, const model::Ground& line) {
    const CommonWords& words = basis.words.common;
    const Index own = basis.region.index(line.id);
    const std::string& name = basis.name(own);
    if (line.places.size() < 2) return name;
    if (line.places.size() > 2) return phrase(words.ground, {{"name", name}});
    const Index host = line.places.front() == own ? line.places.back() : line.places.front();
    return phrase(words.ground_of_one, {{"name", name}, {"host", basis.name(host)}});
}

/// A finding as a line: "doubtful: projects, lab: ...".
template <class = void>
std::string warning_text(const Basis& basis, const base::Finding& finding) {
    const std::string about = finding.subject.empty() ? finding.topic : finding.topic + ", " + finding.subject;
    return phrase(basis.words.data.warnings, {{"finding", about + ": " + finding.text}});
}

/// A number of things without their name: 3,000.
inline std::string count_text(Index number) {
    return report::fixed(static_cast<double>(number), 0);
}

/// Marks a question as not answered, with the folder's own words where plan.csv has them.
inline void leave_open(Answer& answer, const Basis& basis, const std::string& why, std::vector<std::string> needs) {
    const auto own = basis.choices.questions.find(answer.question);
    answer.answered = false;
    answer.sentence =
        phrase(basis.words.common.not_answered, {{"why", own != basis.choices.questions.end() ? own->second : why}});
    answer.needs = std::move(needs);
}

} // namespace corewing::plan::detail
