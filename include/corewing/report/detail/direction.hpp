#pragma once

#include "corewing/base/index.hpp"
#include "corewing/report/text.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Characters that turn the direction of writing (Unicode Standard Annex 9), and how they are kept to their own text.
namespace corewing::report::detail {

inline constexpr char32_t first_strong_isolate = 0x2068, pop_isolate = 0x2069, pop_embedding = 0x202C;

/// Embeddings, overrides and isolates: what is open until it is closed, and what closes it.
constexpr bool turns_direction(char32_t code) {
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/// Whether such a character stands in a text.
template <class = void>
bool turns(std::string_view text) {
    if (text.find("\xE2\x80") == std::string_view::npos && text.find("\xE2\x81") == std::string_view::npos) return false;
    for (Index i = 0; i < std::ssize(text);)
        if (turns_direction(next_character(text, i))) return true;
    return false;
}

/// A text with such characters between an isolate and its end, so that what stands beside it is not turned. Overrides
/// and what closes nothing become U+FFFD, what is left open is closed. Source: UAX 9, rules X1-X8.
template <class = void>
std::string isolated(std::string_view text) {
    std::string result;
    append_character(result, first_strong_isolate);
    std::vector<Index> open{0}; // embeddings within each isolate
    for (Index i = 0; i < std::ssize(text);) {
        char32_t code = next_character(text, i);
        if (code >= 0x2066 && code <= 0x2068)
            open.push_back(0);
        else if (code == pop_isolate) {
            if (open.size() > 1)
                open.pop_back();
            else
                code = replacement_character;
        } else if (code == pop_embedding) {
            if (open.back() > 0)
                --open.back();
            else
                code = replacement_character;
        } else if (code == 0x202D || code == 0x202E) // an override shows a name as another one
            code = replacement_character;
        else if (code == 0x202A || code == 0x202B)
            ++open.back();
        append_character(result, code);
    }
    for (; !open.empty(); open.pop_back()) {
        for (; open.back() > 0; --open.back()) append_character(result, pop_embedding);
        append_character(result, pop_isolate);
    }
    return result;
}

} // namespace corewing::report::detail
