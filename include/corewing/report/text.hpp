#pragma once

#include "corewing/base/index.hpp"

#include <array>
#include <string>
#include <string_view>

namespace corewing::report {

/// U+FFFD, which stands for whatever cannot be shown.
inline constexpr char32_t replacement_character = 0xFFFD;

/// Reads one character of UTF-8 text and moves on behind it.
/// A faulty byte gives replacement_character and moves on by one.
/// @param position  < text.size(); moved forward
/// Complexity O(1).
template <class = void>
char32_t next_character(std::string_view text, Index& position) {
    const auto byte = [&](Index i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(position++);
    if (first < 0x80) return first;
    const Index more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4 || std::ssize(text) - position < more) return replacement_character;
    char32_t code = first & (0x3FU >> more);
    for (Index k = 0; k < more; ++k) {
        const unsigned char next = byte(position + k);
        if ((next & 0xC0U) != 0x80) return replacement_character;
        code = (code << 6) | (next & 0x3FU);
    }
    constexpr std::array<char32_t, 4> least{0, 0x80, 0x800, 0x10000};
    if (code < least[more] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return replacement_character;
    position += more;
    return code;
}

/// Appends one character as UTF-8.
template <class = void>
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

/// Columns that a character takes on a terminal: 0 (combining, control), 1, or 2 (Chinese and other
/// wide characters). Characters of ambiguous width count 1. As the standard has it for every letter and
/// ideograph; pictographs are counted by the block.
/// Source: Unicode Standard Annex 11, East Asian Width.
constexpr int character_width(char32_t code) {
    struct Range {
        char32_t first, last;
    };
    constexpr std::array<Range, 14> nothing{{{0x00, 0x1F},
                                             {0x7F, 0x9F},
                                             {0x0300, 0x036F},
                                             {0x0483, 0x0489},
                                             {0x0591, 0x05BD},
                                             {0x0610, 0x061A},
                                             {0x064B, 0x065F},
                                             {0x1AB0, 0x1ACE},
                                             {0x1DC0, 0x1DFF},
                                             {0x200B, 0x200F},
                                             {0x2060, 0x2064},
                                             {0x20D0, 0x20F0},
                                             {0xFE00, 0xFE0F},
                                             {0xFEFF, 0xFEFF}}};
    constexpr std::array<Range, 26> two{{{0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
                                         {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},
                                         {0x2705, 0x2705},   {0x2E80, 0x303E},   {0x3041, 0x3247},   {0x3250, 0x4DBF},
                                         {0x4E00, 0xA4C6},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
                                         {0xFE10, 0xFE19},   {0xFE30, 0xFE6B},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
                                         {0x16FE0, 0x1B2FB}, {0x1F300, 0x1F320}, {0x1F337, 0x1F64F}, {0x1F680, 0x1F6C5},
                                         {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}}};
    for (const auto& range : nothing)
        if (code >= range.first && code <= range.last) return 0;
    if (code < 0x1100) return 1;
    for (const auto& range : two)
        if (code >= range.first && code <= range.last) return 2;
    return 1;
}

/// Columns that a text takes on a terminal; 万州 takes 4.
/// Complexity O(length).
template <class = void>
Index display_width(std::string_view text) {
    Index width = 0;
    for (Index i = 0; i < std::ssize(text);)
        width += character_width(next_character(text, i));
    return width;
}

/// Estimated width of a text set in a proportional sans-serif face, in units of the font size.
/// Good to a few per cent for Latin text and exact for Chinese; used to place labels without a browser.
/// Complexity O(length).
template <class = void>
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

/// Shortens a text to a width in em, with an ellipsis at the end where something was cut.
/// @param most  in units of the font size, > 0
/// Complexity O(length).
template <class = void>
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

/// A text as it may stand in HTML and SVG, between tags as well as inside quotes.
///
/// & < > " ' become entities. Control characters (other than tab and newline), non-characters and
/// bytes that are not UTF-8 become U+FFFD, so that the page stays well formed whatever the data hold.
/// Complexity O(length).
template <class = void>
std::string escaped(std::string_view text) {
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    for (Index i = 0; i < std::ssize(text);) {
        const char32_t code = next_character(text, i);
        const bool control = (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0);
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
