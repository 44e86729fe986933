#pragma once

#include "corewing/plan/phrase.hpp"

#include <string>

namespace corewing::plan {

/// What the answer to "what do we know" says.
struct DataWords {
    std::string title = "DATA"; ///< its head
    std::string sentence = "{known} of {all} with figures by district are known for every district; {filled} filled in "
                           "and marked.";        ///< sentence
    std::string whole = "{known} of {all} with figures by district are known for every district; nothing is filled in."; ///< sentence
    std::string nothing = "no district has a figure";   ///< why it is not answered
    std::string need = "observations.csv with an indicator of the districts (indicators.csv)"; ///< a need
    std::string why_whole = "what is filled in is foretold within {error} where that can be checked"; ///< why it is so sure
    std::string why_synthetic = "figures are made up for an example"; ///< why it is not sure
    std::string why_measured = "nothing is estimated";  ///< why it is sure
    std::string rests_on = "{n}, {rows} of districts, {links}"; ///< the figures
    std::string filled = "filled in: {indicator} {year} for {places} by {way}, wrong by {error} at the median"; ///< line
    std::string gaps = "with gaps: {indicators}";       ///< line
    std::string gap = "{indicator} {year} ({known} of {all})"; ///< one in it
    std::string synthetic = "made up for an example, and no figures of a real place: {n}"; ///< line
    std::string warnings = "doubtful: {finding}";       ///< line: one warning
    std::string more_findings = "{n} in all, listed in the briefing"; ///< line
    Noun indicator = {"indicator", "indicators"};       ///< counted
    Noun figure = {"figure", "figures"};                ///< counted
    Noun link = {"link", "links"};                      ///< counted
    Noun finding = {"finding", "findings"};             ///< counted
};

} // namespace corewing::plan
