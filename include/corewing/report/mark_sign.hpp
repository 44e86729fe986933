#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/routine.hpp"

#include <array>
#include <string>
#include <string_view>

namespace corewing::report {

/// The sign set before a number that is not what was observed: ~ imputed, ◊ synthetic; a missing number
/// is shown as – alone. All three are one column wide on every terminal or stand alone.
/// @param mark  of a number
/// @return empty for observed and derived
constexpr std::string_view symbol(base::Mark mark) {
    switch (mark) {
    case base::Mark::imputed: return "~";
    case base::Mark::synthetic: return "◊";
    case base::Mark::missing: return "–";
    case base::Mark::observed:
    case base::Mark::derived: break;
    }
    return "";
}

/// The number as the reader sees it: with its sign before it, or – alone where it is missing.
/// @param number  as text
/// @param mark  of that number
/// @return as text
inline std::string marked(std::string_view number, base::Mark mark) {
    if (mark == base::Mark::missing) return std::string(symbol(mark));
    return std::string(symbol(mark)) + std::string(number);
}

/// Which marks occur, so that a legend names those and no others.
struct MarksSeen {
    std::array<bool, 5> seen = {}; ///< by base::position() of the mark

    void add(base::Mark mark) { seen[base::position(mark)] = true; }                     ///< notes a mark
    [[nodiscard]] bool has(base::Mark mark) const { return seen[base::position(mark)]; } ///< whether it was noted
    /// Whether one was noted that has a sign.
    [[nodiscard]] bool any() const {
        return has(base::Mark::imputed) || has(base::Mark::synthetic) || has(base::Mark::missing);
    }
};

/// What the signs mean, in the reader's language.
struct MarkWords {
    std::string imputed = "estimated in place of a missing figure, or computed from such an estimate"; ///< after ~
    std::string synthetic = "synthetic: made up for illustration, or computed from such a figure";     ///< after ◊
    std::string missing = "not known";                                                                 ///< after –
};

/// One line that explains the signs in use; empty where there is none.
/// @param marks  those that occur
/// @param words  what each sign means
/// @param drawn  other shapes of the three signs, put before them: what stands for them in a picture
/// @return the signs with their words
COREWING_ROUTINE
std::string mark_legend(const MarksSeen& marks, const MarkWords& words = {},
                        const std::array<std::string_view, 3>& drawn = {});

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/mark_sign.hpp"
#endif
