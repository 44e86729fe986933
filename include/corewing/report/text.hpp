#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <array>
#include <string>
#include <string_view>

namespace corewing::report {

/// U+FFFD, which stands for whatever cannot be shown.
inline constexpr char32_t replacement_character = 0xFFFD;

/// Reads one character of UTF-8 text and moves on behind it.
/// A faulty byte gives replacement_character and moves on by one.
/// @param text  UTF-8
/// @param position  < text.size(); moved forward
/// @return the character
/// Complexity O(1).
COREWING_ROUTINE
char32_t next_character(std::string_view text, Index& position);

/// Appends one character as UTF-8.
/// @param text  grows by 1 to 4 bytes
/// @param code  of the character
COREWING_ROUTINE
void append_character(std::string& text, char32_t code);

/// Columns that a character takes on a terminal: 0 (combining, control), 1, or 2 (Chinese and other
/// wide characters). Characters of ambiguous width count 1. As the standard has it for every letter and
/// ideograph; pictographs are counted by the block.
/// @param code  of the character
/// @return 0, 1 or 2
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
/// @param text  UTF-8
/// @return >= 0
/// Complexity O(length).
COREWING_ROUTINE
Index display_width(std::string_view text);

/// Estimated width of a text set in a proportional sans-serif face, in units of the font size.
/// Good to a few per cent for Latin text and exact for Chinese; used to place labels without a browser.
/// @param text  UTF-8
/// @return in em
/// Complexity O(length).
COREWING_ROUTINE
double em_width(std::string_view text);

/// Shortens a text to a width in em, with an ellipsis at the end where something was cut.
/// @param text  UTF-8
/// @param most  in units of the font size, > 0
/// @return at most that wide
/// Complexity O(length).
COREWING_ROUTINE
std::string shortened(std::string_view text, double most);

/// A text as it may stand in HTML and SVG, between tags as well as inside quotes.
///
/// & < > " ' become entities. Control characters (other than tab and newline), non-characters and
/// bytes that are not UTF-8 become U+FFFD, so that the page stays well formed whatever the data hold. A text with
/// characters that turn the direction of writing stands in an isolate of its own, closed at its end.
/// @param text  any bytes
/// @return well-formed UTF-8
/// Complexity O(length).
COREWING_ROUTINE
std::string escaped(std::string_view text);

/// A text as it may be sent to a terminal, which then can only show it.
///
/// Control characters and line ends of other kinds become blanks, bytes that are not UTF-8 become U+FFFD, and characters
/// that turn the direction of writing are gone. Line feeds stay.
/// @param text  any bytes
/// @return well-formed UTF-8
/// Complexity O(length).
COREWING_ROUTINE
std::string printable(std::string_view text);

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/text.hpp"
#endif
