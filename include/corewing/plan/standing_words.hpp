#pragma once

#include "corewing/plan/phrase.hpp"

#include <string>

namespace corewing::plan {

/// What the answer to "how do they stand" says.
struct StandingWords {
    std::string title = "STANDING"; ///< its head
    std::string no_index = "there is no tree of indicators with figures of districts"; ///< why it is not answered
    std::string need_index =
        "indicators.csv with an index and its indicators, observations.csv of two indicators for most districts"; ///< need
    std::string need_rest = "observations.csv of {indicators} for {places}"; ///< a need
    std::string need_leaves = "figures of {indicators}, which are known for too few"; ///< a need
    std::string sentence = "By {index}, {best} stand highest and {last} lowest."; ///< sentence
    std::string two_or_less = "By {index}, {best} stands highest of {n}.";   ///< sentence for few places
    std::string why_span = "other weights, scales and means move half of the places by {width} or less (90 % of {runs} "
                           "runs)";                           ///< why it is so sure
    std::string rests_on = "{m} in {groups}, {years}: {n} of {all}"; ///< the figures
    std::string best = "first: {places}";                         ///< line
    std::string last = "last: {places}";                          ///< line
    std::string place = "{place} {rank} ({low}-{high})";          ///< one place with its interval
    std::string coordination = "sides in step (coupling coordination, relative to these places): {grades}"; ///< line
    std::string grade = "{count} {grade}";                        ///< one grade in it
    std::string lagging = "the side that lags most often: {sides}"; ///< line
    std::string side = "{side} in {count}";                       ///< one side in it
    std::string not_ranked = "not ranked, as figures are missing: {names}"; ///< line
    std::string estimated = "filled in: {indicators}";            ///< line
    std::string filled = "{indicator} of {places} by {way}, wrong by {error} where it can be checked"; ///< one in it
    Noun indicator = {"indicator", "indicators"};                 ///< counted
    Noun side_noun = {"side", "sides"};                           ///< subsystems, counted
    Noun rank = {"rank", "ranks"};                                ///< counted
};

} // namespace corewing::plan
