#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/routine.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

namespace corewing::base {

/// What a check of an answer found, from the problem and the answer alone.
struct Certificate {
    bool holds = false;                                   ///< true if no fault was found
    std::vector<std::string> faults = {};                 ///< what is wrong, at most ten
    double violation = 0.0;                               ///< largest breach, relative to the larger of rule and value
    double bound = 0.0;                                   ///< limit on any answer's value, computed afresh
    double gap = std::numeric_limits<double>::infinity(); ///< relative_gap of the value computed afresh to that bound
};

/// Collects what is wrong with an answer.
template <class = void>
class Faults {
public:
    /// @param certificate  takes the faults; must outlive this
    explicit Faults(Certificate& certificate) : certificate_(&certificate) {}

    /// A fault unless it is true.
    void expect(bool truth, const std::string& fault) {
        if (truth) return;
        clean_ = false;
        if (certificate_->faults.size() < 10) certificate_->faults.push_back(fault);
    }
    /// The claimed number is the true one, up to tolerance * max(scale, |true|); an infinite one only exactly.
    void expect_near(double claimed, double truth, double tolerance, const std::string& what, double scale = 0.0) {
        const double slack = tolerance * std::max(scale, std::abs(truth));
        const bool near = claimed == truth || (std::isfinite(slack) && std::abs(claimed - truth) <= slack);
        expect(near, what + " is " + to_text(claimed) + " but should be " + to_text(truth));
    }
    /// value <= limit up to tolerance * max(|limit|, |value|); the breach is kept.
    void expect_at_most(double value, double limit, double tolerance, const std::string& what) {
        if (value <= limit) return;
        const double breach = (value - limit) / std::max({std::abs(limit), std::abs(value), 1e-300});
        certificate_->violation = std::max(certificate_->violation, breach);
        expect(breach <= tolerance, what + ": " + to_text(value) + " is above " + to_text(limit));
    }
    /// Whether no fault was found so far.
    [[nodiscard]] bool clean() const { return clean_; }

private:
    Certificate* certificate_;
    bool clean_ = true;
};

/// The parts of an outcome that agree with each other whatever the problem.
/// @param outcome    as claimed
/// @param objective  computed afresh
/// @param tolerance  of the objective, relative
/// @param faults     takes what is wrong: objective, gap, iterations or seconds
/// @param scale      of the objective, see relative_gap(); 0 = its own size
/// Complexity O(1).
COREWING_ROUTINE
void check_outcome(const Outcome& outcome, double objective, double tolerance, Faults<>& faults, double scale = 0.0);

/// An answer that says that there is none gives nothing else away.
/// @param outcome  as claimed: objective and bound 0, gap infinite
/// @param faults   takes what is wrong
/// Complexity O(1).
COREWING_ROUTINE
void check_no_answer(const Outcome& outcome, Faults<>& faults);

/// Prints a certificate: "holds", or "does not hold: " and the faults, separated by semicolons. No end of line.
COREWING_ROUTINE
std::ostream& operator<<(std::ostream& out, const Certificate& certificate);

} // namespace corewing::base

#ifndef COREWING_COMPILED
#include "corewing/base/impl/certificate.hpp"
#endif
