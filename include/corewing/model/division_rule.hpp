#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace corewing::model {

/// What a rule of rules.csv binds.
enum class RuleScope : unsigned char {
    region,  ///< everything together
    kind,    ///< all places of a kind together
    cluster, ///< all places of a cluster together
    theme,   ///< all projects of a theme together
    place,   ///< a place; with a blank id every place by itself
};

/// For loops over all scopes.
inline constexpr std::array<RuleScope, 5> all_rule_scopes{RuleScope::region, RuleScope::kind, RuleScope::cluster,
                                                          RuleScope::theme, RuleScope::place};

/// The scope as it stands in rules.csv.
/// @param scope  of a rule
/// @return "region", "kind", "cluster", "theme" or "place"
constexpr std::string_view name(RuleScope scope) {
    constexpr std::array<std::string_view, 5> names{"region", "kind", "cluster", "theme", "place"};
    return names[base::position(scope)];
}

/// In what a rule is measured.
enum class RuleMeasure : unsigned char {
    amount,  ///< in the resource's unit
    percent, ///< of what is divided
    count,   ///< number of projects
};

/// For loops over all measures.
inline constexpr std::array<RuleMeasure, 3> all_rule_measures{RuleMeasure::amount, RuleMeasure::percent,
                                                              RuleMeasure::count};

/// The measure as it stands in rules.csv.
/// @param measure  of a rule
/// @return "amount", "percent" or "count"
constexpr std::string_view name(RuleMeasure measure) {
    constexpr std::array<std::string_view, 3> names{"amount", "percent", "count"};
    return names[base::position(measure)];
}

/// Who says that a rule holds.
enum class RuleMark : unsigned char {
    stated,  ///< whoever decides; its source says where
    assumed, ///< whoever made the folder
};

/// For loops over both marks.
inline constexpr std::array<RuleMark, 2> all_rule_marks{RuleMark::stated, RuleMark::assumed};

/// The mark as it stands in rules.csv.
/// @param mark  of a rule
/// @return "stated" or "assumed"
constexpr std::string_view name(RuleMark mark) {
    return mark == RuleMark::stated ? "stated" : "assumed";
}

using base::operator<<; // an enumerator prints as its name()

/// A floor and a cap of a division or of a choice of projects: one row of rules.csv.
struct DivisionRule {
    std::string resource = {};                  ///< id of a resource; empty = every one
    RuleScope scope = RuleScope::place;         ///< what it binds
    std::string id = {};                        ///< of the place, cluster, kind or theme
    RuleMeasure measure = RuleMeasure::percent; ///< of floor and cap
    std::optional<double> floor = std::nullopt; ///< at least this, >= 0; empty = none
    std::optional<double> cap = std::nullopt;   ///< at most this, >= floor; empty = none
    RuleMark mark = RuleMark::assumed;          ///< who says so
    std::string source = {};                    ///< where the row comes from, and how sure it is

    bool operator==(const DivisionRule&) const = default;
};

} // namespace corewing::model
