#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::plan {

/// How sure an answer is.
enum class Sure {
    yes,    ///< other assumptions would not change it
    partly, ///< its main line holds, single places may change
    no,     ///< other assumptions give another answer
};

/// What it is called in print.
/// @param sure  of an answer
/// @return "yes", "partly" or "no"
constexpr std::string_view name(Sure sure) {
    constexpr std::array<std::string_view, 3> names{"yes", "partly", "no"};
    return names[base::position(sure)];
}

using base::operator<<; // an enumerator prints as its name()

/// One question of the plan, answered or not. Every text is a finished sentence or phrase, without a line end.
struct Answer {
    std::string question = {};           ///< its id: "together"; question.together in plan.csv speaks of it
    std::string title = {};              ///< its head in print
    bool answered = false;               ///< false: `sentence` says so, and `needs` what is missing
    std::string sentence = {};           ///< what a mayor can repeat
    Sure sure = Sure::no;                ///< only of what is answered
    std::string why = {};                ///< why it is so sure, or not
    std::string rests_on = {};           ///< the figures behind it: which, of how many places, of what year
    std::vector<std::string> lines = {}; ///< at most eight: what the sentence is made of
    std::vector<std::string> needs = {}; ///< what would answer it, or answer it better: tables and columns
    base::Findings findings = {};        ///< of all routines that took part
};

} // namespace corewing::plan
