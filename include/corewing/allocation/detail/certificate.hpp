#pragma once

#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/outcome.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

namespace corewing::allocation {

/// What a check of an answer found, from the problem and the answer alone.
struct Certificate {
    bool holds = false;                                   ///< true if no fault was found
    std::vector<std::string> faults = {};                 ///< what is wrong, at most ten
    double violation = 0.0;                               ///< largest breach of a rule, relative to the rule
    double bound = 0.0;                                   ///< limit on any answer's value, computed afresh
    double gap = std::numeric_limits<double>::infinity(); ///< relative_gap of the value computed afresh to that bound
};

namespace detail {

/// Collects what is wrong with an answer.
class Faults {
public:
    explicit Faults(Certificate& certificate) : certificate_(&certificate) {}

    void expect(bool truth, const std::string& fault) {
        if (truth) return;
        clean_ = false;
        if (certificate_->faults.size() < 10) certificate_->faults.push_back(fault);
    }
    /// The claimed number is the true one, up to tolerance * max(scale, |true|).
    void expect_near(double claimed, double truth, double tolerance, const std::string& what, double scale = 0.0) {
        const bool near = claimed == truth || std::abs(claimed - truth) <= tolerance * std::max(scale, std::abs(truth));
        expect(near, what + " is " + base::to_text(claimed) + " but should be " + base::to_text(truth));
    }
    /// value <= limit up to tolerance * |limit|.
    void expect_at_most(double value, double limit, double tolerance, const std::string& what) {
        if (value <= limit) return;
        const double breach = (value - limit) / std::max({std::abs(limit), std::abs(value), 1e-300});
        certificate_->violation = std::max(certificate_->violation, breach);
        expect(breach <= tolerance, what + ": " + base::to_text(value) + " is above " + base::to_text(limit));
    }
    [[nodiscard]] bool clean() const { return clean_; }

private:
    Certificate* certificate_;
    bool clean_ = true;
};

/// The parts of an outcome that agree with each other whatever the problem.
inline void check_outcome(const base::Outcome& outcome, double objective, double tolerance, Faults& faults) {
    faults.expect_near(outcome.objective, objective, tolerance, "outcome.objective", 1e-12);
    faults.expect_near(outcome.gap, base::relative_gap(outcome.objective, outcome.bound), 1e-9, "outcome.gap", 1e-9);
    faults.expect(outcome.iterations >= 0, "outcome.iterations is negative");
    faults.expect(outcome.seconds >= 0.0 && std::isfinite(outcome.seconds), "outcome.seconds is no time");
}

/// An answer that says that there is none gives nothing else away.
inline void check_no_answer(const base::Outcome& outcome, Faults& faults) {
    faults.expect(outcome.objective == 0.0 && outcome.bound == 0.0, "without an answer objective and bound are 0");
    faults.expect(outcome.gap == std::numeric_limits<double>::infinity(), "without an answer the gap is infinite");
    faults.expect(outcome.iterations >= 0, "outcome.iterations is negative");
    faults.expect(outcome.seconds >= 0.0 && std::isfinite(outcome.seconds), "outcome.seconds is no time");
}

/// Which group lies directly inside which, found from the members: node groups.size() is the whole.
struct Family {
    std::vector<std::size_t> outer; ///< of each group
    std::vector<std::size_t> inner; ///< innermost group of each place
    std::vector<std::size_t> small_to_large;
};

inline Family family(std::size_t places, const std::vector<Group>& groups) {
    Family result;
    result.inner.assign(places, groups.size());
    result.outer.assign(groups.size(), groups.size());
    result.small_to_large.resize(groups.size());
    std::iota(result.small_to_large.begin(), result.small_to_large.end(), std::size_t{0});
    std::stable_sort(result.small_to_large.begin(), result.small_to_large.end(), [&](std::size_t a, std::size_t b) {
        if (groups[a].members.size() != groups[b].members.size())
            return groups[a].members.size() < groups[b].members.size();
        return a > b; // of two groups with the same places the later one lies inside
    });
    std::vector<std::size_t> outermost(places, groups.size());
    for (const std::size_t g : result.small_to_large)
        for (const Eigen::Index i : groups[g].members) {
            std::size_t& top = outermost[static_cast<std::size_t>(i)];
            if (top == groups.size())
                result.inner[static_cast<std::size_t>(i)] = g;
            else if (top != g)
                result.outer[top] = g;
            top = g;
        }
    return result;
}

} // namespace detail
} // namespace corewing::allocation
