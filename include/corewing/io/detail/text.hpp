#pragma once

#include "corewing/base/index.hpp"

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace corewing::io::detail {

/// Length in bytes of the UTF-8 character that starts at `at`, or 0 if there is none.
/// Refuses overlong forms, surrogates and what lies beyond U+10FFFF (Unicode 15, table 3-7).
constexpr Index utf8_length(std::string_view text, Index at) {
    const auto byte = [&](Index i) -> unsigned {
        return i < std::ssize(text) ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const auto follows = [&](Index i) { return (byte(i) & 0xC0u) == 0x80u; };
    const unsigned first = byte(at), second = byte(at + 1);
    if (at >= std::ssize(text)) return 0;
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4 || !follows(at + 1)) return 0;
    if (first < 0xE0) return 2;
    if (!follows(at + 2)) return 0;
    if (first < 0xF0) return (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ? 0 : 3;
    if (!follows(at + 3)) return 0;
    return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F) ? 0 : 4;
}

template <class = void>
bool is_ascii(std::string_view text) {
    std::uint64_t word = 0, all = 0;
    Index i = 0;
    for (; i + sizeof word <= text.size(); i += sizeof word) {
        std::memcpy(&word, text.data() + i, sizeof word);
        all |= word;
    }
    for (; i < std::ssize(text); ++i) all |= static_cast<unsigned char>(text[i]);
    return (all & 0x8080808080808080ULL) == 0;
}

/// Index of the first byte that is not UTF-8; text.size() if all is well.
template <class = void>
Index first_bad_byte(std::string_view text) {
    if (is_ascii(text)) return text.size();
    for (Index at = 0; at < std::ssize(text);) {
        const Index length = utf8_length(text, at);
        if (length == 0) return at;
        at += length;
    }
    return text.size();
}

inline bool is_utf8(std::string_view text) {
    return first_bad_byte(text) == std::ssize(text);
}

/// The text on one line: control characters, bytes that are not UTF-8 and marks that turn the direction
/// of writing become escapes; what is longer than `most` characters ends in "...".
template <class = void>
std::string legible(std::string_view text, Index most = 400) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown;
    Index count = 0;
    for (Index at = 0; at < std::ssize(text); ++count) {
        if (count == most) return shown + "...";
        const Index length = utf8_length(text, at);
        const std::string_view sign = text.substr(at, length > 0 ? length : 1);
        at += sign.size();
        const auto first = static_cast<unsigned char>(sign.front());
        const bool is_c1 = length == 2 && first == 0xC2 && static_cast<unsigned char>(sign[1]) < 0xA0;
        const bool turns = (length == 3 && first == 0xE2 &&
                            ((sign[1] == '\x80' &&
                              ((sign[2] >= '\x8B' && sign[2] <= '\x8F') || (sign[2] >= '\xA8' && sign[2] <= '\xAE'))) ||
                             (sign[1] == '\x81' && sign[2] >= '\xA0' && sign[2] <= '\xAF'))) ||
                           sign == "\xEF\xBB\xBF";
        if (sign == "\n")
            shown += "\\n";
        else if (sign == "\r")
            shown += "\\r";
        else if (sign == "\t")
            shown += "\\t";
        else if (length == 0 || is_c1 || turns || first < 0x20 || first == 0x7F)
            for (const char c : sign) {
                const auto byte = static_cast<unsigned char>(c);
                shown += "\\x";
                shown += digits[byte >> 4];
                shown += digits[byte & 15];
            }
        else
            shown += sign;
    }
    return shown;
}

/// A value as it stands in messages: legible, shortened, in quotes.
inline std::string in_quotes(std::string_view value) {
    return '"' + legible(value, 40) + '"';
}

} // namespace corewing::io::detail
