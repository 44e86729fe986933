#pragma once

#include <string>

namespace corewing::plan {

/// What the answer to "who does the same, who completes whom" says.
struct IndustriesWords {
    std::string title = "INDUSTRIES"; ///< its head
    std::string no_output = "nothing is known of what districts do"; ///< why it is not answered
    std::string need_output =
        "output.csv with {unit} by district and industry (industries.csv), for every district in one year"; ///< a need
    std::string need_change = "output.csv of a second year, for what changed"; ///< a need
    std::string need_chain = "industries.csv with chain and stage of the industries, for gaps in chains"; ///< a need
    std::string amounts = "output or workers";                     ///< where output.csv names no unit
    std::string same = "{groups}."; ///< sentence: who does the same
    std::string group = "{places} do the same ({industries})";     ///< one group in it
    std::string none_same = "No two districts have the same mix of industries; {a} and {b} come closest."; ///< sentence
    std::string one_place = "Only {a} has figures, so there is nothing to compare it with."; ///< sentence
    std::string why_all = "figures for all districts, {mark}";     ///< why it is sure
    std::string why_some = "figures for {n} of {all}, {mark}";     ///< why it is less so
    std::string rests_on = "{unit} in {m} industries, {year}: {n} of {all}"; ///< the figures
    std::string measured = "measured";                             ///< a mark
    std::string estimated = "partly estimated";                    ///< a mark
    std::string made_up = "partly made up for an example";         ///< a mark
    std::string industry = "{industry}: {places}; {first} has {share} of the region's"; ///< one concentrated industry
    std::string share_of = "{place} {share}";                      ///< an industry's share in a place
    std::string alike = "most alike: {pairs} (1 - half the sum of differences in shares)"; ///< line
    std::string completing = "complete each other: {pairs} (points by which both together come nearer to the region's "
                             "mix than either alone)";             ///< line
    std::string pair_value = "{a} - {b} {value}";                  ///< one pair
    std::string special = "most unlike the region: {places}";      ///< line
    std::string special_place = "{place} ({industry} {times} times its share in the region)"; ///< one place in it
    std::string changed = "from {then} to {now}: {industries}";    ///< line: shares in the region that moved most
    std::string change = "{industry} {then} to {now}";             ///< one industry in it
    std::string chain = "{chain}, named projects by place: {stages}"; ///< line: counts of projects along a chain
    std::string stage = "{stage} {count} ({places})";              ///< a stage with projects
    std::string stage_open = "{stage} none";                       ///< a stage without
    std::string stage_nowhere = "{stage} {count} (place not known)"; ///< a stage with projects of which no place is known
    std::string place_count = "{place} {count}";                   ///< projects of a place
};

} // namespace corewing::plan
