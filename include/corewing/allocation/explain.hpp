#pragma once

#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/allocation/rule.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace corewing::allocation {

/// A rule that keeps the answer from being better, and what it costs.
struct BindingRule {
    Rule rule = {};     ///< the one that binds
    double value = 0.0; ///< by how much the objective changes when the rule's amount rises by one small unit
};

/// An answer explained, as data that a report can print.
struct Explanation {
    std::vector<BindingRule> binding = {}; ///< the rules that bind, the strongest first
    double price = 0.0;                    ///< value of one more unit of budget
    /// places x 1, how the next small unit of budget is divided; empty where that is not known in closed form,
    /// zero where it would help nobody
    Eigen::VectorXd next_unit = {};
    Index most_urgent = -1; ///< the place where one more unit, taken from nobody, is worth most; -1 = nowhere
};

/// What binds a fair division, what each rule costs, and who gets the next unit.
/// At alpha = infinity only the budget and groups are listed, with the lift of the level as their value.
/// @param need, options, division  the problem and its answer
/// @param names  names of the places; empty = "place 0", "place 1" ...
/// @return the rules that bind, and who gets the next unit
/// Complexity O(places + group members).
COREWING_ROUTINE
Explanation explain(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options,
                    const FairDivision& division, const std::vector<std::string>& names = {});

/// What binds a spillover division. `next_unit` stays empty: solve again with a warm start for it.
/// Values are as exact as the gap is small.
/// @param options, division  the problem and its answer
/// @param names  of the places; empty = "place 0" ...
/// @return the rules that bind
COREWING_ROUTINE
Explanation explain(const SpilloverOptions& options, const SpilloverDivision& division,
                    const std::vector<std::string>& names = {});

/// What binds a division of several resources: budgets with a price, floors and caps of places.
/// @param options, answer  the problem and its answer
/// @param names  of the places; empty = "place 0" ...
/// @param resources  names of the resources; empty = "resource 0" ...
COREWING_ROUTINE
Explanation explain(const MultiResourceOptions& options, const MultiResource& answer,
                    const std::vector<std::string>& names = {}, const std::vector<std::string>& resources = {});

/// What binds an apportionment or a marginal division: floors, caps and groups that are met exactly. Their value is
/// not a rate, since posts are whole: solve again for it; `next` and `last` of the answer say who moves first.
/// @param posts  places x 1, the answer
/// @param lower, upper, groups  the rules, as given
/// @param names  of the places; empty = "place 0" ...
/// @return the rules that bind
COREWING_ROUTINE
Explanation explain_posts(const Eigen::VectorX<long>& posts, const Eigen::VectorX<long>& lower,
                          const Eigen::VectorX<long>& upper, const std::vector<Group>& groups,
                          const std::vector<std::string>& names = {});

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/explain.hpp"
#endif
