#pragma once

#include "corewing/allocation/conflict.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

namespace corewing::allocation {

/// Re-checks a conflict from the rules and the answer alone.
/// Every rule is quoted as it is, with its name. Each place occurs in the demands at most as often as in the limits, so
/// that the amounts in the demands add up to no more than those in the limits: as they must add up to more, nothing can
/// keep all these rules. Without any one of them they could be kept; the conflict is called smallest where no fewer
/// rules contradict each other, and nowhere else. With the relaxation all rules hold, and its sum is proven least by
/// duality.
/// Not checked: that among relaxations of the same sum one is taken that leaves the budget as it is, and whether a
/// conflict of more than 64 rules that is not called smallest is not.
/// @param places, rules  as given to conflict()
/// @param conflict  what it returned
/// @return holds, or the faults found
/// Complexity O(places * depth of the groups + group members + places * rules^2), the last not for more than 64 rules
/// that are not called smallest.
COREWING_ROUTINE
base::Certificate verify_conflict(Index places, const RuleBook& rules, const Conflict& conflict);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/verify_conflict.hpp"
#endif
