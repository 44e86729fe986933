#pragma once

#include "corewing/plan/phrase.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/report/number.hpp"

#include <algorithm>
#include <cmath>

namespace corewing::plan {

COREWING_BODY
std::string phrase(std::string_view sentence, std::initializer_list<Gap> gaps) {
    std::string text;
    while (!sentence.empty()) {
        const auto open = sentence.find('{');
        text += sentence.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = sentence.find('}', open);
        const std::string_view name =
            close == std::string_view::npos ? std::string_view() : sentence.substr(open + 1, close - open - 1);
        const auto gap = std::find_if(gaps.begin(), gaps.end(), [&](const Gap& g) { return g.name == name; });
        if (name.empty() || gap == gaps.end())
            throw base::bad_value("nothing is given for {" + std::string(name) + "}",
                                  {.field = "phrase", .value = std::string(sentence)});
        text += gap->text;
        sentence.remove_prefix(close + 1);
    }
    return text;
}

COREWING_BODY
std::string counted(Index number, const Noun& noun) {
    base::check_range(static_cast<double>(number), 0.0, HUGE_VAL, "number");
    std::string text = report::fixed(static_cast<double>(number), 0);
    return text + ' ' + (number == 1 ? noun.one : noun.many);
}

COREWING_BODY
std::string listed(const std::vector<std::string>& names, Index most, std::string_view last, std::string_view more) {
    base::check_range(static_cast<double>(most), 1.0, HUGE_VAL, "most");
    const Index n = std::ssize(names);
    std::vector<std::string> shown(names.begin(), names.begin() + std::min(n, most));
    if (n > most) shown.push_back(phrase(more, {{"n", report::fixed(static_cast<double>(n - most), 0)}}));
    std::string text;
    for (Index i = 0; i < std::ssize(shown); ++i) {
        if (i > 0) text += i + 1 == std::ssize(shown) ? std::string(last) : ", ";
        text += shown[i];
    }
    return text;
}

} // namespace corewing::plan
