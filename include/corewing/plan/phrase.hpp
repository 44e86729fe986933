#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// Sentences with gaps, so that every sentence of a plan stands in one table of words and can be said in any language.
namespace corewing::plan {

/// What goes into a gap.
struct Gap {
    std::string_view name; ///< as it stands in braces
    std::string text;      ///< what takes its place
};

/// A sentence with its gaps filled: phrase("{n} of {all} districts", {{"n", "26"}, {"all", "38"}}).
/// What is filled in is not read again, so a name with braces does no harm.
/// @param sentence  text with names in braces
/// @param gaps      one for each name, in any order; those that the sentence does not use are no matter
/// @return the text
/// @throws bad_value if a name in braces has no gap, or a brace is not closed
/// Complexity O(length x gaps).
COREWING_ROUTINE
std::string phrase(std::string_view sentence, std::initializer_list<Gap> gaps);

/// Things that are counted: one of them, and several.
struct Noun {
    std::string one = {};  ///< "district"
    std::string many = {}; ///< "districts"
};

/// A number of things: "1 district", "38 districts".
/// @param number  >= 0
/// @param noun    what is counted
/// @return number and word
/// @throws bad_value for a negative number
COREWING_ROUTINE
std::string counted(Index number, const Noun& noun);

/// Names in a row: "Mill", "Mill and Spring", "Mill, Spring and Harbour", "Mill, Spring, Harbour and 9 more".
/// @param names  in the order in which they are to stand
/// @param most   how many are named, >= 1; if there are more than that, the rest is counted
/// @param last   between the last two: " and "
/// @param more   what stands for the rest: "{n} more"
/// @return "" for none
/// @throws bad_value if `most` is below 1
COREWING_ROUTINE
std::string listed(const std::vector<std::string>& names, Index most, std::string_view last, std::string_view more);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/phrase.hpp"
#endif
