#pragma once

#include "corewing/base/certificate.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

namespace corewing::base {

COREWING_BODY
void check_outcome(const Outcome& outcome, double objective, double tolerance, Faults<>& faults, double scale) {
    faults.expect_near(outcome.objective, objective, tolerance, "outcome.objective", scale);
    faults.expect_near(outcome.gap, relative_gap(outcome.objective, outcome.bound, scale), 1e-9, "outcome.gap", 1e-9);
    faults.expect(outcome.iterations >= 0, "outcome.iterations is negative");
    faults.expect(outcome.seconds >= 0.0 && std::isfinite(outcome.seconds), "outcome.seconds is no time");
}

COREWING_BODY
void check_no_answer(const Outcome& outcome, Faults<>& faults) {
    faults.expect(outcome.objective == 0.0 && outcome.bound == 0.0, "without an answer objective and bound are 0");
    faults.expect(outcome.gap == std::numeric_limits<double>::infinity(), "without an answer the gap is infinite");
    faults.expect(outcome.iterations >= 0, "outcome.iterations is negative");
    faults.expect(outcome.seconds >= 0.0 && std::isfinite(outcome.seconds), "outcome.seconds is no time");
}

COREWING_BODY
std::ostream& operator<<(std::ostream& out, const Certificate& certificate) {
    if (certificate.holds) return out << "holds";
    std::string line = "does not hold";
    for (Index i = 0; i < std::ssize(certificate.faults); ++i)
        line += (i == 0 ? ": " : "; ") + certificate.faults[i];
    return out << line;
}

} // namespace corewing::base
