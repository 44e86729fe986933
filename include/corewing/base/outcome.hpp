#pragma once

#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <cmath>
#include <limits>
#include <ostream>
#include <string_view>

namespace corewing::base {

/// What a solver can truthfully say about its answer.
enum class Status {
    optimal,     ///< the answer is proven best, within the gap
    feasible,    ///< the answer keeps every rule; `bound` says how much better one could be
    infeasible,  ///< no answer keeps every rule
    unbounded,   ///< the objective can be improved without end
    interrupted, ///< stopped from outside; the answer, if any, keeps every rule
};

/// The status as one lower-case English word.
/// @param status  what the solver says
/// @return "optimal" ... "interrupted"
constexpr std::string_view name(Status status) {
    switch (status) {
    case Status::optimal: return "optimal";
    case Status::feasible: return "feasible";
    case Status::infeasible: return "infeasible";
    case Status::unbounded: return "unbounded";
    case Status::interrupted: return "interrupted";
    }
    return "unknown";
}

/// What every solver returns beside its answer.
///
/// For a maximisation objective <= bound, for a minimisation objective >= bound. Where there is no
/// answer (infeasible), objective and bound are 0 and the gap is infinite.
struct Outcome {
    Status status = Status::infeasible;                   ///< what is known of the answer
    double objective = 0.0;                               ///< value of the answer given
    double bound = 0.0;                                   ///< proven limit on any answer's value
    double gap = std::numeric_limits<double>::infinity(); ///< relative_gap() of objective and bound
    long iterations = 0;                                  ///< solver steps, nodes or sweeps
    double seconds = 0.0;                                 ///< wall-clock time

    /// True where the answer beside this outcome keeps every rule.
    /// @return true for optimal, feasible, and interrupted with a finite gap
    [[nodiscard]] bool has_answer() const {
        return status == Status::optimal || status == Status::feasible ||
               (status == Status::interrupted && std::isfinite(gap));
    }
};

/// Distance of an answer from its bound, relative to the answer.
///   |bound - objective| / max(scale, |objective|)
/// @param objective  value of the answer
/// @param bound  limit on any answer, in the unit of the objective
/// @param scale  what counts as much in that unit where the objective itself is small, such as a sum of logarithms near
///               0; >= 0. 1 is for objectives without a unit, 0 = the objective's own size.
/// @return >= 0; infinite where the two are not finite and differ
/// Complexity O(1).
COREWING_ROUTINE
double relative_gap(double objective, double bound, double scale = 1.0);

/// Prints an outcome as one line without an end: "optimal, objective 12.3, bound 12.3, gap 0, 41 iterations".
/// Numbers are rounded to six significant digits, the gap to two; without an answer there is neither objective, bound
/// nor gap, and the seconds are never printed.
COREWING_ROUTINE
std::ostream& operator<<(std::ostream& out, const Outcome& outcome);

} // namespace corewing::base

#ifndef COREWING_COMPILED
#include "corewing/base/impl/outcome.hpp"
#endif
