#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/plan/answer.hpp"
#include "corewing/plan/basis.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Are the targets met, and who carries the tasks.
namespace corewing::plan {

/// How a target stands.
enum class TargetState {
    met,    ///< a figure of its year or later reaches it
    missed, ///< a figure of its year or later does not
    before, ///< only figures of earlier years are known
    none,   ///< no figure was found
};

/// What it is called in print.
/// @param state  of a target
/// @return "met", "missed", "before" or "none"
constexpr std::string_view name(TargetState state) {
    constexpr std::array<std::string_view, 4> names{"met", "missed", "before", "none"};
    return names[base::position(state)];
}

using base::operator<<; // an enumerator prints as its name()

/// A target and what became of it.
struct TargetOutcome {
    Index target = 0;                      ///< row of region.targets()
    TargetState state = TargetState::none; ///< how it stands
    std::optional<double> outcome = {};    ///< the figure it is compared with
    int year = 0;                          ///< of that figure: the target's, else the first after, else the last before
    base::Mark mark = base::Mark::missing; ///< of that figure
};

/// A body and what it has to carry.
struct BodyLoad {
    std::string body = {}; ///< as tasks.csv names it
    Index leads = 0;       ///< tasks it leads
    Index supports = 0;    ///< tasks it supports
};

/// A figure of the region as a whole in its first and its last year.
struct RegionChange {
    std::string indicator = {}; ///< its id
    int from = 0;               ///< first year
    int to = 0;                 ///< last year
    double then = 0.0;          ///< in the indicator's unit
    double now = 0.0;           ///< in the indicator's unit
};

/// Are the targets met, and who carries the tasks.
struct Progress {
    Answer answer = {};                      ///< in words
    std::vector<TargetOutcome> targets = {}; ///< in the order of region.targets()
    std::vector<RegionChange> changes = {};  ///< of what the region as a whole reports in two years or more, by id
    std::vector<BodyLoad> bodies = {};       ///< who leads most first, then who supports most, then by name
    std::vector<Index> unknown_lead = {};    ///< rows of region.tasks() whose lead is blank
    std::vector<Index> no_owner = {};        ///< rows of region.tasks() whose lead is "none"
};

/// Compares targets with what observations.csv holds of the same indicator and place, and adds up who carries the tasks.
/// A target is met or missed only by a figure of its own year or a later one, in its own indicator: a figure under
/// another definition is another indicator, and is never compared.
/// @param basis  of the region
/// @return not answered where there are neither targets nor tasks
/// Complexity O(targets log observations + tasks x supporting bodies).
COREWING_ROUTINE
Progress progress(const Basis& basis);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/progress.hpp"
#endif
