#pragma once

#include "corewing/base/error.hpp"

#include "corewing/base/detail/legible.hpp"
#include "corewing/base/index.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::base {

COREWING_BODY
std::string describe(std::string_view fault, const Context& context) {
    std::string text;
    if (!context.file.empty()) {
        text += context.file;
        if (context.line > 0) {
            text += ':' + std::to_string(context.line);
            if (context.column > 0) text += ':' + std::to_string(context.column);
        }
        text += ": ";
    }
    if (!context.field.empty()) text += context.field + ": ";
    if (!context.place.empty()) text += "place " + context.place + ": ";
    text += fault;
    if (!context.remedy.empty()) text += "; " + context.remedy;
    return detail::on_one_line(text);
}

COREWING_BODY
std::string describe(const std::vector<std::string>& first, Index count) {
    std::string text;
    for (const std::string& line : first) text += (text.empty() ? "" : "\n") + line;
    if (count > std::ssize(first)) text += "\nand " + std::to_string(count - std::ssize(first)) + " more";
    return text;
}

} // namespace corewing::base
