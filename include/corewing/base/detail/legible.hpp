#pragma once

#include "corewing/base/index.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

/// What may stand in a text, and how any text is shown on one line of a terminal without driving it.
namespace corewing::base::detail {

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

/// One character of UTF-8.
/// @param sign  its bytes, as utf8_length() counts them
constexpr char32_t code_of(std::string_view sign) {
    const auto byte = [&](Index i) { return static_cast<char32_t>(static_cast<unsigned char>(sign[i])); };
    if (sign.size() == 1) return byte(0);
    char32_t code = byte(0) & (0xFFu >> (sign.size() + 1));
    for (Index i = 1; i < std::ssize(sign); ++i) code = code << 6 | (byte(i) & 0x3Fu);
    return code;
}

/// A range of characters, both ends in it.
struct CodeRange {
    char32_t first, last;
};

template <class Ranges>
constexpr bool is_among(char32_t code, const Ranges& ranges) {
    for (const CodeRange& range : ranges)
        if (code >= range.first && code <= range.last) return true;
    return false;
}

/// Control characters, C0 and C1: a terminal may obey them.
constexpr bool is_control(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

/// Blanks and line ends of any script (Unicode 15, White_Space).
constexpr bool is_blank(char32_t code) {
    constexpr std::array<CodeRange, 10> blanks{{{0x09, 0x0D},
                                                {0x20, 0x20},
                                                {0x85, 0x85},
                                                {0xA0, 0xA0},
                                                {0x1680, 0x1680},
                                                {0x2000, 0x200A},
                                                {0x2028, 0x2029},
                                                {0x202F, 0x202F},
                                                {0x205F, 0x205F},
                                                {0x3000, 0x3000}}};
    return is_among(code, blanks);
}

/// Characters that show nothing, among them those that turn the direction of writing (Unicode 15,
/// Default_Ignorable_Code_Point, and the marks of annotations).
constexpr bool is_invisible(char32_t code) {
    constexpr std::array<CodeRange, 18> nothing{{{0xAD, 0xAD},
                                                 {0x034F, 0x034F},
                                                 {0x061C, 0x061C},
                                                 {0x115F, 0x1160},
                                                 {0x17B4, 0x17B5},
                                                 {0x180B, 0x180F},
                                                 {0x200B, 0x200F},
                                                 {0x202A, 0x202E},
                                                 {0x2060, 0x206F},
                                                 {0x3164, 0x3164},
                                                 {0xFE00, 0xFE0F},
                                                 {0xFEFF, 0xFEFF},
                                                 {0xFFA0, 0xFFA0},
                                                 {0xFFF0, 0xFFFB},
                                                 {0x1BCA0, 0x1BCA3},
                                                 {0x1D173, 0x1D17A},
                                                 {0xE0000, 0xE0FFF},
                                                 {0x10FFFE, 0x10FFFF}}};
    return code >= 0xAD && is_among(code, nothing);
}

/// The text on one line: control characters, bytes that are not UTF-8, line ends of any kind and characters that
/// show nothing become escapes; what is longer than `most` characters ends in "...".
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
        const char32_t code = length > 0 ? code_of(sign) : 0;
        if (sign == "\n")
            shown += "\\n";
        else if (sign == "\r")
            shown += "\\r";
        else if (sign == "\t")
            shown += "\\t";
        else if (length == 0 || is_control(code) || is_invisible(code) || code == 0x2028 || code == 0x2029)
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

/// The whole text on one line.
inline std::string on_one_line(std::string_view text) {
    return legible(text, std::numeric_limits<Index>::max());
}

/// Whether a text holds a control character other than a tab and the line ends LF and CRLF.
template <class = void>
bool has_control(std::string_view text) {
    for (Index at = 0; at < std::ssize(text); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte != 0x7F && byte != 0xC2) continue;
        if (byte == '\t' || byte == '\n') continue;
        const auto next = at + 1 < std::ssize(text) ? static_cast<unsigned char>(text[at + 1]) : 0;
        if (byte == '\r' && next == '\n') continue;
        if (byte != 0xC2 || (next >= 0x80 && next < 0xA0)) return true;
    }
    return false;
}

/// What keeps a text from being an id; empty if nothing does.
template <class = void>
std::string_view id_fault(std::string_view id) {
    std::string_view fault;
    for (Index at = 0; at < std::ssize(id);) {
        const Index length = utf8_length(id, at);
        if (length == 0) return "is not UTF-8";
        const char32_t code = code_of(id.substr(at, length));
        if (is_control(code) || code == 0x2028 || code == 0x2029) return "has a control character";
        if (is_invisible(code)) fault = "has an invisible character";
        if (is_blank(code) && (at == 0 || at + length == std::ssize(id))) fault = "has a blank at an end";
        at += length;
    }
    return fault;
}

} // namespace corewing::base::detail
