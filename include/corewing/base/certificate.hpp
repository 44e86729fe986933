#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/routine.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
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
/// Written `Faults<>`; the template parameter has no meaning.
template <class = void>
class Faults {
public:
    /// @param certificate  written to by every check; must outlive this object
    explicit Faults(Certificate& certificate) : certificate_(&certificate) {}

    /// Notes the fault unless the truth holds.
    /// @param truth  what should be true
    /// @param fault  one sentence, kept if fewer than ten are
    void expect(bool truth, const std::string& fault) {
        if (truth) return;
        clean_ = false;
        if (certificate_->faults.size() < 10) certificate_->faults.push_back(fault);
    }
    /// The claimed number is the true one, up to tolerance * max(scale, |true|).
    /// @param claimed  the number in the answer
    /// @param truth  the number computed afresh
    /// @param tolerance  relative, >= 0
    /// @param what  name of the number in the fault
    /// @param scale  least size to which the tolerance is relative, in the unit of the number
    void expect_near(double claimed, double truth, double tolerance, const std::string& what, double scale = 0.0) {
        const bool near = claimed == truth || std::abs(claimed - truth) <= tolerance * std::max(scale, std::abs(truth));
        expect(near, what + " is " + to_text(claimed) + " but should be " + to_text(truth));
    }
    /// value <= limit up to tolerance * |limit|.
    /// The breach, relative to the larger of the two, goes to Certificate::violation even where it is tolerated.
    /// @param value  what must not exceed the limit
    /// @param limit  in the unit of the value
    /// @param tolerance  relative, >= 0
    /// @param what  the rule, named in the fault
    void expect_at_most(double value, double limit, double tolerance, const std::string& what) {
        if (value <= limit) return;
        const double breach = (value - limit) / std::max({std::abs(limit), std::abs(value), 1e-300});
        certificate_->violation = std::max(certificate_->violation, breach);
        expect(breach <= tolerance, what + ": " + to_text(value) + " is above " + to_text(limit));
    }
    /// @return true if no fault was found so far
    [[nodiscard]] bool clean() const { return clean_; }

private:
    Certificate* certificate_;
    bool clean_ = true;
};

/// The parts of an outcome that agree with each other whatever the problem.
/// Objective and gap as claimed; iterations and seconds finite and not negative.
/// @param outcome  as the solver gave it
/// @param objective  computed afresh from the answer
/// @param tolerance  relative, of the objective
/// @param faults  where what is wrong is noted
COREWING_ROUTINE
void check_outcome(const Outcome& outcome, double objective, double tolerance, Faults<>& faults);

/// An answer that says that there is none gives nothing else away.
/// Objective and bound 0, gap infinite.
/// @param outcome  as the solver gave it
/// @param faults  where what is wrong is noted
COREWING_ROUTINE
void check_no_answer(const Outcome& outcome, Faults<>& faults);

} // namespace corewing::base

#ifndef COREWING_COMPILED
#include "corewing/base/impl/certificate.hpp"
#endif
