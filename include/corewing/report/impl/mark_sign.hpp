#pragma once

#include "corewing/report/mark_sign.hpp"

#include "corewing/base/mark.hpp"

#include <array>
#include <string>
#include <string_view>

namespace corewing::report {

COREWING_BODY
std::string mark_legend(const MarksSeen& marks, const MarkWords& words,
                        const std::array<std::string_view, 3>& drawn) {
    std::string text;
    const auto add = [&](base::Mark mark, const std::string& meaning, std::string_view shape) {
        if (!marks.has(mark)) return;
        if (!text.empty()) text += "; ";
        if (!shape.empty()) text += std::string(shape) + ' ';
        text += std::string(symbol(mark)) + ' ' + meaning;
    };
    add(base::Mark::imputed, words.imputed, drawn[0]);
    add(base::Mark::synthetic, words.synthetic, drawn[1]);
    add(base::Mark::missing, words.missing, drawn[2]);
    return text.empty() ? text : text + '.';
}

} // namespace corewing::report
