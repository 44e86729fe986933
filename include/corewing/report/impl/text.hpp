#pragma once

#include "corewing/report/text.hpp"

#include "corewing/base/detail/legible.hpp"
#include "corewing/base/index.hpp"
#include "corewing/report/detail/direction.hpp"

#include <string>
#include <string_view>

namespace corewing::report {

COREWING_BODY
char32_t next_character(std::string_view text, Index& position) {
    const Index at = position;
    const Index length = base::detail::utf8_length(text, at);
    position += length > 0 ? length : 1;
    return length > 0 ? base::detail::code_of(text.substr(at, length)) : replacement_character;
}

COREWING_BODY
void append_character(std::string& text, char32_t code) {
    const auto put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

COREWING_BODY
Index display_width(std::string_view text) {
    Index width = 0;
    for (Index i = 0; i < std::ssize(text);)
        width += character_width(next_character(text, i));
    return width;
}

COREWING_BODY
double em_width(std::string_view text) {
    double width = 0.0;
    for (Index i = 0; i < std::ssize(text);) {
        const char32_t code = next_character(text, i);
        const int columns = character_width(code);
        if (columns != 1) {
            width += columns == 2 ? 1.0 : 0.0;
        } else if (code < 0x80) {
            const char letter = static_cast<char>(code);
            const auto among = [&](std::string_view letters) { return letters.find(letter) != letters.npos; };
            if (among("ijl'|.,:;! It[]"))
                width += 0.28;
            else if (among("fr()-\"/\\*"))
                width += 0.36;
            else if (among("mwMW%@"))
                width += 0.87;
            else if (letter >= 'A' && letter <= 'Z')
                width += 0.69;
            else
                width += 0.56;
        } else {
            width += 0.6;
        }
    }
    return width;
}

COREWING_BODY
std::string shortened(std::string_view text, double most) {
    if (em_width(text) <= most) return std::string(text);
    Index keep = 0;
    for (Index i = 0; i < std::ssize(text);) {
        next_character(text, i);
        if (em_width(text.substr(0, i)) + 0.9 > most) break;
        keep = i;
    }
    while (keep > 0 && text[keep - 1] == ' ') --keep;
    return std::string(text.substr(0, keep)) + "…";
}

COREWING_BODY
std::string printable(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (Index i = 0; i < std::ssize(text);) {
        const char32_t code = next_character(text, i);
        if (detail::turns_direction(code)) continue;
        const bool blank = (code != '\n' && base::detail::is_control(code)) || code == 0x2028 || code == 0x2029;
        append_character(result, blank ? U' ' : code);
    }
    return result;
}

COREWING_BODY
std::string escaped(std::string_view text) {
    std::string kept, result;
    if (detail::turns(text)) text = kept = detail::isolated(text);
    result.reserve(text.size() + text.size() / 8);
    for (Index i = 0; i < std::ssize(text);) {
        const char32_t code = next_character(text, i);
        const bool control = base::detail::is_control(code) && code != '\t' && code != '\n';
        const bool nothing = (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
        switch (code) {
        case '&': result += "&amp;"; break;
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '"': result += "&quot;"; break;
        case '\'': result += "&#39;"; break;
        default: append_character(result, control || nothing ? replacement_character : code);
        }
    }
    return result;
}

} // namespace corewing::report
