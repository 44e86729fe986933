#pragma once

#include "corewing/allocation/group.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/per_place.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <string>
#include <string_view>
#include <vector>

namespace corewing::allocation {

/// Budget and rules of fair_division().
struct FairDivisionOptions {
    double budget = 0.0; ///< what there is to divide, >= 0, in the unit of the amounts
    /// How much equality counts: 0 = the greatest total, 1 = proportional fairness (logarithm), higher =
    /// more equal, infinity = the worst-off place first (max-min). 0, [1e-6, 1e6] or infinity.
    double alpha = 1.0;
    base::PerPlace lower = {};      ///< floor of each amount, >= 0: 5.0 for all, or one a place; {} = 0
    base::PerPlace upper = {};      ///< cap of each amount, >= 0, infinity allowed: for all or one a place; {} = none
    base::PerPlace stock = {};      ///< what each place has already, >= 0: for all or one a place; {} = 0
    std::vector<Group> groups = {}; ///< nested groups with floors and caps
    Spend spend = Spend::all;       ///< whether the budget must be used up
};

/// What keeps a place's amount where it is.
enum class Hold {
    at_floor,      ///< its own floor: it would be given less
    at_cap,        ///< its own cap: it would be given more
    at_price,      ///< nothing: its marginal value equals the price of the budget
    held_by_group, ///< the floor or cap of a group
};

/// One lower-case English phrase.
/// @param hold  what keeps an amount
/// @return "at floor" ... "held by group"
constexpr std::string_view name(Hold hold) {
    switch (hold) {
    case Hold::at_floor: return "at floor";
    case Hold::at_cap: return "at cap";
    case Hold::at_price: return "at price";
    case Hold::held_by_group: return "held by group";
    }
    return "unknown";
}

using base::operator<<; // an enumerator prints as its name()

/// Why a place gets what it gets.
struct Reason {
    Hold hold = Hold::at_price; ///< what keeps the amount where it is
    Index group = -1;           ///< the innermost group whose floor or cap decides the price there; -1 = none
    double marginal = 0.0;      ///< value of one more unit here; at alpha = infinity (amount + stock) / need
};

/// A budget divided, with prices and reasons.
struct FairDivision {
    Eigen::VectorXd amount = {}; ///< places x 1
    /// Value of one more unit of budget (预算影子价格). At alpha = infinity: how much one more unit lifts
    /// the common level (amount + stock) / need.
    double price = 0.0;
    std::vector<std::string> group_name = {}; ///< one a group, as given
    Eigen::VectorXd group_amount = {};        ///< groups x 1
    /// Value of one more unit of cap (> 0) or floor (< 0) of each group, 0 where neither binds. The price in
    /// force at a place is `price` plus those of all groups that hold it. At alpha = infinity: how much one
    /// more unit lifts the level inside the group.
    Eigen::VectorXd group_price = {};
    std::vector<Reason> reason = {}; ///< one for each place
    base::Outcome outcome = {};      ///< maximisation of the objective
    base::Findings findings = {};    ///< places that can have nothing at all
};

/// Divides a budget fairly among places (公平分配).
///   maximise sum_i need_i u(amount_i + stock_i)
///   u(y) = log y at alpha = 1, y^(1 - alpha) / (1 - alpha) else
///   over floors and caps of places and groups and sum amount = (or <=) budget
/// At alpha = infinity the smallest (amount + stock) / need is as large as can be, then the second
/// smallest, and so on (leximin). At alpha = 0 the places are served in order of need, ties by index. Where
/// need is 0 a place gets what is left when no other can take more, and of that the poorest gets first.
/// @param need  places x 1, weight of each place, any unit, >= 0
/// @param options  budget, alpha, floors, caps, stock and groups
/// @return the amounts, the price of the budget and of every group, and for each place the reason;
///         status `optimal`, or `infeasible` with amounts of 0 (conflict.hpp says why). A place that can
///         have nothing at all is left out of the objective when alpha >= 1.
/// @throws bad_value, bad_shape naming the entry or the group
/// Complexity expected O(n) for each level of nesting (O(n log n) at alpha = 0).
/// Source: Mo & Walrand 2000 (alpha-fairness); Fujishige 1980 (one base is best for all alpha);
/// Vidal, Gribel & Jaillet 2019 (bounds from the inner problems tighten the outer one).
COREWING_ROUTINE
FairDivision fair_division(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/fair_division.hpp"
#endif
