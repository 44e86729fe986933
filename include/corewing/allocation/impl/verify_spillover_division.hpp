#pragma once

#include "corewing/allocation/verify_spillover_division.hpp"

#include "corewing/allocation/detail/rule_check.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace corewing::allocation {
namespace detail {

/// x + r W x + (r W)^2 x + ..., or with W transposed, term by term.
template <class Double = double>
Eigen::VectorXd neumann_sum(const Eigen::SparseMatrix<double>& link, double reach, const Eigen::VectorXd& x,
                            bool transposed) {
    const Index n = x.size();
    Eigen::VectorX<Double> row_sum = Eigen::VectorX<Double>::Zero(n);
    const auto each = [&](auto&& act) {
        for (Index j = 0; j < n; ++j)
            for (Eigen::SparseMatrix<double>::InnerIterator entry(link, j); entry; ++entry)
                if (entry.row() != entry.col() && entry.value() != 0.0) act(entry.row(), j, entry.value());
    };
    each([&](Index i, Index, double value) { row_sum(i) += value; });
    Eigen::VectorX<Double> sum = x;
    Eigen::VectorX<Double> term = x;
    Eigen::VectorX<Double> next(n);
    // Every entry is wanted to its own last digits, however small beside the others.
    for (int k = 0; k < 5000 && (term.array() > 1e-16 * sum.array().max(1e-290)).any(); ++k) {
        next.setZero();
        each([&](Index i, Index j, double value) {
            const double share = reach * value / row_sum(i);
            if (transposed)
                next(j) += share * term(i);
            else
                next(i) += share * term(j);
        });
        term.swap(next);
        sum += term;
    }
    return sum;
}

/// Whether `found` is `truth`, entry by entry.
template <class = void>
void check_vector(const Eigen::VectorXd& found, const Eigen::VectorXd& truth, double tolerance, const std::string& what,
                  base::Faults<>& faults) {
    const double scale = truth.size() > 0 ? 1e-3 * truth.cwiseAbs().mean() : 0.0;
    for (Index i = 0; i < truth.size(); ++i)
        if (found(i) != truth(i))
            faults.expect_near(found(i), truth(i), tolerance, what + '[' + std::to_string(i) + ']', scale);
}

/// Checks a spillover division from problem and answer alone.
template <class Double = double>
class SpilloverCheck {
public:
    SpilloverCheck(const Eigen::Ref<const Eigen::VectorX<Double>>& need, const Eigen::SparseMatrix<double>& link,
                   const SpilloverOptions& options, const SpilloverDivision& division)
        : need_(need), link_(link), options_(options), division_(division), n_(need.size()),
          groups_(std::ssize(options.groups)), family_(family(n_, options.groups)), rules_(RuleView::of(n_, options)) {}

    base::Certificate run() {
        shape();
        if (faults_.clean() && division_.outcome.status == base::Status::infeasible)
            no_answer();
        else if (faults_.clean())
            answer();
        certificate_.holds = faults_.clean();
        return certificate_;
    }

private:
    void shape() {
        for (const auto* vector : {&division_.amount, &division_.benefit, &division_.received, &division_.marginal})
            faults_.expect(vector->size() == n_ && vector->allFinite(), "a result has the wrong size or is not finite");
        for (const auto* vector : {&division_.group_amount, &division_.group_price})
            faults_.expect(vector->size() == groups_ && vector->allFinite(), "a group result has the wrong size");
        faults_.expect(std::ssize(division_.reason) == n_ && std::isfinite(division_.price),
                       "reasons or price are missing");
        check_group_names(division_.group_name, options_.groups, faults_);
    }

    void no_answer() {
        base::check_no_answer(division_.outcome, faults_);
        faults_.expect(contradict(rules_, family_), "called infeasible, but the rules can hold together");
        faults_.expect(division_.amount.isZero(0.0) && division_.benefit.isZero(0.0) &&
                           division_.received.isZero(0.0) && division_.marginal.isZero(0.0) &&
                           division_.price == 0.0 && division_.group_amount.isZero(0.0) &&
                           division_.group_price.isZero(0.0),
                       "without an answer amounts and prices are 0");
        faults_.expect(std::ssize(division_.findings) == 1, "findings: one names the rules that clash");
        for (const Reason& reason : division_.reason)
            faults_.expect(reason.hold == Hold::at_price && reason.group == -1 && reason.marginal == 0.0,
                           "without an answer there are no reasons");
    }

    void answer() {
        faults_.expect(division_.outcome.status != base::Status::unbounded, "a division is never unbounded");
        sum_ = check_rules(rules_, division_.amount, division_.group_amount, faults_);
        stock_ = options_.stock.expanded(n_, "stock", 0.0);
        spread_ = neumann_sum(link_, options_.reach, division_.amount, false);
        for (Index i = 0; i < n_; ++i) // a small difference of large numbers
            faults_.expect_near(division_.received(i), spread_(i) - division_.amount(i), 1e-9,
                                "received[" + std::to_string(i) + ']', 1e-4 * spread_.sum());
        check_vector(division_.benefit, spread_ + stock_, 1e-9, "benefit", faults_);
        const double objective = utilities();
        prices();
        for (Index i = 0; i < n_; ++i) reason_of(i);

        const auto& outcome = division_.outcome;
        certificate_.bound = objective + std::max(0.0, missing_);
        certificate_.gap = base::relative_gap(objective, certificate_.bound, scale_);
        base::check_outcome(outcome, objective, 1e-9, faults_, scale_);
        faults_.expect_near(outcome.bound, certificate_.bound, 1e-9, "outcome.bound", scale_);
        if (outcome.status == base::Status::optimal)
            faults_.expect(certificate_.gap <= options_.gap * 1.001 + 1e-12,
                           "called optimal, but the gap is larger than asked");
        else
            faults_.expect(outcome.gap > options_.gap, "the gap is as small as asked, but it is not called optimal");
        if (outcome.status == base::Status::interrupted)
            faults_.expect(options_.observer.stopped(), "called interrupted, but no stop was requested");
    }

    /// The objective afresh, and the marginal values.
    double utilities() {
        const double alpha = options_.alpha;
        // Below alpha = 1 the utility under 1e-9 of the mean benefit is replaced by its tangent, which
        // lies above it, so that the bound holds.
        const double tiny = alpha > 0.0 && alpha < 1.0 && n_ > 0
                                ? 1e-9 * (options_.budget + stock_.sum()) / static_cast<double>(n_)
                                : 0.0;
        double objective = 0.0;
        Index empty = 0;
        Eigen::VectorX<Double> slope = Eigen::VectorX<Double>::Zero(n_);
        for (Index i = 0; i < n_; ++i) {
            const double y = spread_(i) + stock_(i);
            if (need_(i) == 0.0) continue;
            if (y == 0.0 && alpha >= 1.0) {
                ++empty;
                continue;
            }
            if (alpha == 1.0) scale_ = std::min(1e300, scale_ + need_(i)); // logarithms may add up to nothing
            const double utility = alpha == 1.0 ? std::log(y) : std::pow(y, 1.0 - alpha) / (1.0 - alpha);
            objective += y == 0.0 ? 0.0 : std::clamp(need_(i) * utility, -1e300, 1e300);
            slope(i) = std::min(1e300, need_(i) * std::pow(std::max(y, tiny), -alpha));
            if (y < tiny)
                missing_ += need_(i) * (std::pow(tiny, 1.0 - alpha) - std::pow(y, 1.0 - alpha)) / (1.0 - alpha) +
                            slope(i) * (y - tiny);
        }
        faults_.expect(division_.findings.empty() == (empty == 0), "findings: places are left out of the objective");
        marginal_ = neumann_sum(link_, options_.reach, slope, true);
        check_vector(division_.marginal, marginal_, 1e-8, "marginal", faults_);
        return objective;
    }

    /// Weak duality: at the price in force nobody could do better by more than what is missing.
    void prices() {
        Eigen::VectorX<Double> in_force = Eigen::VectorX<Double>::Constant(n_, division_.price);
        Eigen::VectorX<Double> size = in_force; // of what adds up to it
        const double unspent = options_.budget - division_.amount.sum();
        missing_ += division_.price * unspent;
        faults_.expect(division_.price >= 0.0, "price is negative");
        for (Index g = 0; g < groups_; ++g) {
            const Group& group = options_.groups[g];
            const double price = division_.group_price(g);
            for (const Index i : group.members) {
                in_force(i) += price;
                size(i) += std::abs(price);
            }
            if (price > 0.0) missing_ += price * (group.cap - sum_[g]);
            if (price < 0.0) missing_ += price * (group.floor - sum_[g]);
        }
        for (Index i = 0; i < n_; ++i) {
            const double reduced = marginal_(i) - in_force(i);
            const double most = std::max(rules_.floor_of(i), std::min(rules_.cap_of(i), options_.budget));
            missing_ += reduced * ((reduced > 0.0 ? most : rules_.floor_of(i)) - division_.amount(i));
            if (rules_.cap_of(i) == std::numeric_limits<double>::infinity() &&
                reduced > 1e-7 * std::max(marginal_(i), 1e-5 * size(i)))
                faults_.expect(false, "at the price stated place " + std::to_string(i) + " would take without end");
        }
    }

    void reason_of(Index i) {
        const Reason& reason = division_.reason[i];
        const std::string who = "reason[" + std::to_string(i) + ']';
        Hold hold = reason.group >= 0 ? Hold::held_by_group : Hold::at_price;
        if (division_.amount(i) >= rules_.cap_of(i)) hold = Hold::at_cap;
        if (division_.amount(i) <= rules_.floor_of(i)) hold = Hold::at_floor;
        faults_.expect(reason.hold == hold, who + ".hold is wrong");
        faults_.expect(reason.marginal == division_.marginal(i), who + ".marginal is not the marginal value");
        Index g = family_.inner[i];
        for (; g != groups_ && g != reason.group; g = family_.outer[g])
            if (division_.group_price(g) != 0.0 && binds(g))
                faults_.expect(false, who + ".group is not the one that sets the price");
        if ((g == groups_) != (reason.group == -1)) faults_.expect(false, who + ".group does not hold it");
        if (g != groups_) faults_.expect(binds(g), who + ".group does not bind");
    }

    [[nodiscard]] bool binds(Index g) const {
        const Group& group = options_.groups[g];
        return sum_[g] >= group.cap * (1.0 - 1e-9) || (group.floor > 0.0 && sum_[g] * (1.0 - 1e-9) <= group.floor);
    }

    const Eigen::Ref<const Eigen::VectorX<Double>>& need_;
    const Eigen::SparseMatrix<double>& link_;
    const SpilloverOptions& options_;
    const SpilloverDivision& division_;
    Index n_;
    Index groups_;
    Family family_;
    RuleView rules_;
    base::Certificate certificate_ = {};
    base::Faults<> faults_{certificate_};
    std::vector<double> sum_ = {};          // of each group
    Eigen::VectorX<Double> stock_ = {};     // 0 if none is given
    Eigen::VectorX<Double> spread_ = {};    // amounts and what comes from others
    Eigen::VectorX<Double> marginal_ = {};  // found afresh
    double missing_ = 0.0;
    double scale_ = 0.0; ///< of the objective                  // to the bound
};

} // namespace detail

COREWING_BODY
base::Certificate verify_spillover_division(const Eigen::Ref<const Eigen::VectorXd>& need,
                                            const Eigen::SparseMatrix<double>& link, const SpilloverOptions& options,
                                            const SpilloverDivision& division) {
    return detail::SpilloverCheck<>(need, link, options, division).run();
}

} // namespace corewing::allocation
