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
inline std::string marked(std::string_view number, base::Mark mark) {
    if (mark == base::Mark::missing) return std::string(symbol(mark));
    return std::string(symbol(mark)) + std::string(number);
}

/// Which marks occur, so that a legend names those and no others.
struct MarksSeen {
    std::array<bool, 5> seen = {};

    void add(base::Mark mark) { seen[base::position(mark)] = true; }
    [[nodiscard]] bool has(base::Mark mark) const { return seen[base::position(mark)]; }
    [[nodiscard]] bool any() const {
        return has(base::Mark::imputed) || has(base::Mark::synthetic) || has(base::Mark::missing);
    }
};

/// What the signs mean, in the reader's language.
struct MarkWords {
    std::string imputed = "estimated in place of a missing figure, or computed from such an estimate";
    std::string synthetic = "synthetic: made up for illustration, or computed from such a figure";
    std::string missing = "not known";
};

/// One line that explains the signs in use; empty where there is none.
/// @param drawn  other shapes of the three signs, put before them: what stands for them in a picture
COREWING_ROUTINE
std::string mark_legend(const MarksSeen& marks, const MarkWords& words = {},
                        const std::array<std::string_view, 3>& drawn = {});

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/mark_sign.hpp"
#endif
