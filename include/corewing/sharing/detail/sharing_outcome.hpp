#pragma once

#include "corewing/base/certificate.hpp"
#include "corewing/base/outcome.hpp"

#include <cmath>

namespace corewing::sharing::detail {

/// Objective, bound and gap of an answer that is proven best.
/// @param unit  the largest |worth|, which says how large rounding may be
template <class = void>
void check_sharing_outcome(const base::Outcome& outcome, double objective, double bound, double unit,
                           base::Faults<>& faults) {
    faults.expect_near(outcome.objective, objective, 1e-9, "outcome.objective", unit);
    faults.expect_near(outcome.bound, bound, 1e-8, "outcome.bound", unit);
    faults.expect(outcome.bound <= outcome.objective, "outcome.bound is above outcome.objective");
    faults.expect_near(outcome.gap, base::relative_gap(outcome.objective, outcome.bound), 1e-9, "outcome.gap", 1e-9);
    faults.expect(outcome.iterations >= 0, "outcome.iterations is negative");
    faults.expect(outcome.seconds >= 0.0 && std::isfinite(outcome.seconds), "outcome.seconds is no time");
}

} // namespace corewing::sharing::detail
