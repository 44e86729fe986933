#pragma once

#include "corewing/allocation/detail/filling.hpp"
#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/detail/spillover.hpp"
#include "corewing/allocation/detail/spillover_objective.hpp"
#include "corewing/allocation/detail/utility.hpp"
#include "corewing/allocation/detail/water.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>
#include <vector>

/// The way to the best spillover division: accelerated projected gradient in a diagonal metric.
/// Beck & Teboulle 2009 (acceleration), O'Donoghue & Candes 2015 (restarts), Jaggi 2013 (the gap).
namespace corewing::allocation::detail {

/// The divisions that keep floors, caps, groups and budget. The best of them are found by filling vessels.
template <class Double = double>
struct FeasibleDivisions {
    Rules rules = {};
    Nesting nest = {};
    FairDivisionOptions linear = {}; ///< the same rules, alpha = 0

    [[nodiscard]] bool any() const { return rules_can_hold(rules, nest, linear.groups, linear.budget, linear.spend); }

    /// The amounts with the highest slope . amount.
    [[nodiscard]] FairDivision highest(const Eigen::VectorX<Double>& slope) const {
        return fair_division(slope, linear);
    }

    /// The amounts with the highest slope . amount - 1/2 sum bend (amount - centre)^2.
    [[nodiscard]] Filling highest_near(const Eigen::VectorX<Double>& centre, const Eigen::VectorX<Double>& slope,
                                       const Eigen::VectorX<Double>& bend) const {
        Vessels vessels(nest.place.size());
        for (Index k = 0; k < std::ssize(vessels); ++k) {
            const Index i = nest.place[k];
            Vessel& v = vessels[k];
            v.low = rules.lower(i);
            v.high = rules.upper(i);
            v.slope = 1.0 / bend(i); // the level is minus the price
            v.stock = -slope(i) / bend(i) - centre(i);
            v.rise = (v.low + v.stock) * bend(i);
            v.full = (v.high + v.stock) * bend(i);
            v.stage = 0;
        }
        Water<> water(std::move(vessels), Law::linear);
        return fill(water, nest, linear.groups, linear.budget, linear.spend, {0, 0.0});
    }
};

/// Amounts and what they spread to.
template <class Double = double>
struct SpreadAmounts {
    Eigen::VectorX<Double> amount = {};
    Eigen::VectorX<Double> spread = {};
};

/// How much better other amounts can be: by no more than the tangent at its highest.
template <class Double = double>
struct SpilloverProof {
    Eigen::VectorX<Double> marginal = {}; ///< slope of the objective
    FairDivision highest = {};            ///< the amounts that are best for these marginal values
    double missing = 0.0;                 ///< Frank-Wolfe gap
};

template <class Double = double>
class SpilloverAscent {
public:
    /// @param rough  accuracy of the slopes on the way
    SpilloverAscent(const Spillover<Double>& spillover, const SpilloverObjective<Double>& objective,
                    const FeasibleDivisions<Double>& feasible, SpreadAmounts<Double> start, double rough)
        : spillover_(spillover), objective_(objective), feasible_(feasible), rough_(rough), here_(std::move(start)) {
        proof_.marginal.setZero(here_.amount.size());
        prove();
        if (objective.is_linear()) {
            here_.amount = proof_.highest.amount;
            prove();
        }
        slope_ = proof_.marginal;
        restart();
    }

    [[nodiscard]] const SpreadAmounts<Double>& here() const { return here_; }
    [[nodiscard]] const SpilloverProof<Double>& proof() const { return proof_; }
    [[nodiscard]] double value() const { return objective_.value(here_.spread); }

    /// Of each node of the nesting the group that governed the last step, -1 = the whole; empty before any step.
    [[nodiscard]] const std::vector<Index>& governor() const { return governor_; }

    /// Whether even the first step from where it stands leaves the range of numbers.
    [[nodiscard]] bool stuck() const { return stuck_; }

    /// One step; false where it led astray and was taken back.
    bool step() {
        objective_.gradient(ahead_.spread, slope_, rough_);
        auto [filling, lift] = trial();
        const Eigen::VectorX<Double> spread = ahead_.spread + lift;
        const double gain = objective_.gain(here_.spread, spread - here_.spread);
        const bool is_number = std::isfinite(gain) && spread.allFinite() && filling.amount.allFinite();
        if (!is_number || (gain < 0.0 && pace_.since_restart > 0)) {
            stuck_ = pace_.since_restart == 0;
            restart();
            return false;
        }
        move_to({std::move(filling.amount), spread});
        governor_ = std::move(filling.governor);
        return true;
    }

    /// Spreads the amounts afresh and proves how good they are.
    void prove() {
        spillover_.spread(here_.amount, here_.spread);
        objective_.gradient(here_.spread, proof_.marginal);
        proof_.highest = feasible_.highest(proof_.marginal);
        const double missing = std::max(0.0, proof_.marginal.dot(proof_.highest.amount - here_.amount)) +
                               objective_.overstated(here_.spread);
        proof_.missing = missing <= largest_price ? missing : largest_price; // not a number: nothing is known
    }

    /// Takes out what the steps have added up by rounding.
    void refresh() { spillover_.spread(ahead_.amount, ahead_.spread); }

private:
    struct Trial {
        Filling filling = {};
        Eigen::VectorX<Double> lift = {}; ///< what the step spreads to
    };
    struct Pace {
        double scale = 1.0; ///< of the curvature
        double momentum = 1.0;
        long since_restart = 0; ///< steps
    };

    /// The best step from `ahead_`. The curvature is raised until the step lifts the objective by what it promises.
    [[nodiscard]] Trial trial() {
        Trial result;
        for (;;) {
            result.filling = feasible_.highest_near(ahead_.amount, slope_, pace_.scale * bend_);
            // What the step itself spreads, so that a small step is judged by itself and not by the rounding of all.
            const Eigen::VectorX<Double> move = result.filling.amount - ahead_.amount;
            result.lift = move;
            spillover_.spread(move, result.lift, 1e-10);
            const double rise = objective_.gain(ahead_.spread, result.lift);
            const double promise = slope_.dot(move) - 0.5 * pace_.scale * (bend_.array() * move.array().square()).sum();
            const double noise = 4.0 * rough_ * slope_.cwiseAbs().dot(move.cwiseAbs());
            if (rise >= promise - noise || pace_.scale > 1e12) return result;
            pace_.scale *= 2.0;
        }
    }

    void move_to(SpreadAmounts<Double> next) {
        const double momentum = 0.5 * (1.0 + std::sqrt(1.0 + 4.0 * pace_.momentum * pace_.momentum));
        const double push = (pace_.momentum - 1.0) / momentum;
        ahead_.amount = next.amount + push * (next.amount - here_.amount);
        ahead_.spread = next.spread + push * (next.spread - here_.spread);
        if (!objective_.has_slope(ahead_.spread)) ahead_ = next;
        here_ = std::move(next);
        pace_.momentum = momentum;
        pace_.scale = std::max(0.05, 0.95 * pace_.scale);
        ++pace_.since_restart;
    }

    /// Begins again from where it stands, without momentum.
    void restart() {
        ahead_ = here_;
        bend_ = objective_.curvature(here_.spread);
        pace_.momentum = 1.0;
        pace_.since_restart = 0;
    }

    const Spillover<Double>& spillover_;
    const SpilloverObjective<Double>& objective_;
    const FeasibleDivisions<Double>& feasible_;
    double rough_;
    SpreadAmounts<Double> here_;
    SpreadAmounts<Double> ahead_ = {}; ///< where the slope is taken: pushed on by momentum
    Eigen::VectorX<Double> slope_ = {};
    Eigen::VectorX<Double> bend_ = {}; ///< above the curvature, before it is scaled
    Pace pace_ = {};
    SpilloverProof<Double> proof_ = {};
    std::vector<Index> governor_ = {};
    bool stuck_ = false;
};

} // namespace corewing::allocation::detail
