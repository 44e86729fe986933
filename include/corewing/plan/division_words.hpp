#pragma once

#include "corewing/plan/phrase.hpp"

#include <string>

namespace corewing::plan {

/// What the answer to "who gets what" says.
struct DivisionWords {
    std::string title = "DIVISION";                                              ///< its head
    std::string no_need = "nothing says how much each district needs or counts"; ///< why it is not answered
    std::string need_need =
        "observations.csv with the size of every district, or division.need in plan.csv"; ///< a need
    std::string need_budget = "budgets.csv with an amount of {resources}";                ///< a need
    std::string of_hundred =
        "Of every 100 of any resource, by {need}: {groups}.";           ///< sentence where no amount is known
    std::string of_amount = "Of {amount} {unit}, by {need}: {groups}."; ///< sentence where an amount is known
    std::string impossible = "The rules cannot all be kept: {why}.";    ///< sentence where rules clash
    std::string crossing = "The rules of {a} and of {b} overlap in part, so nothing is divided: let one lie inside the "
                           "other in rules.csv, or drop one."; ///< sentence where groups of rules cross
    std::string group_amount = "{group} {amount}";             ///< one cluster or place
    std::string why_free = "no rule but equality {alpha}: in proportion to {need}";            ///< why it is sure
    std::string why_stated = "all rules are stated; equality {alpha}";                         ///< why it is sure
    std::string why_assumed = "{n} assumed in rules.csv; other rules would give other shares"; ///< why it is less sure
    std::string why_estimated = "{need} is estimated for {n}";                                 ///< why it is less sure
    std::string why_synthetic = "{need} is made up for an example";                            ///< why it is not
    std::string rests_on = "{need} {year}, {n} of {all}";                                      ///< the figures
    std::string grounds = "a zone and its hosts are one line: {names}";                        ///< line
    std::string most = "most: {places}";                                                       ///< line
    std::string least = "least: {places}";                                                     ///< line
    std::string at_floor =
        "{group}: at its floor of {floor}{mark}; by unit of {need} it gets {share} more than the others"; ///< line
    std::string at_cap =
        "{group}: at its cap of {cap}{mark}; by unit of {need} it gets {share} less than the others"; ///< line
    std::string places_at_floor = "at their floor: {names}";                                          ///< line
    std::string places_at_cap = "at their cap: {names}";                                              ///< line
    std::string equality = "if equality counted twice as much ({alpha}): {groups}";                   ///< line
    std::string left_out = "not in the division, as {need} is not known: {names}";                    ///< line
    std::string whole = "{resource}, {amount} {unit} in whole ones: {places}"; ///< line: an apportionment
    std::string assumed = " (assumed)";                                        ///< after a rule that nobody stated
    Noun line = {"line", "lines"};                                             ///< grounds, counted
    Noun rule = {"rule is", "rules are"};                                      ///< counted
};

} // namespace corewing::plan
