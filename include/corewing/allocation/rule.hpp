#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <array>
#include <string>
#include <string_view>

namespace corewing::allocation {

/// What kind of rule an allocation has to keep.
enum class RuleKind {
    budget,      ///< what there is to divide
    place_floor, ///< least amount of one place
    place_cap,   ///< greatest amount of one place
    group_floor, ///< least sum of a group
    group_cap,   ///< greatest sum of a group
};

/// What it is called in print.
/// @param kind  of a rule
/// @return "budget", "place floor" ...
constexpr std::string_view name(RuleKind kind) {
    constexpr std::array<std::string_view, 5> names{"budget", "place floor", "place cap", "group floor", "group cap"};
    return names[base::position(kind)];
}

using base::operator<<; // an enumerator prints as its name()

/// One rule, in the user's own words.
struct Rule {
    RuleKind kind = RuleKind::budget; ///< what it binds
    Index index = -1;                 ///< number of the place or group; -1 for the budget
    Index resource = -1;              ///< number of the resource where there are several, else -1
    std::string name = {};            ///< of the place or group
    double amount = 0.0;              ///< the floor, cap or budget itself

    bool operator==(const Rule&) const = default;
};

/// "NAME floor 90", "budget 296".
/// @param rule  any rule
/// @return one phrase
COREWING_ROUTINE
std::string describe(const Rule& rule);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/rule.hpp"
#endif
