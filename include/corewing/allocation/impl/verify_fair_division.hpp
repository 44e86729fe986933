#pragma once

#include "corewing/allocation/verify_fair_division.hpp"

#include "corewing/allocation/detail/rule_check.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

namespace corewing::allocation {
namespace detail {

/// Re-checks a fair division. Written anew, from the conditions and not from the solver.
template <class Double = double>
class FairDivisionCheck {
public:
    FairDivisionCheck(const Eigen::Ref<const Eigen::VectorX<Double>>& need, const FairDivisionOptions& options,
                      const FairDivision& division)
        : need_(need), options_(options), division_(division), faults_(certificate_), n_(need.size()),
          groups_(std::ssize(options.groups)), family_(family(n_, options.groups)), rules_(RuleView::of(n_, options)),
          stock_(options.stock.expanded(n_, "stock", 0.0)) {}

    base::Certificate run() {
        if (shapes()) {
            if (division_.outcome.status == base::Status::infeasible)
                nothing_possible();
            else if (division_.outcome.status != base::Status::optimal)
                faults_.expect(false, "outcome.status is neither optimal nor infeasible");
            else {
                feasible();
                exchange();
                prices();
                reasons();
                value();
            }
        }
        certificate_.holds = faults_.clean();
        return certificate_;
    }

private:
    static constexpr double unlimited = std::numeric_limits<double>::infinity();
    static constexpr double fine = 1e-9;
    static constexpr double step = std::numeric_limits<double>::denorm_min();

    [[nodiscard]] double floor_of(Index i) const { return rules_.floor_of(i); }
    [[nodiscard]] double cap_of(Index i) const { return rules_.cap_of(i); }
    [[nodiscard]] double held(Index i) const {
        return std::min(std::numeric_limits<double>::max(), division_.amount(i) + stock_(i));
    }
    [[nodiscard]] double coarse() const { // rounding of amounts, as it shows in marginal values
        return fine * (options_.alpha == unlimited ? 1.0 : std::max(1e-3, options_.alpha));
    }
    static std::string item(const char* what, Index i) { return what + ('[' + std::to_string(i) + ']'); }

    bool shapes() {
        faults_.expect(division_.amount.size() == n_, "amount has the wrong size");
        faults_.expect(std::ssize(division_.reason) == n_, "reason has the wrong size");
        faults_.expect(division_.group_amount.size() == groups_,
                       "group_amount has the wrong size");
        faults_.expect(division_.group_price.size() == groups_,
                       "group_price has the wrong size");
        check_group_names(division_.group_name, options_.groups, faults_);
        if (!faults_.clean()) return false;
        faults_.expect(division_.amount.allFinite() && division_.group_amount.allFinite() &&
                           division_.group_price.allFinite() && std::isfinite(division_.price),
                       "a number is not finite");
        return faults_.clean();
    }

    void nothing_possible() {
        base::check_no_answer(division_.outcome, faults_);
        faults_.expect(division_.amount.isZero(0.0) && division_.group_amount.isZero(0.0) &&
                           division_.group_price.isZero(0.0) && division_.price == 0.0,
                       "without an answer amounts and prices are 0");
        faults_.expect(std::ssize(division_.findings) == 1, "findings: one names the rules that clash");
        for (const Reason& reason : division_.reason)
            faults_.expect(reason.hold == Hold::at_price && reason.group == -1 && reason.marginal == 0.0,
                           "without an answer there are no reasons");
        const bool broken = contradict(rules_, family_);
        faults_.expect(broken, "called infeasible, but the rules can hold together");
    }

    void feasible() {
        sum_ = check_rules(rules_, division_.amount, division_.group_amount, faults_);
        total_ = division_.amount.sum();
    }

    /// How much a place wants the next unit, on a logarithmic scale on which order is all that counts.
    /// @param halves  half steps of the smallest numbers that it has more; below 1e-300 they show
    [[nodiscard]] double urgency(Index i, int halves = 0) const {
        if (need_(i) == 0.0) return -unlimited;
        if (options_.alpha == 0.0) return std::log(need_(i));
        const bool is_small = halves != 0 && held(i) < 1e-300;
        const double has = is_small ? std::ldexp(held(i), 600) + std::ldexp(halves, -475) : held(i);
        if (has <= 0.0) return unlimited;
        const double log_has = std::log(has) - (is_small ? 600.0 * std::numbers::ln2 : 0.0);
        return std::log(need_(i)) - (options_.alpha == unlimited ? 1.0 : options_.alpha) * log_has;
    }

    /// The greatest urgency that the next unit may have here for all that the amount says: it is known to a step, and
    /// where it is less than two steps all places may share one.
    [[nodiscard]] double at_most(Index i) const {
        if (need_(i) == 0.0 || options_.alpha == unlimited) return -unlimited;
        if (held(i) > step) return urgency(i, -2);
        return urgency(i, held(i) > 0.0 ? -1 : 1) + options_.alpha * std::log(static_cast<double>(n_));
    }

    /// Best amounts of a concave sum under nested rules are those that no single transfer improves.
    void exchange() {
        // Below 1e-307 the numbers stand wide apart: there a transfer must bring something even where it is one step
        // of a double, and a price is known to a step, above nothing to half a step. Elsewhere the step is lost in
        // rounding.
        best_up_.assign(groups_ + 1, -unlimited);
        best_down_.assign(groups_ + 1, unlimited);
        next_.assign(groups_ + 1, {});
        for (Index i = 0; i < n_; ++i) {
            const Index g = family_.inner[i];
            const double amount = division_.amount(i);
            if (amount < cap_of(i) * (1.0 - fine)) {
                best_up_[g] = std::max(best_up_[g], urgency(i, 2));
                next_[g].take({.least = urgency(i, 1),
                               .most = at_most(i),
                               .from_nothing = held(i) == 0.0,
                               .at_corner = held(i) == 0.0});
            } else if (amount != cap_of(i))
                next_[g].take({.at_corner = true});
            if (amount * (1.0 - fine) > floor_of(i)) {
                best_down_[g] = std::min(best_down_[g], urgency(i, -2));
                last_units_.push_back(urgency(i));
            }
        }
        const auto settled = [&](Index node) {
            return best_up_[node] <= best_down_[node] + coarse() || best_down_[node] == unlimited;
        };
        tight_cap_.assign(groups_, false);
        tight_floor_.assign(groups_, false);
        for (const Index g : family_.small_to_large) {
            const Group& group = options_.groups[g];
            faults_.expect(settled(g), "a transfer inside group " + group.name + " would help");
            tight_cap_[g] = !(sum_[g] < group.cap * (1.0 - fine));
            tight_floor_[g] = !(sum_[g] * (1.0 - fine) > group.floor);
            const Index out = family_.outer[g];
            if (!tight_cap_[g]) {
                best_up_[out] = std::max(best_up_[out], best_up_[g]);
                next_[out].take(next_[g]);
            } else {
                next_[out].take({.at_corner = next_[g].at_corner});
            }
            if (!tight_floor_[g]) best_down_[out] = std::min(best_down_[out], best_down_[g]);
        }
        std::sort(last_units_.begin(), last_units_.end());
        faults_.expect(settled(groups_), "a transfer between places would help");
        left_over_ = options_.budget > 0.0 && total_ < options_.budget * (1.0 - fine);
        if (left_over_) faults_.expect(best_up_[groups_] == -unlimited, "what is left of the budget would help");
    }

    /// Whether somebody's last unit is worth as much.
    [[nodiscard]] bool is_of_a_last_unit(double price) const {
        const auto near = std::lower_bound(last_units_.begin(), last_units_.end(), std::log(price) - coarse());
        return near != last_units_.end() && *near <= std::log(price) + coarse();
    }

    /// What the next unit would bring, as near as amounts say.
    struct NextUnit {
        double least = -unlimited; ///< urgency
        double most = -unlimited;  ///< urgency
        bool from_nothing = false; ///< it may go to a place with nothing
        bool at_corner = false;    ///< some place has nothing, or all but rounding of its cap

        void take(const NextUnit& other) {
            least = std::max(least, other.least);
            most = std::max(most, other.most);
            from_nothing = from_nothing || other.from_nothing;
            at_corner = at_corner || other.at_corner;
        }
    };

    /// The price of the budget is what the next unit would bring, and so is that of a cap; the price of a floor
    /// is what its last unit costs.
    void prices() {
        if (options_.alpha == unlimited) {
            std::vector<double> moving(groups_ + 1, 0.0);
            for (Index i = 0; i < n_; ++i) {
                const Reason& reason = division_.reason[i];
                if (reason.hold == Hold::at_price) moving[groups_] += need_(i);
                if (reason.hold == Hold::held_by_group && reason.group >= 0 &&
                    reason.group < groups_)
                    moving[reason.group] += need_(i);
            }
            const auto lift = [&](Index node) {
                return moving[node] > 0.0 ? std::min(1e300, 1.0 / moving[node]) : 0.0;
            };
            faults_.expect_near(division_.price, lift(groups_), fine, "price");
            for (Index g = 0; g < groups_; ++g)
                faults_.expect_near(division_.group_price(g), lift(g), fine,
                                    item("group_price", g));
            return;
        }
        const double highest = options_.alpha == 0.0 ? std::numeric_limits<double>::max() : 1e300;
        const auto worth = [&](double urge) { return std::min(highest, std::exp(urge)); };
        in_force_.assign(groups_ + 1, 0.0);
        const auto next_unit = [&](Index node, double stated) {
            const NextUnit& next = next_[node];
            if (next.from_nothing && stated == highest && best_down_[node] >= std::log(highest)) return stated;
            const double least = worth(next.least);
            if (next.at_corner && stated > least && std::log(stated) <= best_down_[node] + coarse() &&
                is_of_a_last_unit(stated))
                return stated;
            return std::clamp(stated, least, std::max(least, worth(next.most)));
        };
        in_force_[groups_] = left_over_ ? 0.0 : next_unit(groups_, division_.price);
        faults_.expect_near(division_.price, in_force_[groups_], 10.0 * fine, "price");
        for (auto g = family_.small_to_large.rbegin(); g != family_.small_to_large.rend(); ++g) {
            const double outside = in_force_[family_.outer[*g]];
            double inside = outside;
            const Index number = *g;
            if (tight_cap_[*g]) inside = std::max(inside, next_unit(*g, outside + division_.group_price(number)));
            if (tight_floor_[*g]) inside = std::min(inside, worth(best_down_[*g]));
            in_force_[*g] = inside;
            faults_.expect_near(division_.group_price(number), inside - outside, 10.0 * fine,
                                item("group_price", number), std::max(inside, outside));
        }
    }

    void reasons() {
        Index empty = 0;
        for (Index i = 0; i < n_; ++i) {
            const Reason& reason = division_.reason[i];
            const double amount = division_.amount(i);
            Hold hold = reason.group >= 0 ? Hold::held_by_group : Hold::at_price;
            if (amount >= cap_of(i)) hold = Hold::at_cap;
            if (amount <= floor_of(i)) hold = Hold::at_floor;
            if (reason.hold != hold)
                faults_.expect(false, item("reason", i) + ".hold should be " + std::string(name(hold)));

            double marginal = options_.alpha == unlimited ? 0.0 : std::min(1e300, std::exp(urgency(i)));
            if (options_.alpha == unlimited && need_(i) > 0.0) marginal = std::min(1e300, held(i) / need_(i));
            if (reason.marginal != marginal)
                faults_.expect_near(reason.marginal, marginal, 10.0 * fine, item("reason", i) + ".marginal");
            if (need_(i) > 0.0 && held(i) == 0.0 && options_.alpha >= 1.0 && options_.alpha != unlimited) ++empty;

            // The group named must hold the place, have no room, and be the innermost that changes the price.
            Index g = family_.inner[i];
            while (g != groups_ && g != reason.group) {
                if (division_.group_price(g) != 0.0)
                    faults_.expect(false, item("reason", i) + ".group is not the one that sets the price");
                g = family_.outer[g];
            }
            if ((g == groups_) != (reason.group == -1))
                faults_.expect(false, item("reason", i) + ".group does not hold it");
            if (g != groups_ && !tight_cap_[g] && !(tight_floor_[g] && options_.groups[g].floor > 0.0))
                faults_.expect(false, item("reason", i) + ".group does not bind");
        }
        const bool nobody = n_ > 0 && need_.maxCoeff() == 0.0;
        faults_.expect(std::ssize(division_.findings) == (empty > 0 ? 1 : 0) + (nobody ? 1 : 0),
                       "findings: " + std::to_string(empty) + " places are left out of the objective" +
                           (nobody ? " and none has a need" : ""));
    }

    [[nodiscard]] double benefit(Index i, double y) const {
        if (options_.alpha == 1.0) return std::clamp(need_(i) * std::log(y), -1e300, 1e300);
        const double exponent = 1.0 - options_.alpha;
        const double power = y == 0.0 ? (options_.alpha < 1.0 ? 0.0 : unlimited) : std::pow(y, exponent);
        const bool is_number = y == 0.0 || (power > 1e-290 && power < 1e290);
        const double utility = is_number ? need_(i) * power : std::exp(std::log(need_(i)) + exponent * std::log(y));
        return std::clamp(utility / exponent, -1e300, 1e300);
    }

    /// The objective afresh, and the limit that the prices prove (weak duality).
    void value() {
        double objective = options_.alpha == unlimited ? unlimited : 0.0;
        double missing = 0.0;
        double scale = 0.0; // of the objective: logarithms may add up to nothing
        for (Index i = 0; i < n_; ++i) {
            if (need_(i) == 0.0) continue;
            const double y = held(i);
            if (options_.alpha == unlimited) {
                objective = std::min(objective, std::min(1e300, y / need_(i)));
                continue;
            }
            if (y == 0.0 && options_.alpha >= 1.0) continue;
            objective += benefit(i, y);
            if (options_.alpha == 1.0) scale = std::min(1e300, scale + need_(i));
            missing += regret(i, y);
        }
        if (objective == unlimited) objective = 0.0;
        if (options_.alpha != unlimited) {
            const double unspent = options_.budget - total_;
            const bool is_rounding = std::abs(unspent) <= 1e-14 * options_.budget;
            if (!left_over_ && !is_rounding && in_force_[groups_] < 1e290 && std::abs(objective) < 1e300)
                missing += std::abs(in_force_[groups_] * unspent);
        }
        certificate_.bound = objective + missing;
        certificate_.gap = base::relative_gap(objective, certificate_.bound, scale);
        base::check_outcome(division_.outcome, objective, fine, faults_, scale);
        const double size = std::max({scale, std::abs(objective), 1e-300}); // below, the digits of a number get lost
        faults_.expect(missing <= fine * size, "the prices do not prove the amounts best");
        faults_.expect_near(division_.outcome.bound, objective, fine, "outcome.bound", scale);
    }

    /// How much better place i alone could do at the price in force there.
    [[nodiscard]] double regret(Index i, double y) const {
        const double price = in_force_[family_.inner[i]];
        if (!(price > 1e-290) || price >= 1e290) return 0.0; // beyond the range of doubles: exchange() has decided
        const double stock = y - division_.amount(i);
        const double least = floor_of(i) + stock;
        const double most = std::min(cap_of(i), options_.budget) + stock; // nobody can have more than all
        if (options_.alpha == 0.0 && base::equal(need_(i), price)) return 0.0; // its own price
        double best = need_(i) > price ? most : least;
        if (options_.alpha > 0.0)
            best = std::clamp(std::exp((std::log(need_(i)) - std::log(price)) / options_.alpha), least, most);
        if (best == y || best == unlimited || best == 0.0) return 0.0;
        const double now = benefit(i, y), then = benefit(i, best);
        if (std::abs(now) >= 1e290 || std::abs(then) >= 1e290) return 0.0;
        return std::max(0.0, then - now - price * (best - y));
    }

    const Eigen::Ref<const Eigen::VectorX<Double>>& need_;
    const FairDivisionOptions& options_;
    const FairDivision& division_;
    base::Certificate certificate_ = {};
    base::Faults<> faults_;
    Index n_;
    Index groups_;
    Family family_;
    RuleView rules_;
    Eigen::VectorX<Double> stock_;
    std::vector<double> sum_ = {};
    std::vector<double> best_up_ = {};
    std::vector<NextUnit> next_ = {};
    std::vector<double> last_units_ = {};
    std::vector<double> best_down_ = {};
    std::vector<double> in_force_ = {};
    std::vector<bool> tight_cap_ = {};
    std::vector<bool> tight_floor_ = {};
    double total_ = 0.0;
    bool left_over_ = false;
};

} // namespace detail

COREWING_BODY
base::Certificate verify_fair_division(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options,
                                 const FairDivision& division) {
    return detail::FairDivisionCheck<>(need, options, division).run();
}

} // namespace corewing::allocation
