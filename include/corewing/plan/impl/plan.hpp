#pragma once

#include "corewing/plan/plan.hpp"

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/plan/answer_text.hpp"
#include "corewing/plan/detail/figures.hpp"
#include "corewing/report/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace corewing::plan {

namespace detail {

inline constexpr Index line_width = 118;
inline constexpr Index title_width = 12;

/// Appends words to lines of at most line_width columns; the first line begins with `head`, the others with `indent`
/// blanks.
template <class = void>
void wrap(std::string& out, const std::string& head, Index indent, std::string_view text) {
    std::string line = head;
    bool first = true;
    while (!text.empty()) {
        const auto end = text.find(' ');
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (!first && report::display_width(line) + 1 + report::display_width(word) > line_width) {
            out += line + '\n';
            line = std::string(indent, ' ');
            first = true;
        }
        if (!first) line += ' ';
        line += word;
        first = false;
    }
    out += line + '\n';
}

template <class = void>
std::string padded(std::string text, Index width) {
    const Index has = report::display_width(text);
    return text + std::string(std::max<Index>(1, width - has), ' ');
}

/// One answer: whole, or with its first two lines and, where it is answered, the first of its needs.
template <class = void>
void write_answer(std::string& out, const Answer& answer, const CommonWords& words, bool whole) {
    wrap(out, padded(answer.title, title_width), title_width, answer.sentence);
    if (answer.answered) wrap(out, std::string(4, ' '), 10, grounds_text(answer, words, "   "));
    const Index lines = std::ssize(answer.lines), needs = std::ssize(answer.needs);
    for (Index k = 0; k < (whole ? lines : std::min<Index>(2, lines)); ++k)
        wrap(out, std::string(6, ' '), 8, answer.lines[k]);
    if (const std::string text = needs_text(answer, words, whole || !answer.answered ? needs : 1); !text.empty())
        wrap(out, std::string(6, ' '), 8, text);
    out += '\n';
}

template <class = void>
std::string plan_head(const Plan& plan) {
    const CommonWords& words = plan.basis.words.common;
    const model::Region& region = plan.basis.region;
    std::array<Index, 3> kinds{};
    for (const model::Place& place : region.places()) ++kinds[base::position(place.kind)];
    const std::array<const Noun*, 3> nouns{&words.place, &words.platform, &words.partner};
    std::vector<std::string> parts;
    for (const auto kind : model::all_place_kinds)
        if (const Index n = kinds[base::position(kind)]; n > 0)
            parts.push_back(counted(n, *nouns[base::position(kind)]));
    std::string head = plan.basis.choices.title + '\n' + listed(parts, 9, words.last, words.more);
    if (!region.info().currency.empty()) head += "; " + phrase(words.money, {{"currency", region.info().currency}});
    return head + "\n\n";
}

} // namespace detail

COREWING_BODY
Plan make(const model::Region& region, const Choices& choices, const MakeOptions& options) {
    Plan plan{.basis = basis(region, choices, options.words, options.observer)};
    Basis& b = plan.basis;
    b.findings.insert(b.findings.begin(), options.findings.begin(), options.findings.end());
    constexpr double parts = 8.0;
    const auto begin = [&](std::string_view task, double part) {
        if (b.observer.stopped())
            throw base::interrupted("the plan was stopped before its end", {.field = std::string(task)});
        b.observer.report(task, part / parts);
    };
    begin("data", 0.0);
    plan.data = data(b);
    begin("standing", 1.0);
    plan.standing = standing(b);
    begin("together", 2.0);
    plan.together = together(b);
    begin("industries", 3.0);
    plan.industries = industries(b);
    begin("roles", 4.0);
    plan.roles = roles(b, plan.together, plan.standing);
    begin("division", 5.0);
    plan.division = division(b);
    begin("projects", 6.0);
    plan.projects = projects(b);
    begin("progress", 7.0);
    plan.progress = progress(b);
    return plan;
}

COREWING_BODY
Plan make(const model::Region& region) {
    return make(region, choices(region));
}

COREWING_BODY
std::string text(const Plan& plan) {
    std::string out = detail::plan_head(plan);
    for (const Answer& answer : plan.answers()) detail::write_answer(out, answer, plan.basis.words.common, false);
    return report::printable(out);
}

COREWING_BODY
std::string text(const Plan& plan, std::string_view question) {
    std::string out, there;
    for (const Answer& answer : plan.answers()) {
        if (answer.question == question) detail::write_answer(out, answer, plan.basis.words.common, true);
        there += (there.empty() ? "" : ", ") + answer.question;
    }
    if (out.empty())
        throw base::unknown_name(
            '"' + std::string(question) + "\" is not a question of the plan",
            {.field = "question", .value = std::string(question), .remedy = "ask one of " + there});
    return report::printable(out);
}

} // namespace corewing::plan
