#pragma once

#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/detail/rule_sets.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/allocation/rule.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/per_place.hpp"
#include "corewing/base/routine.hpp"

#include <string>
#include <utility>
#include <vector>

namespace corewing::allocation {

/// The rules of a division, and what the user calls the places.
struct RuleBook {
    double budget = 0.0;                 ///< what there is to divide, >= 0
    Spend spend = Spend::all;            ///< whether it must be used up
    base::PerPlace lower = {};           ///< floors, >= 0: for all or one a place; {} = 0
    base::PerPlace upper = {};           ///< caps, >= 0, infinity allowed: for all or one a place; {} = none
    std::vector<Group> groups = {};      ///< nested groups with floors and caps
    std::vector<std::string> names = {}; ///< names of the places; empty = "place 0", "place 1" ...
};

/// A rule that gives way.
struct Relaxation {
    Rule rule = {};  ///< as it was given
    double to = 0.0; ///< its new amount
};

/// Rules that cannot hold together, and what would have to give.
struct Conflict {
    bool found = false;             ///< false = the rules can hold together, and the rest is empty
    std::vector<Rule> demands = {}; ///< together they ask for `demanded`
    std::vector<Rule> limits = {};  ///< together they allow `allowed`, which is less
    double demanded = 0.0;          ///< in the budget's unit
    double allowed = 0.0;           ///< in the budget's unit, < demanded
    /// True if no smaller set of rules contradicts itself; else only that none of these rules can be left out.
    bool smallest = false;
    /// The least sum of changes that lets all rules hold, this conflict's and every other's. Where others are as small,
    /// those are taken that leave the budget as it is.
    std::vector<Relaxation> relaxation = {};
    double change = 0.0; ///< that sum
};

/// One line: "A floor 90 + B floor 60 = 150 > budget 140".
/// @param conflict  one that was found
COREWING_ROUTINE
std::string describe(const Conflict& conflict);

/// The smallest set of rules that cannot hold together, and the least relaxation that lets all hold (冲突规则).
/// Under nested rules a contradiction is always of one of two forms: floors inside a group (or all) ask for more than
/// its cap (the budget) allows, or caps that cover a group allow less than its floor (the budget) asks for. The
/// smallest of them is found exactly as long as it has 64 rules or fewer.
/// @param places  number of places
/// @param rules  the rules as they were given to the division
/// @return the contradiction, and what would have to give
/// @throws bad_value, bad_shape naming the entry or the group
/// Complexity O(places log places + groups * 64^2).
/// Source: Chinneck 2008, Feasibility and Infeasibility in Optimization, ch. 6 and 7 (the notions).
COREWING_ROUTINE
Conflict conflict(Index places, const RuleBook& rules);

/// The rules of a fair or spillover division as a RuleBook: conflict(n, rule_book(options, names)).
/// @param options  FairDivisionOptions or SpilloverOptions
/// @param names  of the places; empty = "place 0" ...
/// @return the same rules
template <class Options>
RuleBook rule_book(const Options& options, std::vector<std::string> names = {}) {
    return {.budget = options.budget,
            .spend = options.spend,
            .lower = options.lower,
            .upper = options.upper,
            .groups = options.groups,
            .names = std::move(names)};
}

/// The rules of an apportionment; floors and caps of groups become whole posts.
/// @param options  as given to apportionment()
/// @param names  of the places; empty = "place 0" ...
/// @return the same rules
COREWING_ROUTINE
RuleBook rule_book(const ApportionmentOptions& options, std::vector<std::string> names = {});

/// The rules for one resource of several: its budget is a limit, not a demand.
/// @param options  as given to multi_resource()
/// @param resource  its number, 0 .. resources - 1
/// @param names  of the places; empty = "place 0" ...
/// @return the same rules
COREWING_ROUTINE
RuleBook rule_book(const MultiResourceOptions& options, Index resource, std::vector<std::string> names = {});

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/conflict.hpp"
#endif
